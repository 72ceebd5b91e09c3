import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasonRollup, segmentRollup } from '#db/schema/responses.ts';
import type { SegmentCount } from './overlap.ts';
import type { ReasonCount, Source } from './reason-share.ts';
import { isSaid, within, type Slice } from './slice.ts';

const stored = { responses: 'response', departures: 'departure' } as const satisfies Record<Source, string>;

/** Departures belong to no program, so a program does not narrow them. */
export async function reasonCounts(db: Database, source: Source, slice: Slice): Promise<ReasonCount[]> {
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

export async function segmentCounts(db: Database, slice: Slice): Promise<SegmentCount[]> {
  const { segment } = segmentRollup;
  return db
    .select({ segment, n: sql<number>`sum(${segmentRollup.n})`.mapWith(Number) })
    .from(segmentRollup)
    .where(within(segmentRollup, slice))
    .groupBy(segment)
    .having(isSaid(segmentRollup.n));
}
