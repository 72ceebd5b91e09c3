import type { Tx } from '#db/client.ts';
import type { Company } from '#server/company/company.ts';
import { budgetWorth, giveBack } from '#server/listen/budget-use.ts';
import type { Deps } from '#server/deps.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { budgetUse } from '#db/schema/policies.ts';
import { sql } from 'drizzle-orm';
import { pointsCurrency } from './grant-kind.ts';
import type { Grant } from './grant.ts';

type Charged = Pick<Grant, 'policyId' | 'programId' | 'amountMinor' | 'currency' | 'details' | 'proposedAt'>;

export interface UseChange {
  grant: Charged;
  /** By so much of what the grant is counted in, points for points; negative gives back. */
  by: number;
  company: Pick<Company, 'timeZone' | 'currency'>;
}

/** What so much of a grant costs the company: points by what they were worth when they were proposed. */
export function worthOf(
  grant: Pick<Charged, 'amountMinor' | 'currency' | 'details'>,
  { by, company }: Pick<UseChange, 'by' | 'company'>,
): { worthMinor: number; currency: string } {
  const { worthMinor: whole, worthCurrency: currency } = budgetWorth(grant, company);
  if (grant.currency !== pointsCurrency) return { worthMinor: by, currency };
  return { worthMinor: Math.trunc((whole * by) / Math.max(1, grant.amountMinor)), currency };
}

/** Moves the budgets of the month in which a grant was proposed, the company's and its program's, with the grant. */
export function moveBudget({ db }: Pick<Deps, 'db'>, tx: Tx, { grant, by, company }: UseChange): void {
  const { worthMinor, currency } = worthOf(grant, { by, company });
  if (worthMinor === 0) return;
  if (worthMinor < 0) return giveBack(tx, grant, { company, worthMinor: -worthMinor });
  const { policyId, programId, proposedAt } = grant;
  // Grants from before there were budgets took nothing.
  if (policyId === null && programId === null) return;
  const month = monthIn(company.timeZone, proposedAt);
  const scopes = ['company', ...(programId === null ? [] : [programId])];
  const rows = scopes.map((scope) => ({ month, scope, currency, usedMinor: worthMinor }));
  const target = [budgetUse.month, budgetUse.scope, budgetUse.currency];
  const usedMinor = sql`${budgetUse.usedMinor} + ${worthMinor}`;
  tx.run(db.insert(budgetUse).values(rows).onConflictDoUpdate({ target, set: { usedMinor } }));
}
