import { inArray } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';

export type KnownCustomer = typeof customers.$inferSelect;

/** The stored customers behind a batch's external ids. */
export async function customersByExternalId(
  db: Database,
  externalIds: string[],
): Promise<Map<string, KnownCustomer>> {
  const found = await db
    .select()
    .from(customers)
    .where(inArray(customers.externalId, [...new Set(externalIds)]));
  return new Map(found.map((customer) => [customer.externalId, customer]));
}
