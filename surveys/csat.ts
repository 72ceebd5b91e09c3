import { type Difference, type Estimate, share, shareDifference, Z95 } from './interval.ts';

/** How many answered, and how many of them with 4 or 5. Counts are whole and not negative. */
export type CsatCounts = { satisfied: number; n: number };

/** Whether a 1-5 answer counts as satisfied: 4 or 5. */
export const isSatisfied = (score: number): boolean => score >= 4;

/** Counts 1-5 answers. */
export function countCsat(scores: Iterable<number>): CsatCounts {
  const counts: CsatCounts = { satisfied: 0, n: 0 };
  for (const score of scores) {
    counts.n += 1;
    if (isSatisfied(score)) counts.satisfied += 1;
  }
  return counts;
}

/** CSAT: the share (0..1) of 4-5 on 1-5 among those who answered, with its Wilson interval; `null` when nobody did. */
export const csat = ({ satisfied, n }: CsatCounts): Estimate => share(satisfied, n);

/**
 * The change in CSAT (`later - earlier`, -1..1) with Newcombe's interval, z = 1.96 unless another level is asked for
 * (`zFor`); `null` when either has no answers.
 */
export const csatDifference = (earlier: CsatCounts, later: CsatCounts, z = Z95): Difference | null =>
  shareDifference(share(earlier.satisfied, earlier.n, z), share(later.satisfied, later.n, z));
