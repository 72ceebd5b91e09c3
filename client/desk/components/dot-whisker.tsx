import { useFormat } from '../use-format.ts';
import styles from './dot-whisker.module.css';

type Props = {
  /** Points from -100 to 100, as all figures of one column. */
  value: number;
  low: number;
  high: number;
  /** The figure of the whole, as a thin line to compare with. */
  whole?: number | null;
  isBad?: boolean;
};

/** A score as a dot with its interval, on an axis that all rows share. Drawing only: the figures stand beside it. */
export function DotWhisker({ value, low, high, whole, isBad = false }: Props) {
  return (
    <span className={styles.scale} data-tone={isBad ? 'bad' : undefined} aria-hidden>
      <s />
      {typeof whole === 'number' ? <b style={{ insetInlineStart: place(whole) }} /> : null}
      <u style={{ insetInlineStart: place(low), inlineSize: `${(high - low) / 2}%` }} />
      <i style={{ insetInlineStart: place(value) }} />
    </span>
  );
}

/** The ends and the middle of the axis, above it. */
export function DotWhiskerScale() {
  const { number } = useFormat();
  return (
    <span className={styles.head} aria-hidden>
      {[-100, 0, 100].map((point) => (
        <bdi key={point}>{number(point)}</bdi>
      ))}
    </span>
  );
}

const place = (points: number) => `${(points + 100) / 2}%`;
