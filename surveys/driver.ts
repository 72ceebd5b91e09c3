import { differenceOf, type Difference, Z95 } from './interval.ts';
import { npsMoments, type NpsCounts } from './nps.ts';

const sizeOf = ({ promoters, passives, detractors }: NpsCounts): number => promoters + passives + detractors;

/**
 * How far a group pulls the NPS of the whole, in points: the NPS of everybody less that of those outside the group, which is
 * `w (a - b)` with `w` the group's share, `a` its NPS and `b` that of the others. -4 says: were these customers as content
 * as the others, NPS would be 4 higher. It tells what goes together, not what causes it.
 *
 * The 95 % interval is the delta method's, with the adjusted scores and variances of NPS (three imagined answers each) and
 * a binomial share: `w² (Var a + Var b) + (a - b)² w (1 - w) / n`. `null` when the group or the others are nobody.
 */
export function npsPull(group: NpsCounts, others: NpsCounts): Difference | null {
  const [inside, outside] = [sizeOf(group), sizeOf(others)];
  if (inside <= 0 || outside <= 0) return null;
  const n = inside + outside;
  const w = inside / n;
  const [a, b] = [npsMoments(group), npsMoments(others)];
  const gap = a.mean - b.mean;
  const variance = w ** 2 * (a.variance + b.variance) + (gap ** 2 * w * (1 - w)) / n;
  const half = 100 * Z95 * Math.sqrt(variance);
  const centre = 100 * w * gap;
  return differenceOf(100 * w * (rawMean(group) - rawMean(others)), {
    low: centre - half,
    high: centre + half,
  });
}

const rawMean = (counts: NpsCounts): number => (counts.promoters - counts.detractors) / sizeOf(counts);
