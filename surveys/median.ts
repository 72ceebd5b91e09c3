import type { Estimate } from './interval.ts';

/**
 * The middle one of the values, in their unit, or the mean of the two in the middle; `null` for none. Its 95 % interval
 * is that of the order statistics: from the kth smallest to the kth largest, k the largest rank with
 * `P(B(n, 1/2) < k) <= 0.025`. It supposes no shape of the values and holds at least 95 % (Conover 1999, 3.2). Under six
 * values no two of them are that far apart, and there is no interval.
 */
export function median(values: readonly number[]): Estimate {
  const n = values.length;
  const sorted = values.toSorted((a, b) => a - b);
  const [below, above] = [sorted[(n - 1) >> 1], sorted[n >> 1]];
  if (below === undefined || above === undefined) return { value: null, n: 0, interval: null };
  const rank = outerRank(n);
  const [low, high] = [sorted[rank - 1], sorted[n - rank]];
  const interval = low === undefined || high === undefined ? null : { low, high };
  return { value: (below + above) / 2, n, interval };
}

/** The rank counted from either end; 0 where n is too small. */
function outerRank(n: number): number {
  let logOfPart = -n * Math.LN2;
  let below = 0;
  for (let rank = 0; rank < n; rank++) {
    below += Math.exp(logOfPart);
    if (below > 0.025) return rank;
    logOfPart += Math.log((n - rank) / (rank + 1));
  }
  return 0;
}
