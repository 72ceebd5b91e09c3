import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import { Change, type ChangeSince } from './change.tsx';
import styles from './figure.module.css';
import { Way } from './way.tsx';

type Props = {
  label: string;
  /** As it is to be read ("34", "23 %", "3 h 10"); `null` when nobody answered. */
  value: ReactNode;
  /** Half the width of the 95 % interval, in the value's unit. */
  interval?: number | null;
  n?: number;
  /** Small beside the value, in place of interval and n ("of 195", "median"). */
  beside?: ReactNode;
  change?: ChangeSince;
  /** Below, in place of the change ("6 missed, 4 in Delivery"). */
  below?: ReactNode;
  /** Where what is behind the figure stands. */
  to?: string;
};

/** One figure with what makes it honest: its n, its interval, and its change only where the change is real. */
export function Figure({ label, value, interval, n, beside, change, below, to }: Props) {
  const isEmpty = value === null || value === undefined;
  return (
    <div className={styles.figure}>
      <dt className={styles.label}>{to ? <Way to={to}>{label}</Way> : label}</dt>
      <dd className={styles.value}>
        {isEmpty ? '–' : <bdi>{value}</bdi>}{' '}
        <small>{beside ?? <Certainty interval={interval} n={n} />}</small>
      </dd>
      <dd className={styles.below}>{below ?? (isEmpty || !change ? null : <Change {...change} />)}</dd>
    </div>
  );
}

function Certainty({ interval, n }: { interval?: number | null; n?: number }) {
  const { t } = useTranslation('desk');
  const { number } = useFormat();
  if (n === 0) return t('figure.none');
  const width = typeof interval === 'number' ? number(Math.round(interval)) : null;
  const count = n === undefined ? null : number(n);
  if (width && count) return t('figure.intervalAndN', { interval: width, n: count });
  return (width && `\u200e±${width}`) ?? (count && t('figure.n', { n: count }));
}

/** The row of figures across a page, with lines between. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className={styles.figures}>{children}</dl>;
}
