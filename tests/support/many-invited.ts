import { counter } from '#db/counter.ts';
import { write } from '#db/client.ts';
import { insertRow } from '#db/row-statements.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { invitations, waveCounts } from '#db/schema/programs.ts';
import type { Deps } from '#server/deps.ts';
import { aWave, invitationOf } from './invited.ts';

const peopleInOneWrite = 500;
const orderedOn = '2026-10-01';
const waveCount = counter(waveCounts, 'n');

/** Customers with an order each, all invited to one monthly wave; the tokens of their links. */
export async function manyInvited(deps: Deps, invited: number, closesAt?: Date) {
  const wave = await aWave(deps, closesAt ? { closesAt } : {});
  const tokens: string[] = [];
  for (let from = 0; from < invited; from += peopleInOneWrite) {
    const people = Array.from({ length: Math.min(peopleInOneWrite, invited - from) }, (_, n) =>
      person(deps, from + n),
    );
    const asked = people.map(({ customer }) => invitationOf(deps, wave, { customerId: customer.id }));
    await write(deps.db, (tx) => {
      // Row by row: a statement of one row is prepared once, one of five hundred each time.
      for (const { customer } of people) tx.run(insertRow(deps.db, customers, customer));
      for (const { order } of people) tx.run(insertRow(deps.db, orders, order));
      for (const { row } of asked) tx.run(insertRow(deps.db, invitations, row));
      for (const stage of ['queued', 'sent'] as const)
        tx.count(waveCount({ waveId: wave.id, stage, n: people.length }));
    });
    tokens.push(...asked.map(({ token }) => token));
  }
  return { wave, tokens };
}

function person(deps: Deps, n: number) {
  const at = deps.now();
  const id = `customer-${String(n).padStart(8, '0')}`;
  const customer = {
    id,
    externalId: id,
    name: `Customer ${n}`,
    searchText: id,
    email: `${id}@example.com`,
    locale: (['en', 'ar', 'he', 'ru'] as const)[n % 4],
    currency: 'SAR',
    monthlyRevenueMinor: 1_000 + n,
    status: 'active' as const,
    tier: (['gold', 'silver', 'copper'] as const)[n % 3],
    attributes: {},
    lastOrderOn: orderedOn,
    createdAt: at,
    updatedAt: at,
  };
  const order = {
    id: `order-${id}`,
    externalId: `A-${n}`,
    customerId: id,
    kind: 'order' as const,
    amountMinor: 100_000 + n,
    currency: 'SAR',
    orderedOn,
    createdAt: at,
    updatedAt: at,
  };
  return { customer, order };
}
