import { and, count, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { competitors } from '#db/schema/understand.ts';
import { share } from '#surveys/interval.ts';
import { shown } from '../minimum-group.ts';
import { ofLeavers } from '../leavers.ts';
import { competitorIn, competitorsOf } from '../reading/competitor.ts';
import { wordsOf } from '../reading/word.ts';
import type { Slice } from '../slice.ts';

/**
 * Whom customers left for, the commonest first: as the reason they gave names one of the company's competitors, in any
 * script. Without a name are those who said only that it was a competitor.
 */
export async function competitorsNamed(db: Database, slice: Slice) {
  const known = competitorsOf(await db.select().from(competitors).where(isNull(competitors.retiredAt)));
  const named = new Map<string | null, { id: string | null; name: string | null; count: number }>();
  for (const { reasonText, n } of await textsOfLeavers(db, slice)) {
    const { id = null, name = null } = competitorIn(wordsOf(reasonText), known) ?? {};
    const before = named.get(id)?.count ?? 0;
    named.set(id, { id, name, count: before + n });
  }
  const rows = [...named.values()].toSorted(
    (a, b) => b.count - a.count || (a.name ?? '').localeCompare(b.name ?? '', 'en'),
  );
  const all = rows.reduce((sum, row) => sum + row.count, 0);
  return rows.map((row) => ({ ...row, share: shown(share(row.count, all)) }));
}

/** Each reason once, however many gave it. */
async function textsOfLeavers(db: Database, slice: Slice) {
  const { month, category, reasonText } = departures;
  return db
    .select({ reasonText, n: count() })
    .from(departures)
    .innerJoin(customers, eq(customers.id, departures.customerId))
    .where(
      and(
        eq(category, 'competitor'),
        gte(month, slice.from),
        lte(month, slice.to),
        ...(await ofLeavers(db, slice)),
      ),
    )
    .groupBy(reasonText);
}
