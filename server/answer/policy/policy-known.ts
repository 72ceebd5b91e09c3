import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { budgetUse } from '#db/schema/policies.ts';
import { programs } from '#db/schema/programs.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { ownDetailsOf } from '#server/company/codebook.ts';
import { theCodebook } from '#server/company/codebooks.ts';
import { theCompany } from '#server/company/company.ts';
import { theDepartments } from '#server/company/departments.ts';
import type { Deps } from '#server/deps.ts';
import { activePolicy } from '#server/listen/active-policy.ts';
import type { Known } from './policy-check.ts';

/** What a policy of this company may name. */
export async function knownTo(db: Database): Promise<Known> {
  const [departments, named, codebook] = await Promise.all([
    theDepartments(db),
    db.select({ id: programs.id }).from(programs),
    theCodebook(db),
  ]);
  return {
    departments: new Set(departments.map(({ code }) => code)),
    programs: new Set(named.map(({ id }) => id)),
    ownDetails: ownDetailsOf(codebook),
  };
}

/** What this month's compensation comes to, for the company and each program, against the budgets in force. */
export async function budgetsNow({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const { timeZone, currency } = await theCompany(db);
  const month = monthIn(timeZone, now());
  const guards = (await activePolicy(db))?.document.guards;
  const used = await db.select().from(budgetUse).where(eq(budgetUse.month, month));
  const ofScope = (scope: string) =>
    used.find((row) => row.scope === scope && row.currency === currency)?.usedMinor ?? 0;
  const budgets = guards?.budgetPerProgramMinor ?? {};
  const scopes = new Set([...Object.keys(budgets), ...used.map(({ scope }) => scope)]);
  scopes.delete('company');
  return {
    month,
    currency,
    company: { usedMinor: ofScope('company'), budgetMinor: guards?.budgetPerMonthMinor ?? null },
    programs: [...scopes].sort().map((programId) => ({
      programId,
      usedMinor: ofScope(programId),
      budgetMinor: budgets[programId] ?? null,
    })),
    /** In other currencies, which no budget bounds. */
    others: used
      .filter((row) => row.scope === 'company' && row.currency !== currency)
      .map((row) => ({ currency: row.currency, usedMinor: row.usedMinor })),
  };
}
