import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { PointsRules } from '#db/schema/policy-parts.ts';
import { inForce, policyInForce } from './active-policy.ts';
import { pointsCurrency } from './compensation-policy.ts';
import type { SurveyLink } from './survey-link.ts';

/** Points as a customer is told of them (C9); `worth` is null where the policy says nothing of it. */
export interface PointsHeld {
  worth: { amountMinor: number; currency: string } | null;
  balance: number;
  balanceWorth: { amountMinor: number; currency: string } | null;
}

/** What points just given are worth under the policy in force, and what she holds with them, issued or about to be. */
export async function pointsOf(
  db: Database,
  { customer, company }: Pick<SurveyLink, 'customer' | 'company'>,
  given: number,
): Promise<PointsHeld> {
  const [held] = await db.all<{ balance: number; activeId: string | null; wasEverActive: number }>(sql`
    SELECT coalesce((SELECT balance_minor FROM ledger_balances
        WHERE account = ${`customer:${customer.id}`} AND currency = ${pointsCurrency}), 0)
      + coalesce((SELECT sum(amount_minor) FROM grants
        WHERE customer_id = ${customer.id} AND currency = ${pointsCurrency} AND status = 'approved'), 0) AS balance,
      ${inForce.activeId} AS activeId, ${inForce.wasEverActive} AS wasEverActive`);
  const policy = await policyInForce(db, {
    activeId: held?.activeId ?? null,
    wasEverActive: held?.wasEverActive === 1,
  });
  const rules = policy?.document.points ?? { hundredWorthMinor: null };
  const worth = (points: number) => {
    const amountMinor = worthOfPoints(points, rules);
    return amountMinor ? { amountMinor, currency: company.currency } : null;
  };
  const balance = held?.balance ?? 0;
  return { worth: worth(given), balance, balanceWorth: worth(balance) };
}

/** What points come to in minor units (C9): their share of what a hundred are worth, rounded down. Null where they have no worth. */
export function worthOfPoints(
  points: number,
  { hundredWorthMinor }: Pick<PointsRules, 'hundredWorthMinor'>,
): number | null {
  return hundredWorthMinor === null ? null : Math.floor((points * hundredWorthMinor) / 100);
}
