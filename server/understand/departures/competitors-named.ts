import { and, count, desc, eq, gte, isNotNull, lte } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { reasons } from '#db/schema/responses.ts';
import { competitors } from '#db/schema/understand.ts';
import { share } from '#surveys/interval.ts';
import { shown } from '../minimum-group.ts';
import { ofLeavers } from '../leavers.ts';
import type { Slice } from '../slice.ts';

/** Whom customers left for, the commonest first; without a name those who said only that it was a competitor. */
export async function competitorsNamed(db: Database, slice: Slice) {
  const rows = await db
    .select({ id: competitors.id, name: competitors.name, n: count() })
    .from(reasons)
    .innerJoin(departures, eq(departures.id, reasons.departureId))
    .innerJoin(customers, eq(customers.id, departures.customerId))
    .leftJoin(competitors, eq(competitors.id, reasons.competitorId))
    .where(
      and(
        eq(reasons.category, 'competitor'),
        isNotNull(reasons.departureId),
        gte(reasons.month, slice.from),
        lte(reasons.month, slice.to),
        ...ofLeavers(slice),
      ),
    )
    .groupBy(competitors.id)
    .orderBy(desc(count()), competitors.name);
  const all = rows.reduce((sum, { n }) => sum + n, 0);
  return rows.map(({ id, name, n }) => ({ id, name, count: n, share: shown(share(n, all)) }));
}
