import { and, eq, ne, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/cases.ts';
import type { PointsRules } from '#db/schema/policy-parts.ts';
import type { Grant } from './grant.ts';
import { pointsCurrency } from './grant-kind.ts';

/** What a grant that ended early had been used for by then: what was booked as given and not booked back. */
const spentBeforeItsEnd = sql`(
  SELECT coalesce(sum(CASE t.kind WHEN 'grant-issued' THEN abs(e.amount_minor) ELSE -abs(e.amount_minor) END), 0)
  FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account LIKE 'company:%'
  WHERE t.grant_id = ${sql.raw('"grants"."id"')} AND t.kind IN ('grant-issued', 'grant-reversed', 'grant-expired'))`;

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
    WHEN ${grants.status} IN ('expired', 'reversed') THEN ${spentBeforeItsEnd}
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
