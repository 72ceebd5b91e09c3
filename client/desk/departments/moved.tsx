import { useTranslation } from 'react-i18next';
import type { Difference } from '#surveys/interval.ts';
import styles from './moved.module.css';

/** A change against the months before, drawn only where its interval says that it is one. */
export function Moved({ change, tell }: { change: Difference | null; tell: (size: number) => string }) {
  const { t } = useTranslation('desk');
  if (change === null) return <span className={styles.quiet}>–</span>;
  if (!change.isReal) return <span className={styles.quiet}>{t('figure.noClearChange')}</span>;
  const isUp = change.value > 0;
  const by = tell(Math.abs(change.value));
  return (
    <span className={styles.moved} data-tone={isUp ? 'better' : 'worse'}>
      <span aria-hidden>
        {isUp ? '▲' : '▼'} <bdi>{by}</bdi>
      </span>
      <span className="visually-hidden">{t(isUp ? 'figure.up' : 'figure.down', { by })}</span>
    </span>
  );
}
