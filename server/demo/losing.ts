import { inArray } from 'drizzle-orm';
import type { DateTime } from 'luxon';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import type { Deps } from '../deps.ts';
import { addDeparture } from '../win-back/departures.ts';
import { departureReason } from './sample-answers.ts';
import { demoCurrency } from './sample-customers.ts';
import type { Scene } from './settle-in.ts';

/** Writes down who left in a stretch of time, and why. */
export async function loseCustomers(
  deps: Deps,
  { people, chance, today }: Scene,
  { from, until }: { from: DateTime; until: DateTime },
): Promise<void> {
  const leavers = people.filter(({ leavesOn }) => leavesOn && leavesOn >= from && leavesOn < until);
  if (leavers.length === 0) return;
  const ids = leavers.map(({ row }) => row.id);
  const rows = new Map(
    (await deps.db.select().from(customers).where(inArray(customers.id, ids))).map((row) => [row.id, row]),
  );
  await write(deps.db, (tx) => {
    for (const { row, leavesOn } of leavers) {
      const customer = rows.get(row.id);
      if (!customer || !leavesOn || customer.status === 'left') continue;
      const { text, category, detail } = departureReason(chance, until >= today.minus({ months: 2 }));
      addDeparture(deps, tx, {
        customer,
        departedOn: leavesOn.toISODate() ?? '',
        reasonText: text,
        reason: { category, detail },
        fallbackCurrency: demoCurrency,
      });
    }
  });
}
