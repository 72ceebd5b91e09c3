import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import styles from './reason-path.module.css';
import { useQuestion } from './reasons-data.ts';

type Props = { category: ReasonCategory; detail: string | undefined; other: ReasonCategory | undefined };

/** The way back up: all reasons, the category, the detail. */
export function ReasonPath({ category, detail, other }: Props) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const reasonLabel = useReasonLabel();
  const { to } = useQuestion();
  const isDeep = detail !== undefined || other !== undefined;
  const here = other
    ? t('both', { one: reasonLabel(category), two: reasonLabel(other) })
    : reasonLabel(category, detail);
  return (
    <nav className={styles.path} aria-label={t('desk:nav.reasons')}>
      <Link to={to({ category: null, detail: null, with: null })}>{t('all')}</Link>
      {isDeep ? <Link to={to({ detail: null, with: null })}>{reasonLabel(category)}</Link> : null}
      <b aria-current="page">{here}</b>
    </nav>
  );
}
