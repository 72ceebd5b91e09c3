import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { departures } from '#db/schema/departures.ts';
import { reasons } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { rollUpDeparture } from '#server/listen/roll-up.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { aCustomer, anOrder } from './cast.ts';

interface Life {
  name?: string;
  /** The day of her first order; none when not told. */
  since?: string;
  createdAt?: Date;
  /** The day she left, and over what: `category/detail`. */
  left?: string;
  over?: string;
  text?: string;
  /** The day of the first order after leaving. */
  back?: string;
  /** The day she left again. */
  leftAgain?: string;
  tier?: 'gold' | 'silver' | 'copper';
  manager?: string;
  department?: string;
  monthlyMinor?: number;
  currency?: string;
  status?: 'active' | 'left' | 'deceased' | 'barred';
}

/** A customer's whole story, as the books hold it. */
export async function aLife(deps: Deps, life: Life = {}) {
  const { tier, manager = null, department = null, monthlyMinor = 10_000, currency = 'SAR' } = life;
  const customer = await aCustomer(deps, {
    ...(life.name && { name: life.name }),
    tier: tier ?? null,
    accountManager: manager,
    department,
    monthlyRevenueMinor: monthlyMinor,
    currency,
    status: life.status ?? (life.left ? 'left' : 'active'),
    ...(life.createdAt && { createdAt: life.createdAt }),
  });
  for (const orderedOn of [life.since, life.back])
    if (orderedOn) await anOrder(deps, { customerId: customer.id, orderedOn, currency });
  for (const departedOn of [life.left, life.leftAgain])
    if (departedOn) await leave(deps, customer, { ...life, departedOn });
  return customer;
}

type Customer = Awaited<ReturnType<typeof aCustomer>>;

async function leave(deps: Deps, customer: Customer, life: Life & { departedOn: string }): Promise<void> {
  const { db } = deps;
  const { over = 'competitor', departedOn } = life;
  const [category = 'other', detail = ''] = over.split('/') as [ReasonCategory, string?];
  const month = departedOn.slice(0, 7);
  const { tier = null, accountManager = null, department = null } = customer;
  const row = {
    id: newId(deps),
    customerId: customer.id,
    departedOn,
    month,
    reasonText: life.text ?? over,
    category,
    detail: detail || null,
    tier,
    accountManager,
    department,
    monthlyRevenueMinor: customer.monthlyRevenueMinor ?? 0,
    totalRevenueMinor: 0,
    currency: customer.currency ?? 'SAR',
    createdAt: deps.now(),
    updatedAt: deps.now(),
  };
  await write(db, (tx) => {
    tx.run(db.insert(departures).values(row));
    tx.run(
      db.insert(reasons).values({
        id: newId(deps),
        departureId: row.id,
        category,
        detail,
        status: 'stated',
        month,
        at: deps.now(),
      }),
    );
    const { monthlyRevenueMinor: monthlyMinor, currency } = row;
    rollUpDeparture(tx, { month, tier, category, detail, monthlyMinor, currency });
  });
}
