import { and, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { inOneTurn } from '#db/in-one-turn.ts';
import { packedRows } from '#db/packed-rows.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { History } from './follow-up.ts';
import { openCasesByOwner } from './open-cases.ts';

/** What the follow-up of a bad response depends on beside the response itself. */
export function historyOf(db: Database, asked: Asked): Promise<History> {
  return historyInTurn(db, asked);
}

interface Asked {
  customerId: string;
  orderId: string | null;
  answeredOn: string;
  now: Date;
}

const historyInTurn = inOneTurn(async (db: Database, asked: Asked[]): Promise<History[]> => {
  const orders = await wrongedOrders(db, asked);
  const [given, waiting] = await Promise.all([
    standingCompensations(db, asked, orders),
    openCases(db, asked),
  ]);
  const colleagues = await colleaguesOf(db, asked[0]?.now ?? new Date(0));
  return asked.map(({ orderId }, at) => {
    const order = orders.get(at);
    return {
      order: order ? { ...order, wasAskedAbout: orderId !== null } : null,
      compensations: given.get(at) ?? [],
      openCases: waiting.get(at) ?? [],
      colleagues,
    };
  });
});

/** Which of those asked together a row belongs to: its place among them. */
const place = sql<number>`asked.key`;
const of = (name: string) => sql.raw(`asked.value ->> '${name}'`);
const askedTogether = sql`json_each(${sql.placeholder('asked')}) AS asked`;

const packedOrders = packedRows({
  asked: { place },
  order: {
    id: orders.id,
    externalId: orders.externalId,
    amountMinor: orders.amountMinor,
    currency: orders.currency,
    orderedOn: orders.orderedOn,
  },
});

/** The order asked about, or the customer's last one at or before the day of her answer. */
const orderQuery = preparedQuery((db) =>
  db
    .select({ rows: packedOrders.rows })
    .from(askedTogether)
    .innerJoin(
      orders,
      sql`${orders.kind} = 'order' AND ${orders.id} = coalesce(${of('orderId')}, (
        SELECT id FROM orders o WHERE o.customer_id = ${of('customerId')} AND o.kind = 'order'
          AND o.amount_minor > 0 AND o.ordered_on <= ${of('answeredOn')}
        ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1))`,
    )
    .prepare(),
);

async function wrongedOrders(db: Database, asked: Asked[]) {
  const [found] = await orderQuery(db).execute({ asked: JSON.stringify(asked) });
  return new Map(
    packedOrders.unpack(found?.rows ?? '[]').map(({ asked: { place }, order }) => [place, order]),
  );
}

// In the words of the index `grants_once_per_order_and_wrong`, and as a union: else every grant there is would be read.
const stands = sql.raw(`g.role = 'compensation' AND g.status NOT IN ('declined', 'expired', 'reversed')`);

const packedGrants = packedRows({
  asked: { place },
  grant: {
    orderId: grants.orderId,
    wrong: grants.wrong,
    amountMinor: grants.amountMinor,
    currency: grants.currency,
    proposedAt: grants.proposedAt,
  },
});

const grantQuery = preparedQuery((db) =>
  db
    .select({ rows: packedGrants.rows })
    .from(askedTogether)
    .innerJoin(
      grants,
      sql`${grants.id} IN (
        SELECT g.id FROM grants g WHERE g.customer_id = ${of('customerId')} AND ${stands}
        UNION SELECT g.id FROM grants g WHERE g.order_id = ${of('orderId')} AND ${stands})`,
    )
    .prepare(),
);

async function standingCompensations(db: Database, asked: Asked[], orders: Map<number, { id: string }>) {
  const of = asked.map(({ customerId }, at) => ({ customerId, orderId: orders.get(at)?.id ?? null }));
  const [found] = await grantQuery(db).execute({ asked: JSON.stringify(of) });
  return byPlace(
    packedGrants.unpack(found?.rows ?? '[]').map(({ asked: { place }, grant }) => [place, grant]),
  );
}

const packedCases = packedRows({
  asked: { place },
  case: { ownerId: cases.ownerId, openedAt: cases.openedAt },
});

const caseQuery = preparedQuery((db) =>
  db
    .select({ rows: packedCases.rows })
    .from(askedTogether)
    .innerJoin(cases, sql`${cases.customerId} = ${of('customerId')} AND ${cases.status} <> 'resolved'`)
    .prepare(),
);

async function openCases(db: Database, asked: Asked[]) {
  const [found] = await caseQuery(db).execute({ asked: JSON.stringify(asked) });
  const newestFirst = packedCases
    .unpack(found?.rows ?? '[]')
    .sort((a, b) => b.case.openedAt.getTime() - a.case.openedAt.getTime());
  return byPlace(newestFirst.map(({ asked: { place }, case: { ownerId } }) => [place, { ownerId }]));
}

function byPlace<T>(placed: [number, T][]): Map<number, T[]> {
  const places = new Map<number, T[]>();
  for (const [place, one] of placed) places.set(place, [...(places.get(place) ?? []), one]);
  return places;
}

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
