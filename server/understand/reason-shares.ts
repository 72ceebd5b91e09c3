import { and, between, count, eq, sql, sum } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { reasonRollup, segmentRollup } from '#db/schema/responses.ts';
import type { Month } from './calendar-month.ts';
import type { SegmentCount } from './overlap.ts';
import type { ReasonCount, Source } from './reason-share.ts';
import { ofLeavers } from './leavers.ts';
import { theMergers } from './mergers.ts';
import { shownReason } from './named.ts';
import { factCounts } from './facts/facts.ts';
import { isInRollUps, isSaid, within, type Slice } from './slice.ts';

const stored = { responses: 'response', departures: 'departure' } as const satisfies Record<Source, string>;

/** Reasons as the company's codebook shows them: a detail that is merged into another counts as that one. */
export async function shownReasonCounts(db: Database, source: Source, slice: Slice): Promise<ReasonCount[]> {
  const merged = await theMergers(db);
  if (Object.keys(merged).length === 0) return reasonCounts(db, source, slice);
  // An answer that named both counts once, which only the answers themselves can tell.
  if (source === 'responses' && (await hasFacts(db, slice)))
    return (await factCounts(db, { slice, merged, parts: ['reasons'] })).reasons;
  const rows = await reasonCounts(db, source, slice);
  return rows.map((row) => shownReason(row, merged));
}

/** Reasons by the codes that were kept. Departures belong to no program, so a program does not narrow them. */
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
    .innerJoin(customers, eq(customers.id, departures.customerId))
    .where(and(between(departures.month, slice.from, slice.to), ...(await ofLeavers(db, slice))))
    .groupBy(departures.month, departures.category, departures.detail, departures.currency);
  return withCategories(rows);
}

/** As the roll-up has them: each detail once more under its category, and under all. */
export function withCategories(rows: ReasonCount[]): ReasonCount[] {
  return rows.flatMap((row) => [
    { ...row, category: 'all', detail: '' },
    { ...row, detail: '' },
    ...(row.detail === '' ? [] : [row]),
  ]);
}

/** Answers without a name leave no facts. */
async function hasFacts(db: Database, { program }: Slice): Promise<boolean> {
  if (program === undefined) return true;
  const { id, isAnonymous } = programs;
  const [asked] = await db.select({ isAnonymous }).from(programs).where(eq(id, program));
  return !asked?.isAnonymous;
}
