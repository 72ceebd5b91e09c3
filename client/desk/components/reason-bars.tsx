import { useTranslation } from 'react-i18next';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { useFormat } from '../use-format.ts';
import { IntervalBar } from './interval-bar.tsx';
import { useReasonLabel } from './use-reason-label.ts';
import styles from './reason-bars.module.css';
import { Way } from './way.tsx';

export type ReasonBar = {
  category: ReasonCategory;
  /** For bars of the details within a category. */
  detail?: string | null;
  count: number;
  /** Of all who gave a reason, 0 to 1, with its 95 % interval. */
  share: number;
  low?: number | null;
  high?: number | null;
  /** One sum a currency: sums are never added across. */
  money?: { amountMinor: number; currency: string }[];
  to: string;
};

const bigThree: ReasonCategory[] = ['price', 'service', 'competitor'];

/** Price, service and competitor as big bars by size, the others small below; each leads to what is behind it. */
export function ReasonBars({ bars, areAllBig = false }: { bars: ReasonBar[]; areAllBig?: boolean }) {
  const isBig = ({ category }: ReasonBar) => areAllBig || bigThree.includes(category);
  const bySize = bars.toSorted((one, other) => other.count - one.count);
  const widest = Math.max(...bars.map(({ share, high }) => high ?? share), 0.01);
  const scale = 0.84 / widest;
  return (
    <ul className={styles.bars}>
      {[...bySize.filter(isBig), ...bySize.filter((bar) => !isBig(bar))].map((bar) => (
        <Bar key={`${bar.category} ${bar.detail}`} bar={bar} scale={scale} isSmall={!isBig(bar)} />
      ))}
    </ul>
  );
}

function Bar({ bar, scale, isSmall }: { bar: ReasonBar; scale: number; isSmall: boolean }) {
  const { t } = useTranslation('desk');
  const { number, percent, money } = useFormat();
  const reasonLabel = useReasonLabel();
  const scaled = (share: number | null | undefined) => (typeof share === 'number' ? share * scale : null);
  const interval =
    typeof bar.low === 'number' && typeof bar.high === 'number'
      ? `${percent(bar.share)}, ${t('chart.between')}: ${t('chart.range', { low: percent(bar.low), high: percent(bar.high) })}`
      : percent(bar.share);
  return (
    <li>
      <Way to={bar.to} className={isSmall ? styles.small : styles.bar} title={interval}>
        <span className={styles.label}>{reasonLabel(bar.category, bar.detail)}</span>
        <IntervalBar
          share={bar.share * scale}
          low={scaled(bar.low)}
          high={scaled(bar.high)}
          isSmall={isSmall}
        />
        <span className={styles.count}>
          <b>{number(bar.count)}</b>
          {(bar.money ?? []).map(({ amountMinor, currency }) => (
            <span key={currency} className={styles.money}>
              {' · '}
              <bdi>{money(amountMinor, currency, true)}</bdi>
            </span>
          ))}
          <span className="visually-hidden">, {interval}</span>
        </span>
      </Way>
    </li>
  );
}
