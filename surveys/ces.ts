import { clipped, differenceOf, type Difference, type Estimate, Z95 } from './interval.ts';

/** What a mean needs: how many answers, their sum and the sum of their squares, all whole. */
export type CesSums = { n: number; sum: number; sumOfSquares: number };

/** Sums 1-7 answers. */
export function sumCes(scores: Iterable<number>): CesSums {
  const sums: CesSums = { n: 0, sum: 0, sumOfSquares: 0 };
  for (const score of scores) {
    sums.n += 1;
    sums.sum += score;
    sums.sumOfSquares += score ** 2;
  }
  return sums;
}

/**
 * CES: the mean (1..7) of agreement with "made it easy", with Student's t interval `mean ± t √(s²/n)`, n - 1 degrees of
 * freedom, clipped to 1..7. Value `null` when nobody answered; interval `null` when the spread cannot be told, that is
 * with one answer or with all answers alike.
 */
export function ces(sums: CesSums): Estimate {
  if (sums.n <= 0) return { value: null, n: 0, interval: null };
  const value = sums.sum / sums.n;
  const variance = varianceOfMean(sums);
  if (variance <= 0) return { value, n: sums.n, interval: null };
  const half = studentT95(sums.n - 1) * Math.sqrt(variance);
  return { value, n: sums.n, interval: clipped({ low: value - half, high: value + half }, 1, 7) };
}

/**
 * The change in CES (`later - earlier`, -6..6) with Welch's t interval (unequal variances, Welch-Satterthwaite degrees of
 * freedom). `null` when either has no answers or the spread of both cannot be told. Real when it excludes 0.
 */
export function cesDifference(earlier: CesSums, later: CesSums): Difference | null {
  if (earlier.n < 2 || later.n < 2) return null;
  const [a, b] = [varianceOfMean(earlier), varianceOfMean(later)];
  if (a + b <= 0) return null;
  const value = later.sum / later.n - earlier.sum / earlier.n;
  const freedom = (a + b) ** 2 / (a ** 2 / (earlier.n - 1) + b ** 2 / (later.n - 1));
  const half = studentT95(freedom) * Math.sqrt(a + b);
  return differenceOf(value, { low: value - half, high: value + half });
}

const T95 = [
  12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243, 2.3060041, 2.2621572,
];

/**
 * The 97.5th percentile of Student's t: a table up to 9 degrees of freedom (fractions are rounded down, which only
 * widens), then the Cornish-Fisher expansion around z, off by less than 0.0001.
 */
export function studentT95(freedom: number): number {
  const z = Z95;
  const tabled = T95[Math.max(1, Math.floor(freedom)) - 1];
  if (tabled !== undefined) return tabled;
  const first = (z ** 3 + z) / 4;
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  return z + first / freedom + second / freedom ** 2 + third / freedom ** 3;
}

function varianceOfMean({ n, sum, sumOfSquares }: CesSums): number {
  return n < 2 ? 0 : (sumOfSquares - sum ** 2 / n) / (n - 1) / n;
}
