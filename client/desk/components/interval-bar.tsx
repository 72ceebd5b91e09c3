import styles from './interval-bar.module.css';

type Props = {
  /** Shares of the whole width, 0 to 1. */
  share: number;
  low?: number | null;
  high?: number | null;
  isSmall?: boolean;
};

/** A bar with the whisker of its 95 % interval. Drawing only: the figures stand beside it in words. */
export function IntervalBar({ share, low, high, isSmall }: Props) {
  const hasWhisker = typeof low === 'number' && typeof high === 'number' && !isSmall;
  return (
    <span className={isSmall ? styles.small : styles.bar} aria-hidden>
      <i style={{ inlineSize: percent(share) }} />
      {hasWhisker ? <u style={{ insetInlineStart: percent(low), inlineSize: percent(high - low) }} /> : null}
    </span>
  );
}

const percent = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`;
