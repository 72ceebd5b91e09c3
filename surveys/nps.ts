import { clipped, differenceOf, type Difference, type Estimate, Z95 } from './interval.ts';

export type NpsBand = 'promoter' | 'passive' | 'detractor';

/** How many answered in each band. Counts are whole and not negative. */
export type NpsCounts = { promoters: number; passives: number; detractors: number };

/** The band of a 0-10 answer: promoter 9-10, passive 7-8, detractor 0-6. */
export const npsBand = (score: number): NpsBand =>
  score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor';

/** The 0-10 answers of a band. */
export const npsScores = (band: NpsBand): number[] =>
  Array.from({ length: 11 }, (_, score) => score).filter((score) => npsBand(score) === band);

/** Counts 0-10 answers by band. */
export function countNps(scores: Iterable<number>): NpsCounts {
  const counts: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };
  for (const score of scores) counts[`${npsBand(score)}s`] += 1;
  return counts;
}

/**
 * NPS in points, -100..100: `100 (promoters - detractors) / n` of those who answered; `null` when nobody did.
 *
 * The 95 % interval is the adjusted Wald: three imagined answers are added, 3/4 promoter, 3/4 detractor and so 3/2 passive.
 * With `n' = n + 3`, `p' = (promoters + 0.75) / n'`, `d' = (detractors + 0.75) / n'` it is
 * `100 ((p' - d') ± z √((p' + d' - (p' - d')²) / n'))`, z = 1.96, clipped to -100..100.
 * It is centred on the adjusted score, not on the value shown: shifting it back to the observed score would undo the
 * adjustment that gives it its coverage with few answers (Rocks 2016, "Interval estimation for the Net Promoter Score").
 */
export function nps(counts: NpsCounts): Estimate {
  const n = counts.promoters + counts.passives + counts.detractors;
  if (n <= 0) return { value: null, n: 0, interval: null };
  const { centre, variance } = adjusted(counts, n);
  const half = 100 * Z95 * Math.sqrt(variance);
  const value = (100 * (counts.promoters - counts.detractors)) / n;
  return { value, n, interval: clipped({ low: 100 * centre - half, high: 100 * centre + half }, -100, 100) };
}

/**
 * The change in NPS points, `later - earlier`, with the adjusted Wald interval of two independent samples: adjusted
 * scores subtracted, variances added, z = 1.96 unless another level is asked for (`zFor`). `null` when either period has
 * no answers. Real when the interval excludes 0.
 */
export function npsDifference(earlier: NpsCounts, later: NpsCounts, z = Z95): Difference | null {
  const [before, after] = [nps(earlier), nps(later)];
  if (before.value === null || after.value === null) return null;
  const [a, b] = [adjusted(earlier, before.n), adjusted(later, after.n)];
  const centre = 100 * (b.centre - a.centre);
  const half = 100 * z * Math.sqrt(a.variance + b.variance);
  return differenceOf(
    after.value - before.value,
    clipped({ low: centre - half, high: centre + half }, -200, 200),
  );
}

/**
 * Mean and variance of the mean of NPS as -1..1, with the three imagined answers of its interval; for what is made of
 * several scores.
 */
export function npsMoments(counts: NpsCounts): { mean: number; variance: number } {
  const { centre, variance } = adjusted(counts, counts.promoters + counts.passives + counts.detractors);
  return { mean: centre, variance };
}

function adjusted({ promoters, detractors }: NpsCounts, n: number): { centre: number; variance: number } {
  const p = (promoters + 0.75) / (n + 3);
  const d = (detractors + 0.75) / (n + 3);
  return { centre: p - d, variance: (p + d - (p - d) ** 2) / (n + 3) };
}
