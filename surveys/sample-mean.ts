import { studentT95 } from './ces.ts';
import { differenceOf, type Difference, type Estimate } from './interval.ts';

/**
 * The mean of values, in their unit, with Student's t interval `mean ± t √(s²/n)`, n - 1 degrees of freedom, t the 97.5th
 * percentile. Value `null` for none; interval `null` where the spread cannot be told. Of skewed values such as money it is
 * right for dozens, by the central limit theorem, and rough for a few.
 */
export function sampleMean(values: readonly number[]): Estimate {
  const { n, mean, variance } = spreadOf(values);
  if (n === 0) return { value: null, n: 0, interval: null };
  if (variance <= 0) return { value: mean, n, interval: null };
  const half = studentT95(n - 1) * Math.sqrt(variance);
  return { value: mean, n, interval: { low: mean - half, high: mean + half } };
}

/** The change of a mean (`later - earlier`) with Welch's t interval; `null` where the spread cannot be told. */
export function meanDifference(earlier: readonly number[], later: readonly number[]): Difference | null {
  const [a, b] = [spreadOf(earlier), spreadOf(later)];
  const variance = a.variance + b.variance;
  if (a.n < 2 || b.n < 2 || variance <= 0) return null;
  const freedom = variance ** 2 / (a.variance ** 2 / (a.n - 1) + b.variance ** 2 / (b.n - 1));
  const half = studentT95(freedom) * Math.sqrt(variance);
  const value = b.mean - a.mean;
  return differenceOf(value, { low: value - half, high: value + half });
}

/** `variance`: of the mean, `s²/n`. */
function spreadOf(values: readonly number[]): { n: number; mean: number; variance: number } {
  const n = values.length;
  const mean = n === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n < 2 ? 0 : squares / (n - 1) / n };
}
