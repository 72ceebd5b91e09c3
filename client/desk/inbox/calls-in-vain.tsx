import { useTranslation } from 'react-i18next';
import styles from './case-panel.module.css';
import type { CasePage } from './inbox-data.ts';

const manyInVain = 3;

/** After three calls in a row that nobody answered another way is better. */
export function CallsInVain({ page }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const { callsInVain: count } = page;
  if (count === 0 || page.case.status === 'resolved') return null;
  return (
    <p className={styles.notice}>
      <strong>{t('call.inVain', { count })}</strong> {count >= manyInVain ? t('call.writeInstead') : null}
    </p>
  );
}
