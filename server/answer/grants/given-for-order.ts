import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import type { PointsRules } from '#db/schema/policy-parts.ts';
import { spentOf } from '#server/listen/spent-of-grant.ts';
import type { Grant } from './grant.ts';
import { pointsCurrency } from './grant-kind.ts';

/**
 * What other compensation for a grant's order comes to, in money: points at what they are worth, and what was reversed or
 * lapsed with what had been spent of it.
 */
export function givenOtherwise(
  db: Database,
  { id, orderId }: Pick<Grant, 'id' | 'orderId'>,
  { hundredWorthMinor }: PointsRules,
) {
  const given = sql`CASE
    WHEN ${grants.status} = 'declined' THEN 0
    WHEN ${grants.status} IN ('expired', 'reversed') THEN ${spentOf('grants')}
    ELSE ${grants.amountMinor} END`;
  const inMoney = sql`CASE ${grants.currency}
    WHEN ${pointsCurrency} THEN ${given} * ${hundredWorthMinor ?? 0} / 100 ELSE ${given} END`;
  return db
    .select({
      givenMinor: sql<number>`coalesce(sum(${inMoney}), 0)`,
    })
    .from(grants)
    .where(and(eq(grants.orderId, orderId ?? ''), eq(grants.role, 'compensation'), ne(grants.id, id)));
}
