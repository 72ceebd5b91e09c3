import { and, eq, sql } from 'drizzle-orm';
import { DateTime } from 'luxon';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import type { Deps } from '../deps.ts';
import type { Chance } from './chance.ts';
import { demoCurrency } from './sample-customers.ts';
import type { Scene } from './settle-in.ts';

/** Who left over the price comes back more readily than who left over the service (R2). */
const comesBack: Record<ReasonCategory, number> = {
  price: 0.75,
  competitor: 0.5,
  product: 0.4,
  other: 0.3,
  service: 0.25,
  circumstances: 0.2,
};

/** Right after leaving is too early to come back (B4). */
const soonestDays = 30;
const latestDays = 160;
/** A returned customer begins with less than she used to buy. */
const caution = 0.75;

type Leaver = Awaited<ReturnType<typeof leaversOf>>[number];

/** Lets some of those who left order again (B8), and go on ordering until today. */
export async function comeBack(deps: Deps, { chance, today }: Scene): Promise<void> {
  for (const leaver of await leaversOf(deps)) {
    const { departedOn, category } = leaver;
    if (!chance.happens(comesBack[category ?? 'other'])) continue;
    const first = DateTime.fromISO(departedOn, { zone: today.zone }).plus({
      days: chance.between(soonestDays, latestDays),
    });
    if (first < today.startOf('day'))
      await orderAgain(deps, leaver, placedFrom(first, { chance, today, leaver }));
  }
}

const leaversOf = ({ db }: Deps) =>
  db
    .select({
      customerId: departures.customerId,
      externalId: customers.externalId,
      departedOn: departures.departedOn,
      category: departures.category,
      monthlyMinor: departures.monthlyRevenueMinor,
      placed: sql<number>`(SELECT count(*) FROM ${orders} WHERE ${orders.customerId} = ${departures.customerId})`,
    })
    .from(departures)
    .innerJoin(customers, and(eq(customers.id, departures.customerId), eq(customers.status, 'left')))
    .orderBy(departures.departedOn, customers.externalId);

interface Placed {
  orderedOn: string;
  amountMinor: number;
}

function placedFrom(
  first: DateTime,
  { chance, today, leaver }: { chance: Chance; today: DateTime; leaver: Leaver },
): Placed[] {
  const placed: Placed[] = [];
  for (let day = first; day < today.startOf('day'); day = day.plus({ days: chance.between(24, 46) }))
    placed.push({
      orderedOn: day.toISODate() ?? '',
      amountMinor: Math.max(4500, Math.round((leaver.monthlyMinor * caution) / 250) * 250),
    });
  return placed;
}

async function orderAgain(deps: Deps, leaver: Leaver, placed: Placed[]): Promise<void> {
  const { db } = deps;
  const { customerId, externalId, placed: before } = leaver;
  const at = deps.now();
  const rows = placed.map((order, index) => ({
    ...order,
    id: newId(deps),
    externalId: `${externalId}-${String(before + index + 1).padStart(3, '0')}`,
    customerId,
    kind: 'order' as const,
    currency: demoCurrency,
    createdAt: at,
    updatedAt: at,
  }));
  const spent = placed.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  await write(db, (tx) => {
    tx.run(db.insert(orders).values(rows));
    tx.run(
      db
        .update(customers)
        .set({
          status: 'active',
          lastOrderOn: placed.at(-1)?.orderedOn ?? null,
          totalRevenueMinor: sql`coalesce(${customers.totalRevenueMinor}, 0) + ${spent}`,
          updatedAt: at,
        })
        .where(eq(customers.id, customerId)),
    );
  });
}
