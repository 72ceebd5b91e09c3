import { share, type Estimate } from './interval.ts';

/** Sums over everybody of a group: weights of those it happened to, of all, and the squares of all. */
export type Weights = { happened: number; all: number; squares: number; n: number };

/**
 * A share of weights (0..1) such as money: `happened / all`. Its 95 % interval is Wilson's for as many equal weights as
 * these tell as much as, `all² / squares` (Kish 1965), so that one large customer among many small ones widens it. `n` is
 * how many people there are; value and interval are `null` when their weights come to nothing.
 */
export function weightedShare({ happened, all, squares, n }: Weights): Estimate {
  if (n <= 0 || all <= 0 || squares <= 0) return { value: null, n: Math.max(0, n), interval: null };
  return { ...likeSoMany(happened / all, all ** 2 / squares), n };
}

/** One group of a comparison: how often it happened in the stratum to those compared and to the others. */
export type Stratum = { of: { n: number; happened: number }; others: { n: number; happened: number } };

/**
 * Two shares (0..1) that are alike in what the strata hold alike: of the group looked at, and of the others as they would
 * be if they were spread over the strata as that group is (direct standardisation, `Σ wᵢ pᵢ`, `wᵢ = nᵢ / Σ nᵢ`). The
 * others' interval is Wilson's for `1 / Σ (wᵢ² / mᵢ)` equal answers, mᵢ being the others of a stratum. Strata in which
 * either has nobody are left out. The difference of both is `shareDifference(others, of)`.
 */
export function alikeShares(strata: Stratum[]): { of: Estimate; others: Estimate } {
  const both = strata.filter(({ of, others }) => of.n > 0 && others.n > 0);
  const sum = (count: (stratum: Stratum) => number) => both.reduce((all, stratum) => all + count(stratum), 0);
  const n = sum(({ of }) => of.n);
  const others = sum((stratum) => stratum.others.n);
  const of = share(
    sum((stratum) => stratum.of.happened),
    n,
  );
  if (n === 0) return { of, others: share(0, 0) };
  const expected = sum((stratum) => (stratum.of.n / n) * (stratum.others.happened / stratum.others.n));
  const spread = sum((stratum) => (stratum.of.n / n) ** 2 / stratum.others.n);
  return { of, others: { ...likeSoMany(expected, 1 / spread), n: others } };
}

/** Sums of weights leave a share a hair outside 0 to 1. */
const likeSoMany = (value: number, n: number): Estimate => share(Math.min(1, Math.max(0, value)) * n, n);
