import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import styles from './customer-pane.module.css';
import type { CasePage } from './inbox-data.ts';

type Held = Pick<CasePage['customer']['balance']['points'], 'points' | 'worth'>;

/** Points as points, with what they are worth where the policy says so (C9). */
export function HeldPoints({ points: { points, worth } }: { points: Held }) {
  const { t } = useTranslation('grants');
  const { money } = useFormat();
  return (
    <>
      <span className={styles.amount}>{money(points, 'PTS')}</span>
      {worth ? (
        <small className="soft">
          {t('given.worth', { amount: money(worth.amountMinor, worth.currency) })}
        </small>
      ) : null}
    </>
  );
}
