import type { customers } from '#db/schema/customers.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import type { Deps } from '#server/deps.ts';
import { aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';

/** A company with its shipped programs. */
export async function anAskingCompany(deps: Deps, overrides: Parameters<typeof aCompany>[1] = {}) {
  await aCompany(deps, overrides);
  await ensureShippedPrograms(deps);
}

/** A customer who ordered in the month before the test's October. */
export async function aBuyer(deps: Deps, overrides: Partial<typeof customers.$inferInsert> = {}) {
  const customer = await aCustomer(deps, overrides);
  await anOrder(deps, { customerId: customer.id, orderedOn: '2026-09-15' });
  return customer;
}
