import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRow } from '#db/row-statements.ts';
import { grants } from '#db/schema/grants.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import type { Deps } from '#server/deps.ts';
import { aWave, invitationOf } from '#tests/support/invited.ts';
import { requestText } from './load.ts';

/** What each customer is asked, all at once: twice the same of one order, another wrong of it, and another order. */
const asked = [
  { order: 'a', reason: 'late', program: 'monthly' },
  { order: 'a', reason: 'late', program: 'after-delivery' },
  { order: 'a', reason: 'treatment', program: 'after-delivery' },
  { order: 'b', reason: 'late', program: 'monthly' },
] as const;

export const askedEach = asked.length;
const customersInOneWrite = 100;
const day = 86_400_000;

/** Customers of two programs, with the requests that answer for them: those of one customer stand side by side. */
export async function aGuardedCompany(deps: Deps, amount: number): Promise<string[]> {
  const monthly = await aWave(deps, { closesAt: new Date(deps.now().getTime() + 14 * day) });
  const delivery = { ...monthly, id: newId(deps), programId: 'after-delivery' };
  const [program] = await deps.db.select().from(programs);
  if (!program) throw new Error('The program of the wave is not there');
  await write(deps.db, (tx) => {
    tx.run(insertRow(deps.db, programs, { ...program, id: delivery.programId }));
    tx.run(insertRow(deps.db, waves, delivery));
  });
  const requests: string[] = [];
  for (let from = 0; from < amount; from += customersInOneWrite) {
    await write(deps.db, (tx) => {
      for (let n = from; n < Math.min(amount, from + customersInOneWrite); n++) {
        const { customer, bought, given } = person(deps, n);
        tx.run(insertRow(deps.db, customers, customer));
        for (const order of bought) tx.run(insertRow(deps.db, orders, order));
        for (const grant of given) tx.run(insertRow(deps.db, grants, grant));
        for (const [at, { order, reason, program }] of asked.entries()) {
          const wave = program === 'monthly' ? monthly : delivery;
          const about = { customerId: customer.id, orderId: `${customer.id}-${order}`, subject: String(at) };
          const { token, row } = invitationOf(deps, wave, about);
          tx.run(insertRow(deps.db, invitations, row));
          const answers = { recommend: n % 7, 'on-time': reason === 'late' ? 'no' : 'yes', reason };
          requests.push(requestText('POST', `/s/${token}`, { body: { answers }, headers: placeOf(n) }));
        }
      }
    });
  }
  return requests;
}

/** A tenth each: an order in another currency, two with one address, an order made good nearly or already, a cap nearly reached. */
function person(deps: Deps, n: number) {
  const kind = n % 10;
  const at = deps.now();
  const id = `customer-${String(n).padStart(6, '0')}`;
  const customer = {
    id,
    externalId: id,
    name: `Customer ${n}`,
    searchText: id,
    email: `${kind === 1 || kind === 2 ? `twins-${Math.floor(n / 10)}` : id}@example.com`,
    locale: 'en',
    status: 'active' as const,
    attributes: {},
    lastOrderOn: orderedOn,
    createdAt: at,
    updatedAt: at,
  };
  const bought = ['a', 'b', 'earlier'].map((which) => ({
    id: `${id}-${which}`,
    externalId: `${n}-${which}`,
    customerId: id,
    kind: 'order' as const,
    amountMinor: 100_000 + (n % 1000),
    currency: kind === 0 ? 'EUR' : 'SAR',
    orderedOn,
    createdAt: at,
    updatedAt: at,
  }));
  const earlier = (order: string, wrong: string, amountMinor: number) => ({
    id: `${id}-${wrong}`,
    customerId: id,
    orderId: `${id}-${order}`,
    role: 'compensation' as const,
    kind: 'account-credit' as const,
    amountMinor,
    currency: 'SAR',
    status: 'issued' as const,
    wrong,
    rule: 'by-hand',
    why: [],
    proposedAt: new Date(at.getTime() - 40 * day),
  });
  const given = {
    3: [earlier('a', 'product/quality', 130_000)],
    4: [earlier('a', 'service/late-delivery', 20_000)],
    5: [earlier('earlier', 'service/late-delivery', 150_000)],
  }[kind];
  return { customer, bought, given: given ?? [] };
}

const orderedOn = '2026-10-01';

/** A quarter answer from forty addresses, a quarter by one kind of telephone in twenty networks, the others each for herself. */
function placeOf(n: number): Record<string, string> {
  const [third, fourth] = [Math.floor(n / 250) % 250, n % 250];
  if (n % 4 === 0)
    return { 'x-forwarded-for': `198.51.100.${(n / 4) % 40}`, 'user-agent': `Mozilla/5.0 (bench ${n})` };
  if (n % 4 === 1)
    return {
      'x-forwarded-for': `100.${64 + (n % 20)}.${third}.${fourth}`,
      'user-agent': 'Mozilla/5.0 (phone)',
    };
  return { 'x-forwarded-for': `203.${n % 200}.${third}.${fourth}`, 'user-agent': `Mozilla/5.0 (bench ${n})` };
}
