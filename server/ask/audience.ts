import { and, asc, between, eq, exists, gt, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import type { programs } from '#db/schema/programs.ts';
import { monthBefore } from './wave-calendar.ts';

export type Audience = (typeof programs.$inferSelect)['audience'];
export type AudienceMember = Awaited<ReturnType<typeof audienceAfter>>[number];

/** The next customers of an audience after `afterId`, in the order of their ids, whatever may keep us from asking them. */
export async function audienceAfter(
  db: Database,
  audience: { audience: Audience; month: string },
  afterId: string,
  limit: number,
) {
  const { from, to } = monthBefore(audience.month);
  return db
    .select({
      id: customers.id,
      name: customers.name,
      email: customers.email,
      locale: customers.locale,
      status: customers.status,
      // C2: the order a complaint is about, unless the customer names another, is the last one.
      orderId: sql<string | null>`(SELECT o.id FROM orders o WHERE o.customer_id = ${customers.id}
        AND o.kind = 'order' AND o.ordered_on <= ${to} ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1)`,
    })
    .from(customers)
    .where(and(gt(customers.id, afterId), belongsTo(db, audience.audience, { from, to })))
    .orderBy(asc(customers.id))
    .limit(limit);
}

function belongsTo(db: Database, audience: Audience, last: { from: string; to: string }): SQL {
  const belongs: Record<Audience, () => SQL> = {
    active: () => eq(customers.status, 'active'),
    'ordered-last-month': () =>
      exists(
        db
          .select({ one: sql`1` })
          .from(orders)
          .where(and(eq(orders.customerId, customers.id), between(orders.orderedOn, last.from, last.to))),
      ),
    'departed-last-month': () =>
      exists(
        db
          .select({ one: sql`1` })
          .from(departures)
          .where(
            and(eq(departures.customerId, customers.id), between(departures.departedOn, last.from, last.to)),
          ),
      ),
  };
  return belongs[audience]();
}
