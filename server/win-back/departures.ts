import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { reasons } from '#db/schema/responses.ts';
import type { KnownCustomer } from '#server/customers/known-customers.ts';
import type { Deps } from '#server/deps.ts';
import { rollUpDeparture, type RolledDeparture } from '#server/listen/roll-up.ts';
import type { CodedReason } from '#surveys/coded-reason.ts';
import { statusAfterLeaving } from './departure.ts';

export interface DepartureFacts {
  customer: KnownCustomer;
  departedOn: string;
  reasonText: string;
  reason: CodedReason;
  fallbackCurrency: string | null;
}

type Departure = typeof departures.$inferSelect;

/** ISO 4217's code for no currency: of a customer with no revenue and no currency nothing is lost. */
const noCurrency = 'XXX';

/** Writes a leaving, with what the customer was worth on that day, and counts it, in the caller's transaction. */
export function addDeparture(deps: Deps, tx: Tx, facts: DepartureFacts): void {
  const { customer, departedOn, reasonText, reason } = facts;
  const now = deps.now();
  const row = {
    id: newId(deps),
    customerId: customer.id,
    departedOn,
    month: departedOn.slice(0, 7),
    reasonText,
    ...reason,
    tier: customer.tier,
    accountManager: customer.accountManager,
    department: customer.department,
    monthlyRevenueMinor: customer.monthlyRevenueMinor ?? 0,
    totalRevenueMinor: customer.totalRevenueMinor ?? 0,
    currency: customer.currency ?? facts.fallbackCurrency ?? noCurrency,
    createdAt: now,
    updatedAt: now,
  };
  tx.run(deps.db.insert(departures).values(row));
  tx.run(
    deps.db.insert(reasons).values({
      id: newId(deps),
      departureId: row.id,
      ...reason,
      status: 'stated',
      month: row.month,
      at: now,
    }),
  );
  rollUpDeparture(tx, rolled(row));
  markLeft(deps, tx, facts);
}

/** Codes a leaving anew; what the customer was worth stays as it was copied. */
export function correctDeparture(deps: Deps, tx: Tx, before: Departure, facts: DepartureFacts): void {
  const { reason, reasonText } = facts;
  tx.must(
    deps.db
      .update(departures)
      .set({ ...reason, reasonText, updatedAt: deps.now() })
      .where(and(eq(departures.id, before.id), eq(departures.updatedAt, before.updatedAt))),
    'This departure has just been changed by somebody else.',
  );
  tx.run(deps.db.update(reasons).set(reason).where(eq(reasons.departureId, before.id)));
  rollUpDeparture(tx, rolled(before), -1);
  rollUpDeparture(tx, rolled({ ...before, ...reason }));
  markLeft(deps, tx, facts);
}

function markLeft({ db, now }: Deps, tx: Tx, { customer, reason, departedOn }: DepartureFacts): void {
  const status = statusAfterLeaving(reason, customer, departedOn);
  if (status === customer.status) return;
  tx.run(db.update(customers).set({ status, updatedAt: now() }).where(eq(customers.id, customer.id)));
}

function rolled(
  departure: Omit<RolledDeparture, 'detail' | 'monthlyMinor'> &
    Pick<Departure, 'detail' | 'monthlyRevenueMinor'>,
): RolledDeparture {
  const { month, tier, category, detail, currency, monthlyRevenueMinor } = departure;
  return { month, tier, category, detail: detail ?? '', currency, monthlyMinor: monthlyRevenueMinor };
}
