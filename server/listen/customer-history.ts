import { and, desc, eq, gt, inArray, isNull, lte, ne, notInArray, or } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { GivenCompensation, WrongedOrder } from './compensation-policy.ts';
import type { History } from './follow-up.ts';
import { openCasesByOwner } from './open-cases.ts';

/** What the follow-up of a bad response depends on beside the response itself. */
export async function historyOf(
  db: Database,
  {
    customerId,
    orderId,
    answeredOn,
    now,
  }: { customerId: string; orderId: string | null; answeredOn: string; now: Date },
): Promise<History> {
  const order = await wrongedOrder(db, { customerId, orderId, answeredOn });
  return {
    order,
    compensations: await standingCompensations(db, customerId, order),
    openCases: await openCasesOf(db, customerId),
    colleagues: await colleaguesOf(db, now),
  };
}

async function wrongedOrder(
  db: Database,
  { customerId, orderId, answeredOn }: { customerId: string; orderId: string | null; answeredOn: string },
): Promise<WrongedOrder | null> {
  const [order] = await db
    .select({
      id: orders.id,
      externalId: orders.externalId,
      amountMinor: orders.amountMinor,
      currency: orders.currency,
      orderedOn: orders.orderedOn,
    })
    .from(orders)
    .where(
      orderId === null
        ? and(
            eq(orders.customerId, customerId),
            eq(orders.kind, 'order'),
            gt(orders.amountMinor, 0),
            lte(orders.orderedOn, answeredOn),
          )
        : and(eq(orders.id, orderId), eq(orders.kind, 'order')),
    )
    .orderBy(desc(orders.orderedOn), desc(orders.id))
    .limit(1);
  return order ? { ...order, wasAskedAbout: orderId !== null } : null;
}

async function standingCompensations(
  db: Database,
  customerId: string,
  order: WrongedOrder | null,
): Promise<GivenCompensation[]> {
  const hers = eq(grants.customerId, customerId);
  return db
    .select({
      orderId: grants.orderId,
      wrong: grants.wrong,
      amountMinor: grants.amountMinor,
      currency: grants.currency,
      proposedAt: grants.proposedAt,
    })
    .from(grants)
    .where(
      and(
        order ? or(hers, eq(grants.orderId, order.id)) : hers,
        eq(grants.role, 'compensation'),
        notInArray(grants.status, ['declined', 'expired', 'reversed']),
      ),
    );
}

async function openCasesOf(db: Database, customerId: string): Promise<{ ownerId: string | null }[]> {
  return db
    .select({ ownerId: cases.ownerId })
    .from(cases)
    .where(and(eq(cases.customerId, customerId), ne(cases.status, 'resolved')))
    .orderBy(desc(cases.openedAt));
}

async function colleaguesOf(db: Database, now: Date): Promise<History['colleagues']> {
  const people = await db
    .select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role, locale: staff.locale })
    .from(staff)
    .where(and(isNull(staff.leftAt), inArray(staff.role, ['agent', 'manager'])));
  const openCases = await openCasesByOwner(db, now);
  return people.map((person) => ({ ...person, openCases: openCases.get(person.id) ?? 0 }));
}
