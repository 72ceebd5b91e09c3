import { and, desc, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { departuresWithin } from './answers-within.ts';
import type { Place } from './place.ts';
import type { Slice } from './slice.ts';

type Page = { category: ReasonCategory; details?: string[] | undefined; after: Place | null; limit: number };

/** Those who left over a reason, the latest first. */
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
        eq(category, page.category),
        page.details === undefined ? undefined : inArray(detail, page.details),
        gte(month, slice.from),
        lte(month, slice.to),
        ...departuresWithin(slice),
        page.after ? comesAfter(page.after) : undefined,
      ),
    )
    .orderBy(desc(month), desc(departedOn), desc(id))
    .limit(page.limit);
}

function comesAfter({ month, at, id }: Place): SQL {
  const day = at.toISOString().slice(0, 10);
  return sql`(${departures.month}, ${departures.departedOn}, ${departures.id}) < (${month}, ${day}, ${id})`;
}
