import { and, between, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasonRollup, scoreRollup } from '#db/schema/responses.ts';
import { waveCounts, waves } from '#db/schema/programs.ts';
import { responseRate, responseRateDifference, type ResponseCounts } from '#surveys/response-rate.ts';
import type { Month } from './calendar-month.ts';
import { factCounts } from './facts/facts.ts';
import { shown, shownChange } from './minimum-group.ts';
import type { ScoreCount, Trend } from './metric.ts';
import { isInRollUps, isSaid, ofCustomers, within, type Slice } from './slice.ts';

/** How many answers gave each value of each measure, by month. */
export async function scoreCounts(db: Database, slice: Slice): Promise<ScoreCount[]> {
  if (!isInRollUps(slice)) return (await factCounts(db, { slice, parts: ['scores'] })).scores;
  const { month, measure, value } = scoreRollup;
  return db
    .select({ month, measure, value, n: sql<number>`sum(${scoreRollup.n})`.mapWith(Number) })
    .from(scoreRollup)
    .where(within(scoreRollup, slice))
    .groupBy(month, measure, value)
    .having(isSaid(scoreRollup.n));
}

export type ResponseRate = Trend & { lastCounts: ResponseCounts };

/** Completed of delivered by the month the waves opened in. A wave asks everybody, so only a program narrows it. */
export async function responseRates(db: Database, slice: Slice, months: Month[]): Promise<ResponseRate> {
  const rows = await db
    .select({
      month: waves.month,
      stage: waveCounts.stage,
      n: sql<number>`sum(${waveCounts.n})`.mapWith(Number),
    })
    .from(waves)
    .innerJoin(waveCounts, eq(waveCounts.waveId, waves.id))
    .where(
      and(
        between(waves.month, slice.from, slice.to),
        slice.program === undefined ? ofCustomers(waves.programId) : eq(waves.programId, slice.program),
        inArray(waveCounts.stage, ['delivered', 'completed']),
      ),
    )
    .groupBy(waves.month, waveCounts.stage);
  const counts = months.map((month) => ({
    delivered: rows.find((row) => row.month === month && row.stage === 'delivered')?.n ?? 0,
    completed: rows.find((row) => row.month === month && row.stage === 'completed')?.n ?? 0,
  }));
  return rateTrend(counts, months);
}

/** The rate over the periods, and whether the last one differs from the one before. */
export function rateTrend(counts: ResponseCounts[], months: Month[]): ResponseRate {
  const nothing = { delivered: 0, completed: 0 };
  const [earlier, later] = [counts.at(-2) ?? nothing, counts.at(-1) ?? nothing];
  return {
    byMonth: months.map((month, index) => ({ month, ...shown(responseRate(counts[index] ?? nothing)) })),
    last: shown(responseRate(later)),
    lastCounts: later,
    change: shownChange(responseRateDifference(earlier, later), responseRate(earlier), responseRate(later)),
  };
}

/** Every month that has answers or departures, latest first. Steps from month to month through the key, not row by row. */
export async function knownMonths(db: Database): Promise<Month[]> {
  const rows = await db.all<{ month: Month }>(sql`
    WITH RECURSIVE known(source, month) AS (
      SELECT value, (SELECT max(month) FROM ${reasonRollup} WHERE source = value)
        FROM json_each('["response","departure"]')
      UNION ALL
      SELECT source, (SELECT max(r.month) FROM ${reasonRollup} r WHERE r.source = known.source AND r.month < known.month)
        FROM known WHERE known.month IS NOT NULL
    ) SELECT DISTINCT month FROM known WHERE month IS NOT NULL ORDER BY month DESC`);
  return rows.map(({ month }) => month);
}
