import { and, desc, eq, gt, inArray, isNull, lte, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { GivenCompensation, WrongedOrder } from './compensation-policy.ts';
import type { History } from './follow-up.ts';
import { openCasesByOwner } from './open-cases.ts';

/** What the follow-up of a bad response depends on beside the response itself. */
export async function historyOf(db: Database, { now, ...asked }: Asked & { now: Date }): Promise<History> {
  const { customerId } = asked;
  const order = await wrongedOrder(db, asked);
  return {
    order,
    compensations: await standingCompensations(db, customerId, order),
    openCases: await openCasesOf(db).execute({ customerId }),
    colleagues: await colleaguesOf(db, now),
  };
}

interface Asked {
  customerId: string;
  orderId: string | null;
  answeredOn: string;
}

async function wrongedOrder(db: Database, asked: Asked): Promise<WrongedOrder | null> {
  const { customerId, orderId, answeredOn } = asked;
  const [order] =
    orderId === null
      ? await lastOrder(db).execute({ customerId, answeredOn })
      : await orderAskedAbout(db).execute({ orderId });
  return order ? { ...order, wasAskedAbout: orderId !== null } : null;
}

const orderColumns = {
  id: orders.id,
  externalId: orders.externalId,
  amountMinor: orders.amountMinor,
  currency: orders.currency,
  orderedOn: orders.orderedOn,
};

const orderAskedAbout = preparedQuery((db) =>
  db
    .select(orderColumns)
    .from(orders)
    .where(and(eq(orders.id, sql.placeholder('orderId')), eq(orders.kind, 'order')))
    .prepare(),
);

const lastOrder = preparedQuery((db) =>
  db
    .select(orderColumns)
    .from(orders)
    .where(
      and(
        eq(orders.customerId, sql.placeholder('customerId')),
        eq(orders.kind, 'order'),
        gt(orders.amountMinor, 0),
        lte(orders.orderedOn, sql.placeholder('answeredOn')),
      ),
    )
    .orderBy(desc(orders.orderedOn), desc(orders.id))
    .limit(1)
    .prepare(),
);

function standingCompensations(
  db: Database,
  customerId: string,
  order: WrongedOrder | null,
): Promise<GivenCompensation[]> {
  return compensationsOf(db).execute({ customerId, orderId: order?.id ?? null });
}

// In the words of the index `grants_once_per_order_and_wrong`, and as a union: else every grant there is would be read.
const stands = sql.raw(`role = 'compensation' AND status NOT IN ('declined', 'expired', 'reversed')`);

const compensationsOf = preparedQuery((db) =>
  db
    .select({
      orderId: grants.orderId,
      wrong: grants.wrong,
      amountMinor: grants.amountMinor,
      currency: grants.currency,
      proposedAt: grants.proposedAt,
    })
    .from(grants)
    .where(
      sql`${grants.id} IN (
            SELECT id FROM grants WHERE customer_id = ${sql.placeholder('customerId')} AND ${stands}
            UNION SELECT id FROM grants WHERE order_id = ${sql.placeholder('orderId')} AND ${stands})`,
    )
    .prepare(),
);

const openCasesOf = preparedQuery((db) =>
  db
    .select({ ownerId: cases.ownerId })
    .from(cases)
    .where(and(eq(cases.customerId, sql.placeholder('customerId')), ne(cases.status, 'resolved')))
    .orderBy(desc(cases.openedAt))
    .prepare(),
);

async function colleaguesOf(db: Database, now: Date): Promise<History['colleagues']> {
  const people = await peopleWhoAnswer(db).execute();
  const openCases = await openCasesByOwner(db, now);
  return people.map((person) => ({ ...person, openCases: openCases.get(person.id) ?? 0 }));
}

const peopleWhoAnswer = preparedQuery((db) =>
  db
    .select({ id: staff.id, name: staff.name, email: staff.email, role: staff.role, locale: staff.locale })
    .from(staff)
    .where(and(isNull(staff.leftAt), inArray(staff.role, ['agent', 'manager'])))
    .prepare(),
);
