import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { inOneTurn } from '#db/in-one-turn.ts';
import { packedRows, type Unpacked } from '#db/packed-rows.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { assignmentRules } from '#db/schema/casework.ts';
import { orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import type { History } from './follow-up.ts';
import { loadsByOwner } from './open-cases.ts';

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
  const [found] = await histories(db).execute({ asked: JSON.stringify(asked) });
  const orders = new Map(
    wronged.unpack(found?.orders ?? none).map(({ asked, order }) => [asked.place, order]),
  );
  const given = byPlace(standing.unpack(found?.grants ?? none), ({ grant }) => grant);
  const newestFirst = hers
    .unpack(found?.cases ?? none)
    .sort((a, b) => b.case.openedAt.getTime() - a.case.openedAt.getTime());
  const known = byPlace(newestFirst, (row) => row.case);
  const loads = await loadsByOwner(db, asked[0]?.now ?? new Date(0));
  const colleagues = people
    .unpack(found?.colleagues ?? none)
    .map(({ person }) => ({ ...person, load: loads.get(person.id) ?? 0 }));
  const rules = ruled.unpack(found?.rules ?? none).map(({ rule }) => rule);
  return asked.map(({ orderId, now }, place) => {
    const order = orders.get(place);
    return {
      order: order ? { ...order, wasAskedAbout: orderId !== null } : null,
      compensations: given.get(place) ?? [],
      ...casesIn(known.get(place) ?? [], now),
      colleagues,
      assignmentRules: rules,
    };
  });
});

type KnownCase = Unpacked<typeof hersShape>['case'];

/** What a customer's cases, newest first, say about the next one. */
function casesIn(known: KnownCase[], now: Date) {
  const yearAgo = new Date(now);
  yearAgo.setUTCFullYear(yearAgo.getUTCFullYear() - 1);
  const open = known.filter(({ status }) => status !== 'resolved');
  const owners = known.flatMap(({ ownerId }) => ownerId ?? []);
  return {
    openCases: open.map(({ ownerId }) => ({ ownerId })),
    snoozedCases: open.filter(({ snoozedUntil }) => snoozedUntil !== null).map(({ id }) => id),
    earlierCases: known.filter(({ openedAt }) => openedAt >= yearAgo).length,
    earlierOwners: [...new Set(owners)],
  };
}

const none = '[]';

/** Which of those asked together a row belongs to: its place among them. */
const place = sql<number>`asked.key`;
const of = (name: string) => sql.raw(`asked.value ->> '${name}'`);
const askedTogether = sql`json_each(${sql.placeholder('asked')}) AS asked`;

const wronged = packedRows({
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
const wrongedId = sql`coalesce(${of('orderId')}, (
  SELECT o.id FROM orders o WHERE o.customer_id = ${of('customerId')} AND o.kind = 'order'
    AND o.amount_minor > 0 AND o.ordered_on <= ${of('answeredOn')}
  ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1))`;

const standing = packedRows({
  asked: { place },
  grant: {
    orderId: grants.orderId,
    wrong: grants.wrong,
    amountMinor: grants.amountMinor,
    currency: grants.currency,
    proposedAt: grants.proposedAt,
  },
});

// In the words of the index `grants_once_per_order_and_wrong`, and as a union: else every grant there is would be read.
const stands = sql.raw(`g.role = 'compensation' AND g.status NOT IN ('declined', 'expired', 'reversed')`);

const hersShape = {
  asked: { place },
  case: {
    id: cases.id,
    status: cases.status,
    ownerId: cases.ownerId,
    openedAt: cases.openedAt,
    snoozedUntil: cases.snoozedUntil,
  },
};
const hers = packedRows(hersShape);

const people = packedRows({
  person: {
    id: staff.id,
    name: staff.name,
    email: staff.email,
    role: staff.role,
    locale: staff.locale,
    languages: staff.languages,
    department: staff.department,
    awayUntil: staff.awayUntil,
  },
});

const ruled = packedRows({
  rule: { id: assignmentRules.id, test: assignmentRules.test, staffIds: assignmentRules.staffIds },
});

// One query, because a connection looks up its pages anew after every write of another: once for all is enough.
const histories = preparedQuery((db) =>
  db
    .select({
      orders: sql<string>`(SELECT ${wronged.rows} FROM ${askedTogether} JOIN ${orders}
        ON ${orders.id} = ${wrongedId} AND ${orders.kind} = 'order')`,
      grants: sql<string>`(SELECT ${standing.rows} FROM ${askedTogether} JOIN ${grants} ON ${grants.id} IN (
        SELECT g.id FROM grants g WHERE g.customer_id = ${of('customerId')} AND ${stands}
        UNION SELECT g.id FROM grants g WHERE g.order_id = ${wrongedId} AND ${stands}))`,
      cases: sql<string>`(SELECT ${hers.rows} FROM ${askedTogether} JOIN ${cases}
        ON ${cases.customerId} = ${of('customerId')})`,
      colleagues: sql<string>`(SELECT ${people.rows} FROM ${staff} WHERE ${staff.leftAt} IS NULL)`,
      rules: sql<string>`(SELECT ${ruled.rows} FROM (
        SELECT * FROM assignment_rules ORDER BY position) AS assignment_rules)`,
    })
    .from(sql`(SELECT 1)`)
    // Of a single table Drizzle leaves the columns' table out, and here they are several.
    .innerJoin(sql`(SELECT 1)`, sql`true`)
    .prepare(),
);

function byPlace<R extends { asked: { place: number } }, T>(rows: R[], of: (row: R) => T): Map<number, T[]> {
  const places = new Map<number, T[]>();
  for (const row of rows) places.set(row.asked.place, [...(places.get(row.asked.place) ?? []), of(row)]);
  return places;
}
