import { counter } from '#db/counter.ts';
import type { Tx } from '#db/client.ts';
import type { grants } from '#db/schema/grants.ts';
import { budgetUse } from '#db/schema/policies.ts';
import type { RawStatement } from '#db/unit.ts';
import { monthIn } from '../company/calendar-day.ts';
import { pointsCurrency } from './compensation-policy.ts';
import { standsText, twinsOf } from './guard-facts.ts';
import type { WrittenIf } from './policy-proposal.ts';

export interface Charge extends WrittenIf {
  customerId: string;
  programId: string;
  fromAddress: string | null;
  fromDevice: string | null;
}

const standsForHer = `FROM grants WHERE customer_id = ? AND role = 'compensation'
  AND status NOT IN ('declined', 'expired', 'reversed')`;

/** Her own case is among them by then, and counting stops where it is too many. */
const answersFrom = (column: 'from_address' | 'from_device') =>
  `(SELECT count(*) FROM (SELECT 1 FROM cases WHERE ${column} = ? AND opened_at >= ? LIMIT ?))`;

// `INDEXED BY`, or SQLite may read every compensation of a year instead of those of a few customers.
const unlessMoved = `(SELECT count(*) ${standsForHer}) = ? AND (SELECT coalesce(sum(amount_minor), 0) ${standsForHer}) = ?
  AND (? IS NULL OR (${answersFrom('from_address')} <= ? AND ${answersFrom('from_device')} <= ?))
  AND (? IS NULL OR NOT EXISTS (SELECT 1 FROM grants g INDEXED BY grants_customer
    WHERE ${standsText} AND g.proposed_at >= ?
    AND g.customer_id IN (${twinsOf('?')})))`;

const add = `INSERT INTO budget_use (month, scope, currency, used_minor) SELECT ?, ?, ?, ? WHERE`;
const within = `ON CONFLICT DO UPDATE SET used_minor = used_minor + excluded.used_minor
  WHERE ? IS NULL OR used_minor + excluded.used_minor <= ?`;

// Put together once: a text made anew is hashed anew where its statement is looked up.
const chargeCompany = `${add} ${unlessMoved} ${within}`;
const chargeProgram = `${add} true ${within}`;

const addToUse = counter(budgetUse, 'usedMinor');

/**
 * Charges a proposal to its month, for the company and for its program, if there is room and nothing that it was decided on
 * has changed. Else the unit fails, and it is decided afresh. Says so before the grant itself is written.
 */
export function chargeBudget(tx: Tx, charge: Charge): void {
  tx.must(forCompany(charge), 'What this was decided on has changed a moment ago.');
  const { month, worthMinor, worthCurrency: currency, budgets, programId } = charge;
  if (budgets.program === null)
    return tx.count(addToUse({ month, scope: programId, currency, usedMinor: worthMinor }));
  tx.must(
    {
      sql: chargeProgram,
      args: [month, programId, currency, worthMinor, budgets.program, budgets.program],
    },
    'The budget of this program has been used up a moment ago.',
  );
}

function forCompany(charge: Charge): RawStatement {
  const { month, worthMinor, worthCurrency, budgets, hers, run } = charge;
  const { customerId, fromAddress, fromDevice } = charge;
  const twinsSince = charge.twinsSince?.getTime() ?? null;
  const since = run ? run.since.getTime() : 0;
  const most = run?.answers ?? 0;
  const guards = [customerId, hers.count, customerId, hers.amountMinor, run ? most : null];
  const runs = [fromAddress, since, most + 1, most, fromDevice, since, most + 1, most];
  const twins = [twinsSince, twinsSince, customerId, customerId];
  const moved = [month, 'company', worthCurrency, worthMinor];
  return {
    sql: chargeCompany,
    args: [...moved, ...guards, ...runs, ...twins, budgets.company, budgets.company],
  };
}

type Charged = Pick<
  typeof grants.$inferSelect,
  'policyId' | 'programId' | 'amountMinor' | 'currency' | 'details' | 'proposedAt'
>;

/** What a grant costs the company, points by what they are worth. */
export function budgetWorth(
  { amountMinor, currency, details }: Pick<Charged, 'amountMinor' | 'currency' | 'details'>,
  company: { currency: string },
): { worthMinor: number; worthCurrency: string } {
  if (currency !== pointsCurrency) return { worthMinor: amountMinor, worthCurrency: currency };
  return { worthMinor: Number(details['worthMinor'] ?? 0), worthCurrency: company.currency };
}

/**
 * Gives back to its month's budgets what a grant took from them, when it is declined, expires or is reversed; or, with
 * `worthMinor`, only that much of it, as when less is approved than was proposed. More than was proposed is less than nothing.
 */
export function giveBack(
  tx: Tx,
  grant: Charged,
  { company, ...how }: { company: { timeZone: string; currency: string }; worthMinor?: number },
): void {
  // Grants from before there were budgets took nothing.
  if (grant.policyId === null && grant.programId === null) return;
  const whole = budgetWorth(grant, company);
  const { worthMinor = whole.worthMinor } = how;
  const month = monthIn(company.timeZone, grant.proposedAt);
  tx.run({
    sql: `UPDATE budget_use SET used_minor = max(0, used_minor - ?)
          WHERE month = ? AND currency = ? AND scope IN ('company', ?)`,
    args: [worthMinor, month, whole.worthCurrency, grant.programId],
  });
}
