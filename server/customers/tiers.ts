import { and, count, eq, sql } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import type { JobHandler } from '../jobs/jobs.ts';
import { tierCuts } from './value-tier.ts';

/**
 * Ranks all customers by value and stores the tiers that moved. Money of two currencies cannot be compared, so each
 * currency is ranked by itself; who has none counts with the commonest. A customer without revenue is worth nothing.
 */
export async function computeTiers(deps: Deps): Promise<{ changed: number }> {
  const { db } = deps;
  const groups = await customersByCurrency(deps);
  const moves = groups.map((group) => movesOf(deps, group, groups[0]?.currency ?? ''));
  let changed = 0;
  for (const { ranked, moved } of moves) {
    const [row] = await db
      .select({ n: count() })
      .from(customers)
      .innerJoin(ranked, eq(ranked.id, customers.id))
      .where(moved);
    changed += row?.n ?? 0;
  }
  if (changed === 0) return { changed };
  await write(db, (tx) => {
    for (const { ranked, due, moved } of moves) {
      tx.run(
        db
          .update(customers)
          .set({ tier: due })
          .from(ranked)
          .where(and(eq(ranked.id, customers.id), moved)),
      );
    }
    record(db, tx, { kind: 'tiers-computed', at: deps.now(), data: { changed } });
  });
  return { changed };
}

export const computeTiersJob: JobHandler = async (deps) => {
  await computeTiers(deps);
};

interface CurrencyGroup {
  currency: string;
  n: number;
}

async function customersByCurrency({ db }: Deps): Promise<CurrencyGroup[]> {
  const rows = await db
    .select({ currency: customers.currency, n: count() })
    .from(customers)
    .groupBy(customers.currency);
  const [first, ...others] = rows
    .flatMap(({ currency, n }) => (currency === null ? [] : [{ currency, n }]))
    .sort((one, other) => other.n - one.n || (one.currency < other.currency ? -1 : 1));
  const without = rows.find(({ currency }) => currency === null)?.n ?? 0;
  if (first) return [{ ...first, n: first.n + without }, ...others];
  return without > 0 ? [{ currency: '', n: without }] : [];
}

function movesOf({ db }: Deps, { currency, n }: CurrencyGroup, commonest: string) {
  const value = sql`coalesce(${customers.totalRevenueMinor}, 0)`;
  const ranked = db
    .select({
      id: customers.id,
      place: sql<number>`row_number() OVER (ORDER BY ${value} DESC, ${customers.externalId})`.as('place'),
    })
    .from(customers)
    .where(sql`coalesce(${customers.currency}, ${commonest}) = ${currency}`)
    .as('ranked');
  const cuts = tierCuts(n);
  const due = sql`CASE WHEN ${ranked.place} <= ${cuts.gold} THEN 'gold' WHEN ${ranked.place} <= ${cuts.silver} THEN 'silver' ELSE 'copper' END`;
  return { ranked, due, moved: sql`${customers.tier} IS NOT ${due}` };
}
