import { setImmediate } from 'node:timers/promises';
import { and, asc, eq, gt, gte, or, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Database } from '#db/client.ts';
import { customerEvents, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import type { Trigger } from '#db/schema/program-parts.ts';
import type { Happening } from './trigger.ts';

const pageSize = 1000;

interface Place {
  toldAt: Date;
  id: string;
}

/** What was told since an instant, page by page in the order in which it was told. */
export async function* toldSince(db: Database, on: Trigger['on'], since: Date): AsyncGenerator<Happening[]> {
  for (let place: Place = { toldAt: since, id: '' }; ;) {
    const page = await pages[on](db, place);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    // A file of a million rows is a thousand pages: requests come in between.
    await setImmediate();
    place = last;
  }
}

const pages: Record<Trigger['on'], (db: Database, after: Place) => Promise<Happening[]>> = {
  order: async (db, after) => {
    const rows = await db
      .select({
        id: orders.id,
        customerId: orders.customerId,
        happened: orders.orderedOn,
        toldAt: orders.createdAt,
      })
      .from(orders)
      .where(and(eq(orders.kind, 'order'), isAfter(orders, after)))
      .orderBy(asc(orders.createdAt), asc(orders.id))
      .limit(pageSize);
    return rows.map((row) => ({ ...row, on: 'order', name: null }));
  },
  departure: async (db, after) => {
    const rows = await db
      .select({
        id: departures.id,
        customerId: departures.customerId,
        happened: departures.departedOn,
        toldAt: departures.createdAt,
      })
      .from(departures)
      .where(isAfter(departures, after))
      .orderBy(asc(departures.createdAt), asc(departures.id))
      .limit(pageSize);
    return rows.map((row) => ({ ...row, on: 'departure', name: null }));
  },
  event: async (db, after) => {
    const rows = await db
      .select({
        id: customerEvents.id,
        customerId: customerEvents.customerId,
        name: customerEvents.name,
        happened: customerEvents.happenedAt,
        toldAt: customerEvents.createdAt,
      })
      .from(customerEvents)
      .where(isAfter(customerEvents, after))
      .orderBy(asc(customerEvents.createdAt), asc(customerEvents.id))
      .limit(pageSize);
    return rows.map((row) => ({ ...row, on: 'event' }));
  },
};

// The first half is what the index on the instant is read by.
function isAfter(
  columns: { createdAt: SQLiteColumn; id: SQLiteColumn },
  { toldAt, id }: Place,
): SQL | undefined {
  const { createdAt } = columns;
  return and(
    gte(createdAt, toldAt),
    or(gt(createdAt, toldAt), and(eq(createdAt, toldAt), gt(columns.id, id))),
  );
}
