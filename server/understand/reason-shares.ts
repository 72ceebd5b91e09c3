import { and, between, count, eq, sql, sum } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { departures } from '#db/schema/departures.ts';
import { reasonRollup, segmentRollup } from '#db/schema/responses.ts';
import type { Month } from './calendar-month.ts';
import type { SegmentCount } from './overlap.ts';
import type { ReasonCount, Source } from './reason-share.ts';
import { departuresWithin } from './answers-within.ts';
import { factCounts } from './facts/facts.ts';
import { isInRollUps, isSaid, within, type Slice } from './slice.ts';

const stored = { responses: 'response', departures: 'departure' } as const satisfies Record<Source, string>;

/** Departures belong to no program, so a program does not narrow them. */
export async function reasonCounts(db: Database, source: Source, slice: Slice): Promise<ReasonCount[]> {
  if (!isInRollUps(slice)) return narrowedCounts(db, source, slice);
  const { month, category, detail, currency } = reasonRollup;
  return db
    .select({
      month,
      category,
      detail,
      currency,
      n: sql<number>`sum(${reasonRollup.n})`.mapWith(Number),
      monthlyMinor: sql<number>`sum(${reasonRollup.monthlyMinor})`.mapWith(Number),
    })
    .from(reasonRollup)
    .where(
      and(
        eq(reasonRollup.source, stored[source]),
        within(reasonRollup, source === 'departures' ? { ...slice, program: undefined } : slice),
      ),
    )
    .groupBy(month, category, detail, currency)
    .having(isSaid(reasonRollup.n));
}

export async function segmentCounts(
  db: Database,
  slice: Slice,
): Promise<(SegmentCount & { month: Month })[]> {
  if (!isInRollUps(slice)) return (await factCounts(db, { slice, parts: ['segments'] })).segments;
  const { month, segment } = segmentRollup;
  return db
    .select({ month, segment, n: sql<number>`sum(${segmentRollup.n})`.mapWith(Number) })
    .from(segmentRollup)
    .where(within(segmentRollup, slice))
    .groupBy(month, segment)
    .having(isSaid(segmentRollup.n));
}

async function narrowedCounts(db: Database, source: Source, slice: Slice): Promise<ReasonCount[]> {
  if (source === 'responses') return (await factCounts(db, { slice, parts: ['reasons'] })).reasons;
  const rows = await db
    .select({
      month: departures.month,
      category: departures.category,
      detail: sql<string>`coalesce(${departures.detail}, '')`,
      currency: departures.currency,
      n: count(),
      monthlyMinor: sum(departures.monthlyRevenueMinor).mapWith(Number),
    })
    .from(departures)
    .where(and(between(departures.month, slice.from, slice.to), ...departuresWithin(slice)))
    .groupBy(departures.month, departures.category, departures.detail, departures.currency);
  return rows.flatMap((row) => [
    { ...row, category: 'all', detail: '' },
    { ...row, detail: '' },
    ...(row.detail === '' ? [] : [row]),
  ]);
}
