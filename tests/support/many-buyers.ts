import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRows } from '#db/row-statements.ts';
import { customers, orders } from '#db/schema/customers.ts';
import type { Deps } from '#server/deps.ts';

const rowsInOneInsert = 500;

/** So many customers who ordered last month, each with an address of her own. */
export async function manyBuyers(deps: Deps, amount: number): Promise<void> {
  const at = deps.now();
  const lastMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 15))
    .toISOString()
    .slice(0, 10);
  for (let from = 0; from < amount; from += rowsInOneInsert) {
    const people = Array.from({ length: Math.min(rowsInOneInsert, amount - from) }, (_, n) =>
      buyer(deps, from + n, lastMonth),
    );
    await write(deps.db, (tx) => {
      tx.run(
        insertRows(
          deps.db,
          customers,
          people.map(({ customer }) => customer),
        ),
      );
      tx.run(
        insertRows(
          deps.db,
          orders,
          people.map(({ order }) => order),
        ),
      );
    });
  }
}

function buyer(deps: Deps, n: number, orderedOn: string) {
  const at = deps.now();
  const [id, externalId] = [newId(deps), `C-${n}`];
  const customer = {
    id,
    externalId,
    name: `Customer ${n}`,
    searchText: `customer ${n}`,
    email: `c${n}@example.com`,
    locale: (['en', 'ar', 'he', 'ru'] as const)[n % 4],
    status: 'active' as const,
    attributes: {},
    tags: [],
    lastOrderOn: orderedOn,
    createdAt: at,
    updatedAt: at,
  };
  const order = {
    id: newId(deps),
    externalId: `A-${externalId}`,
    customerId: id,
    kind: 'order' as const,
    amountMinor: 10_000,
    currency: 'SAR',
    orderedOn,
    createdAt: at,
    updatedAt: at,
  };
  return { customer, order };
}
