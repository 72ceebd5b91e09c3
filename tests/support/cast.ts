import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { company } from '#db/schema/company.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import { companyDefaults } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';

type Row<T extends { $inferInsert: object }> = T['$inferInsert'];

/** Writes the one company: Water Market, in Riyadh. */
export async function aCompany(deps: Deps, overrides: Partial<Row<typeof company>> = {}) {
  const row = {
    ...companyDefaults,
    id: 1,
    name: 'Water Market',
    locale: 'en' as const,
    timeZone: 'Asia/Riyadh',
    currency: 'SAR',
    senderName: 'Water Market',
    senderEmail: 'hello@water.example',
    updatedAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => tx.run(deps.db.insert(company).values(row)));
  return row;
}

/** Someone of the staff; an agent unless said otherwise. */
export async function aColleague(deps: Deps, overrides: Partial<Row<typeof staff>> = {}) {
  const id = newId(deps);
  const row = {
    id,
    name: 'Grace Hopper',
    email: `grace-${id}@water.example`,
    role: 'agent' as const,
    locale: 'en' as const,
    createdAt: deps.now(),
    updatedAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => tx.run(deps.db.insert(staff).values(row)));
  return row;
}

export const grace = (deps: Deps) => aColleague(deps);
export const alan = (deps: Deps) =>
  aColleague(deps, { name: 'Alan Turing', email: 'alan@water.example', role: 'manager' });
export const anAdmin = (deps: Deps) =>
  aColleague(deps, { name: 'Edsger Dijkstra', email: 'edsger@water.example', role: 'admin' });

/** Ada the customer, or another by overrides. */
export async function aCustomer(deps: Deps, overrides: Partial<Row<typeof customers>> = {}) {
  const id = newId(deps);
  const name = overrides.name ?? 'Ada Byron';
  const externalId = overrides.externalId ?? `C-${id}`;
  const row = {
    id,
    externalId,
    name,
    searchText: `${name} ${externalId}`.normalize('NFKC').toLowerCase(),
    email: `${id}@example.com`,
    locale: 'en',
    currency: 'SAR',
    status: 'active' as const,
    attributes: {},
    createdAt: deps.now(),
    updatedAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => tx.run(deps.db.insert(customers).values(row)));
  return row;
}

/** An order of 1,240.00 SAR ten days ago. */
export async function anOrder(deps: Deps, overrides: Partial<Row<typeof orders>> & { customerId: string }) {
  const id = newId(deps);
  const row = {
    id,
    externalId: `A-${id}`,
    kind: 'order' as const,
    amountMinor: 124_000,
    currency: 'SAR',
    orderedOn: '2026-10-04',
    createdAt: deps.now(),
    updatedAt: deps.now(),
    ...overrides,
  };
  await write(deps.db, (tx) => tx.run(deps.db.insert(orders).values(row)));
  return row;
}
