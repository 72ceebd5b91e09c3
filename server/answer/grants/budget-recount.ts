import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { company } from '#db/schema/company.ts';
import { budgetUse } from '#db/schema/policies.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { worthOf } from './budget-use.ts';

export interface BudgetDifference {
  month: string;
  scope: string;
  currency: string;
  stored: number;
  counted: number;
}

/** What of a grant stands: all of it, nothing where it was declined, and what had been used where it ended early. */
const standing = sql<number>`CASE
  WHEN ${grants.status} = 'declined' THEN 0
  WHEN ${grants.status} NOT IN ('expired', 'reversed') THEN ${grants.amountMinor}
  ELSE (SELECT coalesce(sum(CASE t.kind WHEN 'grant-issued' THEN abs(e.amount_minor) ELSE -abs(e.amount_minor) END), 0)
    FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account LIKE 'company:%'
    WHERE t.grant_id = ${sql.raw('"grants"."id"')} AND t.kind IN ('grant-issued', 'grant-reversed', 'grant-expired')) END`;

/** Budgets whose use is not what a recount of their grants gives; empty when all is right. */
export async function budgetDifferences(db: Database): Promise<BudgetDifference[]> {
  const [home] = await db.select().from(company);
  if (!home) return [];
  const sums = new Map<string, number>();
  const add = (key: string[], amount: number) =>
    sums.set(key.join(' '), (sums.get(key.join(' ')) ?? 0) + amount);
  for (const grant of await chargedGrants(db)) {
    const { worthMinor, currency } = worthOf(grant, { amountMinor: grant.standing, company: home });
    const month = monthIn(home.timeZone, grant.proposedAt);
    for (const scope of ['company', ...(grant.programId ? [grant.programId] : [])])
      add([month, scope, currency], worthMinor);
  }
  const stored = new Map<string, number>();
  for (const row of await db.select().from(budgetUse))
    stored.set([row.month, row.scope, row.currency].join(' '), row.usedMinor);
  return [...new Set([...sums.keys(), ...stored.keys()])].flatMap((key) => {
    const [month = '', scope = '', currency = ''] = key.split(' ');
    const [is, should] = [stored.get(key) ?? 0, sums.get(key) ?? 0];
    return is === should ? [] : [{ month, scope, currency, stored: is, counted: should }];
  });
}

function chargedGrants(db: Database) {
  return db
    .select({
      programId: grants.programId,
      amountMinor: grants.amountMinor,
      currency: grants.currency,
      details: grants.details,
      proposedAt: grants.proposedAt,
      standing,
    })
    .from(grants)
    .where(and(eq(grants.role, 'compensation'), or(isNotNull(grants.policyId), isNotNull(grants.programId))));
}
