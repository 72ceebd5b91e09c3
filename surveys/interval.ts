/** A range in the unit of the figure it belongs to. */
export type Interval = { low: number; high: number };

/** A figure with how many answers it rests on and its 95 % interval; `null` where nothing can be said. */
export type Estimate = { value: number | null; n: number; interval: Interval | null };

/** A change between two estimates; `isReal` when its 95 % interval excludes 0. */
export type Difference = { value: number; interval: Interval; isReal: boolean };

/** The standard normal's 97.5th percentile. */
export const Z95 = 1.959963984540054;

export const clipped = (interval: Interval, min: number, max: number): Interval => ({
  low: Math.min(max, Math.max(min, interval.low)),
  high: Math.max(min, Math.min(max, interval.high)),
});

export const differenceOf = (value: number, interval: Interval): Difference => ({
  value,
  interval,
  isReal: interval.low > 0 || interval.high < 0,
});

/**
 * A share `successes / n` (0..1) with the Wilson score interval:
 * `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)`, z = 1.96 unless another level is asked for (`zFor`).
 * Wilson and not Wald, because it stays inside 0..1 and is honest for small n and shares near 0 or 1
 * (Wilson 1927; Brown, Cai, DasGupta 2001). Value and interval are `null` when n is 0.
 */
export function share(successes: number, n: number, z = Z95): Estimate {
  if (n <= 0) return { value: null, n: 0, interval: null };
  const p = successes / n;
  const shrink = 1 + z ** 2 / n;
  const centre = (p + z ** 2 / (2 * n)) / shrink;
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / shrink;
  return { value: p, n, interval: clipped({ low: centre - half, high: centre + half }, 0, 1) };
}

/**
 * The change from one share to another (`later - earlier`, -1..1) with Newcombe's hybrid score interval (method 10),
 * made of the two Wilson intervals (Newcombe 1998). `null` when either rests on no answers.
 */
export function shareDifference(earlier: Estimate, later: Estimate): Difference | null {
  if (earlier.value === null || later.value === null || !earlier.interval || !later.interval) return null;
  const change = later.value - earlier.value;
  const below = Math.hypot(later.value - later.interval.low, earlier.interval.high - earlier.value);
  const above = Math.hypot(later.interval.high - later.value, earlier.value - earlier.interval.low);
  return differenceOf(change, { low: change - below, high: change + above });
}
