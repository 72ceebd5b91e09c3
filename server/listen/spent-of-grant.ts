import { sql, type SQL } from 'drizzle-orm';
import { pointsCurrency } from './compensation-policy.ts';

/** What a grant had been used for when it ended early: what was booked as given and not booked back. */
export const spentOf = (grant: string): SQL<number> =>
  sql.raw(`(
  SELECT coalesce(sum(CASE t.kind WHEN 'grant-issued' THEN abs(e.amount_minor) ELSE -abs(e.amount_minor) END), 0)
  FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account LIKE 'company:%'
  WHERE t.grant_id = ${grant}.id AND t.kind IN ('grant-issued', 'grant-reversed', 'grant-expired'))`) as SQL<number>;

/** The same in money: points at what they were worth when they were given, rounded down. */
export const spentWorthOf = (grant: string): SQL<number> =>
  sql<number>`CASE ${sql.raw(`${grant}.currency`)} WHEN ${sql.raw(`'${pointsCurrency}'`)}
    THEN ${spentOf(grant)} * coalesce(json_extract(${sql.raw(`${grant}.details`)}, '$.worthMinor'), 0)
      / max(1, ${sql.raw(`${grant}.amount_minor`)})
    ELSE ${spentOf(grant)} END`;
