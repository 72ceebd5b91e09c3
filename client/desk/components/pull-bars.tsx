import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Difference } from '#surveys/interval.ts';
import { useFormat } from '../use-format.ts';
import styles from './pull-bars.module.css';

export type PullBar = {
  key: string;
  label: string;
  /** In points: below 0 it goes with a lower score. */
  pull: Difference;
  n: number;
  /** A part of the bar above it. */
  isInner?: boolean;
  /** Where what is behind the bar stands. */
  to?: string | null;
};

/** Bars that go from 0 to either side, each with its interval; those whose interval holds 0 are pale. */
export function PullBars({ bars }: { bars: PullBar[] }) {
  const axis = {
    low: Math.min(0, ...bars.map(({ pull }) => Math.min(pull.value, pull.interval.low))),
    high: Math.max(0, ...bars.map(({ pull }) => Math.max(pull.value, pull.interval.high))),
  };
  return (
    <ul className={styles.bars}>
      {bars.map(({ to, ...bar }) => (
        <li key={bar.key}>
          {to ? (
            <Link to={to} className={styles.row} data-inner={bar.isInner || undefined}>
              <Row bar={bar} axis={axis} />
            </Link>
          ) : (
            <span className={styles.row} data-inner={bar.isInner || undefined}>
              <Row bar={bar} axis={axis} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

type Axis = { low: number; high: number };

function Row({ bar: { label, pull, n }, axis }: { bar: PullBar; axis: Axis }) {
  const { t } = useTranslation('desk');
  const { number, signed } = usePoints();
  const { low, high } = pull.interval;
  return (
    <>
      <span className={styles.label}>{label}</span>
      <Drawing pull={pull} axis={axis} />
      <span className={styles.points}>
        <b>
          <bdi>{signed(pull.value)}</bdi>
        </b>{' '}
        {t('figure.intervalAndN', { interval: number((high - low) / 2), n: number(n) })}
      </span>
    </>
  );
}

function Drawing({ pull: { value, interval, isReal }, axis }: { pull: Difference; axis: Axis }) {
  const width = axis.high - axis.low || 1;
  const at = (points: number) => `${((points - axis.low) / width) * 100}%`;
  const long = (points: number) => `${(points / width) * 100}%`;
  const tone = isReal ? (value < 0 ? 'down' : 'up') : undefined;
  return (
    <span className={styles.bar} data-tone={tone} aria-hidden>
      <i style={{ insetInlineStart: at(Math.min(0, value)), inlineSize: long(Math.abs(value)) }} />
      <u style={{ insetInlineStart: at(interval.low), inlineSize: long(interval.high - interval.low) }} />
      <s style={{ insetInlineStart: at(0) }} />
    </span>
  );
}

/** Points to one decimal, the sign before them also where there is more. */
export function usePoints() {
  const { number } = useFormat();
  const rounded = (points: number) => number(Math.round(points * 10) / 10 || 0);
  return {
    number: rounded,
    signed: (points: number) => (Math.round(points * 10) > 0 ? `\u200e+${rounded(points)}` : rounded(points)),
  };
}
