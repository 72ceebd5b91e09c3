import { and, eq, or, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { GuardError, write } from '#db/client.ts';
import { company } from '#db/schema/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { theCompany, type Company } from './company.ts';
import type { settableCompany } from './input.ts';

export type CompanySettings = z.output<typeof settableCompany>;

const currencyIsFixed =
  'The currency is fixed: amounts are kept in it already, and changing its name would change their worth.';

/** Whether amounts are kept in the company's currency already. */
const moneyExists = sql<number>`(EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM grants)
  OR EXISTS (SELECT 1 FROM ledger_transactions)
  OR EXISTS (SELECT 1 FROM customers WHERE total_revenue_minor IS NOT NULL OR monthly_revenue_minor IS NOT NULL))`;

export async function readSettings(deps: Pick<Deps, 'db'>) {
  // Contact rules are read and changed by a way of their own.
  const {
    id: _,
    updatedAt: __,
    contactCaps: ___,
    quietFrom: ____,
    quietUntil: _____,
    ...settings
  } = await theCompany(deps.db);
  const [money] = await deps.db.select({ exists: moneyExists }).from(company);
  return { ...settings, isCurrencyFixed: money?.exists === 1 };
}

export async function changeSettings(
  deps: Deps,
  actor: { id: string },
  next: CompanySettings,
): Promise<void> {
  const { db } = deps;
  const before = await theCompany(db);
  const at = deps.now();
  const data = { changed: changedFields(before, next) };
  if (data.changed.length === 0) return;
  const mayHaveCurrency = or(eq(company.currency, next.currency), sql`NOT ${moneyExists}`);
  await write(db, (tx) => {
    tx.must(
      db
        .update(company)
        .set({ ...next, updatedAt: at })
        .where(and(eq(company.id, before.id), mayHaveCurrency)),
      currencyIsFixed,
    );
    record(db, tx, { kind: 'company-changed', actorId: actor.id, at, data });
  }).catch((error: unknown) => {
    if (!(error instanceof GuardError)) throw error;
    throw new DomainError('conflict', currencyIsFixed, { currency: currencyIsFixed });
  });
}

function changedFields(before: Company, next: CompanySettings): string[] {
  const old = new Map<string, unknown>(Object.entries(before));
  return Object.entries(next)
    .filter(([field, value]) => JSON.stringify(old.get(field)) !== JSON.stringify(value))
    .map(([field]) => field);
}
