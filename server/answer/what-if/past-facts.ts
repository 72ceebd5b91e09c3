import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { packedRows } from '#db/packed-rows.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { grantDecisions, grants } from '#db/schema/grants.ts';
import { orders } from '#db/schema/customers.ts';
import { lookBackMonths, pointsCurrency } from '#server/listen/compensation-policy.ts';
import { wrongedId } from '#server/listen/customer-history.ts';
import { askedRows, askedTogether, of, place, stands, twins } from '#server/listen/guard-facts.ts';
import { monthsBefore } from '#server/listen/policy-guards.ts';
import { spentWorthOf } from '#server/listen/spent-of-grant.ts';

export interface AskedAnswer {
  id: string;
  caseId: string;
  customerId: string;
  orderId: string | null;
  /** In the company's zone; the order that went wrong is the last one by then. */
  answeredOn: string;
  at: Date;
  /** Whether none of her answers was asked about before: what she and her twins were given earlier is asked once. */
  isHerFirst: boolean;
}

const at = of('at');

const known = packedRows({
  asked: { place },
  order: {
    id: orders.id,
    externalId: orders.externalId,
    amountMinor: orders.amountMinor,
    currency: orders.currency,
    orderedOn: orders.orderedOn,
  },
  her: {
    firstOrderOn: sql<
      string | null
    >`(SELECT o.ordered_on FROM orders o WHERE o.customer_id = ${of('customerId')}
      AND o.kind = 'order' AND o.ordered_on <= ${of('answeredOn')} ORDER BY o.ordered_on LIMIT 1)`,
    bestNps: sql<number | null>`(SELECT max(r.nps) FROM responses r WHERE r.customer_id = ${of('customerId')}
      AND r.answered_at BETWEEN ${of('since')} AND ${at} AND r.status = 'complete' AND r.id <> ${of('id')})`,
    earlierCases: sql<number>`(SELECT count(*) FROM cases c WHERE c.customer_id = ${of('customerId')}
      AND c.opened_at >= ${of('since')} AND (c.opened_at, c.id) < (${at}, ${of('caseId')}))`,
  },
  twin: {
    givenAt: sql<number | null>`iif(${of('isHerFirst')}, (SELECT max(g.proposed_at) FROM grants g
      WHERE ${stands} AND g.proposed_at < ${sql.placeholder('since')} AND g.customer_id IN (${twins})), NULL)`,
  },
});

const given = packedRows({
  asked: { place },
  grant: {
    id: grants.id,
    responseId: grants.responseId,
    customerId: grants.customerId,
    orderId: grants.orderId,
    wrong: grants.wrong,
    kind: grants.kind,
    currency: grants.currency,
    amountMinor: grants.amountMinor,
    /** An approval may have changed the amount. */
    proposedMinor: sql<
      number | null
    >`(SELECT e.data ->> 'amountMinor' FROM events e WHERE e.case_id = ${grants.caseId}
      AND e.kind = 'compensation-proposed' AND e.data ->> 'grantId' = ${grants.id} LIMIT 1)`,
    pointsWorthMinor: sql<number>`iif(${grants.currency} = ${sql.raw(`'${pointsCurrency}'`)},
      coalesce(${grants.details} ->> 'worthMinor', 0), 0)`,
    programId: grants.programId,
    policyId: grants.policyId,
    proposedAt: grants.proposedAt,
    isHeld: sql<number>`${grants.held} IS NOT NULL`,
    proposedBy: grants.proposedBy,
    status: grants.status,
    spentMinor: sql<number>`iif(${grants.status} IN ('expired', 'reversed'), ${spentWorthOf('grants')}, 0)`,
    expiresAt: grants.expiresAt,
    issuedAt: grants.issuedAt,
    validUntil: grants.validUntil,
    reversedAt: grants.reversedAt,
    decidedAt: grantDecisions.at,
  },
});

export type KnownThen = ReturnType<typeof known.unpack>[number];
export type GivenThen = ReturnType<typeof given.unpack>[number]['grant'];

/** What was known of each when it came, by its place among the asked. */
export async function factsThen(db: Database, asked: AskedAnswer[], since: Date): Promise<KnownThen[]> {
  const keys = asked.map(({ at, ...one }) => ({
    at: at.getTime(),
    since: monthsBefore(at, lookBackMonths).getTime(),
    ...one,
  }));
  const query = { asked: JSON.stringify(keys), since: since.getTime() };
  const [found] = await knownQuery(db).execute(query);
  return known.unpack(found?.rows ?? '[]').sort((a, b) => a.asked.place - b.asked.place);
}

/** What was given: in the case of each, or before `since` to her or to anybody for her order. */
export async function givenThen(db: Database, asked: AskedAnswer[], { facts, since }: Given) {
  const keys = asked.map(({ caseId, customerId, isHerFirst }, place) => ({
    caseId,
    customerId: isHerFirst ? customerId : null,
    orderId: facts[place]?.order.id ?? null,
  }));
  const [found] = await givenQuery(db).execute({ asked: JSON.stringify(keys), since: since.getTime() });
  const byPlace = asked.map((): GivenThen[] => []);
  for (const { asked: one, grant } of given.unpack(found?.rows ?? '[]')) byPlace[one.place]?.push(grant);
  return byPlace;
}

interface Given {
  facts: KnownThen[];
  since: Date;
}

const askedNames = ['id', 'caseId', 'customerId', 'orderId', 'answeredOn', 'at', 'isHerFirst', 'since'];

const knownQuery = preparedQuery((db) =>
  db
    .with(askedRows(db, askedNames))
    .select({
      rows: sql<string>`(SELECT ${known.rows} FROM ${askedTogether}
        LEFT JOIN ${orders} ON ${orders.id} = ${wrongedId} AND ${orders.kind} = 'order')`,
    })
    .from(sql`(SELECT 1)`)
    // Of a single table Drizzle leaves the columns' table out, and here they are several.
    .innerJoin(sql`(SELECT 1)`, sql`true`)
    .prepare(),
);

const before = sql`g.role = 'compensation' AND g.proposed_at < ${sql.placeholder('since')}`;

const givenQuery = preparedQuery((db) =>
  db
    .with(askedRows(db, ['caseId', 'customerId', 'orderId']))
    .select({
      rows: sql<string>`(SELECT ${given.rows} FROM ${askedTogether} JOIN ${grants} ON ${grants.id} IN (
        SELECT g.id FROM grants g WHERE g.case_id = ${of('caseId')} AND g.role = 'compensation'
        UNION SELECT g.id FROM grants g WHERE g.customer_id = ${of('customerId')} AND ${before}
        UNION SELECT g.id FROM grants g WHERE g.order_id = ${of('orderId')} AND ${stands} AND ${before})
        LEFT JOIN ${grantDecisions} ON ${grantDecisions.grantId} = ${grants.id})`,
    })
    .from(sql`(SELECT 1)`)
    .innerJoin(sql`(SELECT 1)`, sql`true`)
    .prepare(),
);
