import { and, desc, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { namedBy } from './mergers.ts';
import type { Place } from './place.ts';
import type { Narrowing, Slice } from './slice.ts';

type Page = {
  category?: ReasonCategory | undefined;
  details?: string[] | undefined;
  after: Place | null;
  limit: number;
};

/** Those who left, over a reason where one is named, the latest first. */
export async function leaversBehind(db: Database, slice: Slice, page: Page) {
  const { month, departedOn, reasonText, category, detail, tier, monthlyRevenueMinor, currency, id } =
    departures;
  return db
    .select({
      id,
      month,
      departedOn,
      reasonText,
      category,
      detail,
      tier,
      monthlyMinor: monthlyRevenueMinor,
      currency,
      customerId: departures.customerId,
      customerName: customers.name,
    })
    .from(departures)
    .innerJoin(customers, eq(customers.id, departures.customerId))
    .where(
      and(
        page.category === undefined ? undefined : eq(category, page.category),
        page.details === undefined ? undefined : inArray(detail, page.details),
        gte(month, slice.from),
        lte(month, slice.to),
        ...(await ofLeavers(db, slice)),
        page.after ? comesAfter(page.after) : undefined,
      ),
    )
    .orderBy(desc(month), desc(departedOn), desc(id))
    .limit(page.limit);
}

/**
 * What narrows departures, where their customers are joined: as it was copied when they left, else as it is now. A
 * departure has one reason, so of a pair of reasons there is none; programs do not narrow it.
 */
export async function ofLeavers(db: Database, narrowing: Narrowing): Promise<(SQL | undefined)[]> {
  const { tier, department, manager, language, segment } = narrowing;
  const named = await namedBy(db, narrowing.named);
  const is = (copied: SQLiteColumn, now: SQLiteColumn, value: string | undefined) =>
    value === undefined ? undefined : sql`coalesce(${copied}, ${now}) = ${value}`;
  return [
    is(departures.tier, customers.tier, tier),
    is(departures.department, customers.department, department),
    is(departures.accountManager, customers.accountManager, manager),
    language === undefined ? undefined : eq(customers.locale, language),
    named && eq(departures.category, named.category),
    named?.details ? inArray(departures.detail, named.details) : undefined,
    segment === undefined ? undefined : sql`${departures.category} = ${segment}`,
  ];
}

function comesAfter({ month, at, id }: Place): SQL {
  const day = at.toISOString().slice(0, 10);
  return sql`(${departures.month}, ${departures.departedOn}, ${departures.id}) < (${month}, ${day}, ${id})`;
}
