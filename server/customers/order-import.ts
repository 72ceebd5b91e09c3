import { eq, inArray, sql } from 'drizzle-orm';
import { newId } from '#db/ids.ts';
import { customers, orders } from '#db/schema/customers.ts';
import type { Tx } from '#db/client.ts';
import type { Deps } from '../deps.ts';
import { changesOf } from './import/changes.ts';
import { readDay } from './import/day-text.ts';
import { readId, readOneOf } from './import/field-text.ts';
import type { BatchPlan, Importer, RowOutcome } from './import/importer.ts';
import { readCurrency, readMoney } from './import/money-text.ts';
import type { RowReader } from './import/row-reader.ts';
import { customersByExternalId } from './known-customers.ts';

type Order = typeof orders.$inferSelect;

export interface OrderRow {
  externalId: string;
  customerExternalId: string;
  kind: Order['kind'] | undefined;
  amountMinor: number;
  currency: string;
  orderedOn: string;
}

export function orderImporter(deps: Deps, { currency }: { currency: string | null }): Importer<OrderRow> {
  return {
    fields: ['externalId', 'customerId', 'kind', 'amount', 'currency', 'orderedOn'],
    required: ['externalId', 'customerId', 'amount', 'orderedOn'],
    keepsAttributes: false,
    event: 'orders-imported',
    read: (reader) => readOrder(reader, currency),
    keyOf: ({ externalId }) => externalId,
    plan: (rows) => planOrders(deps, rows),
  };
}

function readOrder(reader: RowReader, fallbackCurrency: string | null): OrderRow | null {
  const externalId = reader.must('externalId', readId);
  const customerExternalId = reader.must('customerId', readId);
  const kind = reader.take('kind', readOneOf(['quote', 'order'])) ?? undefined;
  const orderedOn = reader.must('orderedOn', readDay);
  const currency = reader.take('currency', readCurrency) ?? fallbackCurrency;
  if (currency === null) {
    reader.report('currency', { code: 'currency-missing', facts: {} });
    return null;
  }
  const amountMinor = reader.must('amount', (text) => readMoney(text, currency));
  if (amountMinor !== null && amountMinor < 0) {
    reader.report('amount', { code: 'amount-negative', facts: { text: amountMinor } });
  }
  if (externalId === null || customerExternalId === null || orderedOn === null || amountMinor === null)
    return null;
  return { externalId, customerExternalId, kind, amountMinor, currency, orderedOn };
}

async function planOrders(deps: Deps, rows: OrderRow[]): Promise<BatchPlan> {
  const ids = rows.map(({ externalId }) => externalId);
  const stored = await deps.db.select().from(orders).where(inArray(orders.externalId, ids));
  const byExternalId = new Map(stored.map((order) => [order.externalId, order]));
  const known = await customersByExternalId(
    deps.db,
    rows.map((row) => row.customerExternalId),
  );
  const added: (typeof orders.$inferInsert)[] = [];
  const updates: { id: string; changes: Partial<Order> }[] = [];
  const outcomes = rows.map(({ customerExternalId, ...row }): RowOutcome => {
    const customerId = known.get(customerExternalId)?.id;
    if (customerId === undefined) {
      const problem = { code: 'customer-unknown', facts: { text: customerExternalId } } as const;
      return { outcome: 'refused', field: 'customerId', problem };
    }
    const before = byExternalId.get(row.externalId);
    if (!before) {
      const now = deps.now();
      const kind = row.kind ?? 'order';
      added.push({ ...row, kind, id: newId(deps), customerId, createdAt: now, updatedAt: now });
      return { outcome: 'created' };
    }
    if (before.customerId !== customerId) {
      const problem = { code: 'order-of-another', facts: { text: row.externalId } } as const;
      return { outcome: 'refused', field: 'externalId', problem };
    }
    const changes = changesOf(before, row);
    if (changes === null) return { outcome: 'unchanged' };
    updates.push({ id: before.id, changes });
    return { outcome: 'changed' };
  });
  return {
    outcomes,
    store: (tx) =>
      storeOrders(deps, tx, { added, updates, customerIds: [...known.values()].map(({ id }) => id) }),
  };
}

interface OrderChanges {
  added: (typeof orders.$inferInsert)[];
  updates: { id: string; changes: Partial<Order> }[];
  customerIds: string[];
}

function storeOrders({ db, now }: Deps, tx: Tx, { added, updates, customerIds }: OrderChanges): void {
  if (added.length > 0) tx.run(db.insert(orders).values(added));
  for (const { id, changes } of updates) {
    tx.run(
      db
        .update(orders)
        .set({ ...changes, updatedAt: now() })
        .where(eq(orders.id, id)),
    );
  }
  const latest = sql<string>`(SELECT max(${orders.orderedOn}) FROM ${orders} WHERE ${orders.customerId} = ${customers.id} AND ${orders.kind} = 'order')`;
  tx.run(db.update(customers).set({ lastOrderOn: latest }).where(inArray(customers.id, customerIds)));
}
