import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { inOneTurn } from '#db/in-one-turn.ts';
import { packedRows, type Unpacked } from '#db/packed-rows.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { assignmentRules } from '#db/schema/casework.ts';
import { orders } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import { lookBackMonths, pointsCurrency } from './compensation-policy.ts';
import { inForce, policyInForce } from './active-policy.ts';
import type { History } from './follow-up.ts';
import { askedRows, askedTogether, guardFacts, of, place, standingOf, stands } from './guard-facts.ts';
import { monthsBefore } from './policy-guards.ts';
import { loadsByOwner } from './open-cases.ts';
import { spentWorthOf } from './spent-of-grant.ts';

/** What the follow-up of a bad response depends on beside the response itself. */
export function historyOf(db: Database, asked: Asked): Promise<History> {
  return historyInTurn(db, asked);
}

interface Asked {
  customerId: string;
  orderId: string | null;
  answeredOn: string;
  now: Date;
  /** The answer itself, where it is kept already. */
  responseId?: string;
  programId: string;
  currency: string;
  /** `YYYY-MM` in the company's zone: whose budget it is. */
  month: string;
  /** Keyed hashes of where a bad answer came from. */
  fromAddress?: string | null;
  fromDevice?: string | null;
}

const historyInTurn = inOneTurn(async (db: Database, asked: Asked[]): Promise<History[]> => {
  const since = (now: Date) => monthsBefore(now, lookBackMonths).getTime();
  const keys = asked.map((one) => ({ since: since(one.now), ...one }));
  const [found] = await histories(db).execute({ asked: JSON.stringify(keys) });
  const orders = new Map(
    wronged.unpack(found?.orders ?? none).map(({ asked, order }) => [asked.place, order]),
  );
  const known = standing.unpack(found?.grants ?? none);
  const stood = known.filter(({ ended }) => ended.spentMinor === null);
  const given = byPlace(stood, ({ grant, whose }) => ({ isHers: whose.isHers === 1, ...grant }));
  const over = known.filter(({ ended }) => ended.spentMinor !== null);
  const ended = byPlace(over, ({ grant: { currency }, ended: { spentMinor } }) => ({ currency, spentMinor }));
  const newestFirst = hers
    .unpack(found?.cases ?? none)
    .sort((a, b) => b.case.openedAt.getTime() - a.case.openedAt.getTime());
  const casesOf = byPlace(newestFirst, (row) => row.case);
  const guards = new Map(
    guardFacts.unpack(found?.guards ?? none).map(({ asked: { place }, ...rest }) => [place, rest]),
  );
  const policy = await policyInForce(db, {
    activeId: found?.activeId ?? null,
    wasEverActive: found?.wasEverActive === 1,
  });
  const loads = await loadsByOwner(db, asked[0]?.now ?? new Date(0));
  const colleagues = people
    .unpack(found?.colleagues ?? none)
    .map(({ person }) => ({ load: loads.get(person.id) ?? 0, ...person }));
  const rules = ruled.unpack(found?.rules ?? none).map(({ rule }) => rule);
  return asked.map(({ orderId, month, currency }, place) => {
    const order = orders.get(place);
    const known = guards.get(place);
    return {
      order: order ? { wasAskedAbout: orderId !== null, ...order } : null,
      policy,
      standing: standingOf(known, {
        given: given.get(place) ?? [],
        spentOfEndedMinor: spentIn(order?.currency, ended.get(place) ?? [], currency),
        month,
      }),
      firstOrderOn: known?.her.firstOrderOn ?? null,
      earlierCases: known?.her.earlierCases ?? 0,
      bestNps: known?.her.bestNps ?? null,
      ...casesIn(casesOf.get(place) ?? []),
      colleagues,
      assignmentRules: rules,
    };
  });
});

/** What was spent of what has ended, of that which is counted in the order's currency. */
function spentIn(
  currency: string | undefined,
  ended: { currency: string; spentMinor: number | null }[],
  companyCurrency: string,
): number {
  const counted = ended.filter(
    (one) => (one.currency === pointsCurrency ? companyCurrency : one.currency) === currency,
  );
  return counted.reduce((sum, { spentMinor }) => sum + (spentMinor ?? 0), 0);
}

type KnownCase = Unpacked<typeof hersShape>['case'];

/** What a customer's cases, newest first, say about the next one. */
function casesIn(known: KnownCase[]) {
  const open = known.filter(({ status }) => status !== 'resolved');
  const owners = known.flatMap(({ ownerId }) => ownerId ?? []);
  return {
    openCases: open.map(({ ownerId }) => ({ ownerId })),
    snoozedCases: open.filter(({ snoozedUntil }) => snoozedUntil !== null).map(({ id }) => id),
    resolvedCases: known.flatMap(({ resolvedAt, ...one }) => (resolvedAt ? [{ ...one, resolvedAt }] : [])),
    earlierOwners: [...new Set(owners)],
  };
}

const none = '[]';

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
export const wrongedId = sql`coalesce(${of('orderId')}, (
  SELECT o.id FROM orders o WHERE o.customer_id = ${of('customerId')} AND o.kind = 'order'
    AND o.amount_minor > 0 AND o.ordered_on <= ${of('answeredOn')}
  ORDER BY o.ordered_on DESC, o.id DESC LIMIT 1))`;

// Looked for among her own grants, which are read anyway; by its order alone it would be sought among all there are.
const endedOfOrder = sql`(g.role = 'compensation' AND g.status IN ('expired', 'reversed')
  AND g.order_id = ${wrongedId})`;

const standing = packedRows({
  asked: { place },
  grant: {
    orderId: grants.orderId,
    wrong: grants.wrong,
    amountMinor: grants.amountMinor,
    currency: grants.currency,
    pointsWorthMinor: sql<number>`iif(${grants.currency} = ${sql.raw(`'${pointsCurrency}'`)},
      coalesce(json_extract(${grants.details}, '$.worthMinor'), 0), 0)`,
    proposedAt: grants.proposedAt,
  },
  whose: { isHers: sql<number>`${grants.customerId} = ${of('customerId')}` },
  /** Null where it stands. */
  ended: {
    spentMinor: sql<
      number | null
    >`iif(${grants.status} IN ('expired', 'reversed'), ${spentWorthOf('grants')}, NULL)`,
  },
});

const hersShape = {
  asked: { place },
  case: {
    id: cases.id,
    status: cases.status,
    ownerId: cases.ownerId,
    openedAt: cases.openedAt,
    snoozedUntil: cases.snoozedUntil,
    category: cases.category,
    severity: cases.severity,
    reopenings: cases.reopenings,
    resolvedAt: cases.resolvedAt,
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

const askedNames = [
  'customerId',
  'orderId',
  'answeredOn',
  'since',
  'responseId',
  'programId',
  'currency',
  'month',
  'fromAddress',
  'fromDevice',
] as const satisfies (keyof Asked | 'since')[];

// One query, because a connection looks up its pages anew after every write of another: once for all is enough.
const histories = preparedQuery((db) =>
  db
    .with(askedRows(db, askedNames))
    .select({
      orders: sql<string>`(SELECT ${wronged.rows} FROM ${askedTogether} JOIN ${orders}
        ON ${orders.id} = ${wrongedId} AND ${orders.kind} = 'order')`,
      grants: sql<string>`(SELECT ${standing.rows} FROM ${askedTogether} JOIN ${grants} ON ${grants.id} IN (
        SELECT g.id FROM grants g WHERE g.customer_id = ${of('customerId')} AND (${stands} OR ${endedOfOrder})
        UNION SELECT g.id FROM grants g WHERE g.order_id = ${wrongedId} AND ${stands}))`,
      cases: sql<string>`(SELECT ${hers.rows} FROM ${askedTogether} JOIN ${cases}
        ON ${cases.customerId} = ${of('customerId')})`,
      colleagues: sql<string>`(SELECT ${people.rows} FROM ${staff} WHERE ${staff.leftAt} IS NULL)`,
      rules: sql<string>`(SELECT ${ruled.rows} FROM (
        SELECT * FROM assignment_rules ORDER BY position) AS assignment_rules)`,
      guards: sql<string>`(SELECT ${guardFacts.rows} FROM ${askedTogether})`,
      ...inForce,
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
