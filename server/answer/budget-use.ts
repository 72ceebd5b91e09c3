import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { budgetUse } from '#db/schema/policies.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import type { Company } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
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
export function budgetWorth(
  { amountMinor, currency, details }: Pick<Charged, 'amountMinor' | 'currency' | 'details'>,
  { by, company }: Pick<UseChange, 'by' | 'company'>,
): { worthMinor: number; currency: string } {
  if (currency !== pointsCurrency) return { worthMinor: by, currency };
  const whole = Number(details.worthMinor ?? 0);
  const worthMinor = by === -amountMinor ? -whole : Math.trunc((whole * by) / Math.max(1, amountMinor));
  return { worthMinor, currency: company.currency };
}

/** Moves the budgets of the month in which a grant was proposed, the company's and its program's, with the grant. */
export function moveBudget({ db }: Pick<Deps, 'db'>, tx: Tx, { grant, by, company }: UseChange): void {
  const { policyId, programId, proposedAt } = grant;
  // Grants from before there were budgets took nothing.
  if (policyId === null && programId === null) return;
  const { worthMinor, currency } = budgetWorth(grant, { by, company });
  if (worthMinor === 0) return;
  const month = monthIn(company.timeZone, proposedAt);
  const scopes = ['company', ...(programId === null ? [] : [programId])];
  const usedMinor = sql`max(0, ${budgetUse.usedMinor} + ${worthMinor})`;
  if (worthMinor < 0) {
    const which = and(
      eq(budgetUse.month, month),
      eq(budgetUse.currency, currency),
      inArray(budgetUse.scope, scopes),
    );
    return tx.run(db.update(budgetUse).set({ usedMinor }).where(which));
  }
  const rows = scopes.map((scope) => ({ month, scope, currency, usedMinor: worthMinor }));
  const target = [budgetUse.month, budgetUse.scope, budgetUse.currency];
  tx.run(db.insert(budgetUse).values(rows).onConflictDoUpdate({ target, set: { usedMinor } }));
}
