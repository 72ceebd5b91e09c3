import { sum } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { scoreRollup } from '#db/schema/responses.ts';
import { isSaid, ofCustomers } from '#server/understand/slice.ts';
import { ces } from '#surveys/ces.ts';
import { csat, isSatisfied } from '#surveys/csat.ts';
import type { Estimate } from '#surveys/interval.ts';
import { nps, npsBand } from '#surveys/nps.ts';

type Counts = { score: number; n: number }[];

/** NPS in points, CSAT as a share, CES as a mean, by month: each with how many answered and its 95 % interval. */
export type ScoreReport = Record<string, Partial<Record<ReportedMeasure, Estimate>>>;

export type ReportedMeasure = keyof typeof formulas;

const formulas = {
  nps: (counts: Counts) => {
    const band = (name: string) => totalOf(counts.filter(({ score }) => npsBand(score) === name));
    return nps({ promoters: band('promoter'), passives: band('passive'), detractors: band('detractor') });
  },
  csat: (counts: Counts) =>
    csat({ satisfied: totalOf(counts.filter(({ score }) => isSatisfied(score))), n: totalOf(counts) }),
  ces: (counts: Counts) =>
    ces({
      n: totalOf(counts),
      sum: counts.reduce((total, { score, n }) => total + score * n, 0),
      sumOfSquares: counts.reduce((total, { score, n }) => total + score ** 2 * n, 0),
    }),
};

export const reportedMeasures = ['nps', 'csat', 'ces'] as const satisfies ReportedMeasure[];

export async function scoreReport(db: Database): Promise<ScoreReport> {
  const rows = await db
    .select({
      month: scoreRollup.month,
      measure: scoreRollup.measure,
      value: scoreRollup.value,
      n: sum(scoreRollup.n).mapWith(Number),
    })
    .from(scoreRollup)
    .where(ofCustomers(scoreRollup.programId))
    .groupBy(scoreRollup.month, scoreRollup.measure, scoreRollup.value)
    .having(isSaid(scoreRollup.n))
    .orderBy(scoreRollup.month);
  const report: ScoreReport = {};
  for (const month of new Set(rows.map((row) => row.month))) {
    for (const measure of reportedMeasures) {
      const counts = rows
        .filter((row) => row.month === month && row.measure === measure)
        .map(({ value, n }) => ({ score: Number(value), n }));
      if (totalOf(counts) > 0) (report[month] ??= {})[measure] = formulas[measure](counts);
    }
  }
  return report;
}

const totalOf = (counts: Counts) => counts.reduce((total, { n }) => total + n, 0);
