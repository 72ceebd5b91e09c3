import { desc, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { fulfilments, vouchers } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { staff } from '#db/schema/staff.ts';
import { theCompany } from '#server/company/company.ts';
import { DomainError } from '#server/errors.ts';
import { isSpent, pointsCurrency } from './grant-kind.ts';
import { creditOf, leftOnAccount } from './ledger-entries.ts';
import { worthOfPoints } from '#server/listen/points-held.ts';
import { approvalLimits } from './policy-limits.ts';

const latest = 100;

/** A customer by her id in the company's own system, and the currency the company works in. */
export async function customerByExternalId(db: Database, externalId: string) {
  const [customer] = await db
    .select({ id: customers.id })
    .from(customers)
    .where(eq(customers.externalId, externalId));
  if (!customer) throw new DomainError('not_found', 'There is no such customer.');
  return { ...customer, home: (await theCompany(db)).currency };
}

/** What the customer may spend: credit by currency, and points with what they are worth and from how many on (C9). */
export async function balanceOf(db: Database, customerId: string) {
  const [held, { points: rules }, { currency }] = await Promise.all([
    creditOf(db, customerId),
    approvalLimits(db),
    theCompany(db),
  ]);
  const points = held.find((one) => one.currency === pointsCurrency)?.balanceMinor ?? 0;
  const worth = worthOfPoints(points, rules);
  return {
    credit: held.filter((one) => one.currency !== pointsCurrency && one.balanceMinor !== 0),
    points: {
      points,
      leastToRedeem: rules.leastToRedeem,
      worth: worth === null ? null : { amountMinor: worth, currency },
    },
  };
}

/** All that a customer was given or is to be given, the latest first, with what is left of it. */
export async function grantsOf(db: Database, customerId: string) {
  const rows = await db
    .select({
      grant: grants,
      voucher: { code: vouchers.code, redeemedFor: vouchers.redeemedFor, redeemedAt: vouchers.redeemedAt },
      fulfilment: { way: fulfilments.way, state: fulfilments.state, receipt: fulfilments.receipt },
      reversedBy: staff.name,
    })
    .from(grants)
    .leftJoin(vouchers, eq(vouchers.grantId, grants.id))
    .leftJoin(fulfilments, eq(fulfilments.grantId, grants.id))
    .leftJoin(staff, eq(staff.id, grants.reversedBy))
    .where(eq(grants.customerId, customerId))
    .orderBy(desc(grants.proposedAt), desc(grants.id))
    .limit(latest);
  const spendable = rows.filter(({ grant }) => grant.status === 'issued' && isSpent(grant));
  const left = await leftIn(db, customerId, [...new Set(spendable.map(({ grant }) => grant.currency))]);
  return {
    balance: await balanceOf(db, customerId),
    grants: rows.map(({ grant, ...more }) => ({
      ...shown(grant),
      ...more,
      leftMinor: grant.status === 'issued' && isSpent(grant) ? (left.get(grant.id) ?? 0) : null,
    })),
  };
}

async function leftIn(db: Database, customerId: string, currencies: string[]): Promise<Map<string, number>> {
  const accounts = await Promise.all(
    currencies.map((currency) => leftOnAccount(db, { customerId, currency })),
  );
  return new Map(accounts.flatMap(({ left }) => [...left]));
}

function shown(grant: typeof grants.$inferSelect) {
  const { id, caseId, role, kind, amountMinor, currency, status, wrong, details } = grant;
  const { proposedAt, issuedAt, validUntil, reversedAt, reversalReason } = grant;
  const what = { id, caseId, role, kind, amountMinor, currency, status, wrong, details };
  return { ...what, proposedAt, issuedAt, validUntil, reversedAt, reversalReason };
}
