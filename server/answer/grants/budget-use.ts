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
  /** How much stood before and stands now, in what the grant is counted in: points for points. */
  from: number;
  to: number;
  company: Pick<Company, 'timeZone' | 'currency'>;
}

/** What so much of a grant costs the company: points by what they were worth when they were proposed, rounded down. */
export function worthOf(
  grant: Pick<Charged, 'amountMinor' | 'currency' | 'details'>,
  { amountMinor, company }: { amountMinor: number; company: Pick<Company, 'currency'> },
): { worthMinor: number; currency: string } {
  const { worthMinor: whole, worthCurrency: currency } = budgetWorth(grant, company);
  if (grant.currency !== pointsCurrency) return { worthMinor: amountMinor, currency };
  return { worthMinor: Math.floor((whole * amountMinor) / Math.max(1, grant.amountMinor)), currency };
}

/** The same grant at another amount, its points at what so many of them are worth. */
export function atAmount<T extends Pick<Charged, 'amountMinor' | 'currency' | 'details'>>(
  grant: T,
  { amountMinor, company }: { amountMinor: number; company: Pick<Company, 'currency'> },
): T {
  if (grant.currency !== pointsCurrency) return { ...grant, amountMinor };
  const { worthMinor } = worthOf(grant, { amountMinor, company });
  return { ...grant, amountMinor, details: { ...grant.details, worthMinor } };
}

/** Moves the budgets of the month in which a grant was proposed, the company's and its program's, with the grant. */
export function moveBudget({ db }: Pick<Deps, 'db'>, tx: Tx, { grant, from, to, company }: UseChange): void {
  const { worthMinor: before, currency } = worthOf(grant, { amountMinor: from, company });
  const worthMinor = worthOf(grant, { amountMinor: to, company }).worthMinor - before;
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
