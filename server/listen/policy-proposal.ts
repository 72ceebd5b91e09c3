import type { PolicyDocument } from '#db/schema/policy-parts.ts';
import { reasonText } from '#surveys/reasons.ts';
import {
  lookBackMonths,
  pointsCurrency,
  type Compensation,
  type GivenCompensation,
} from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';
import type { PolicyFacts, RuleFound } from './policy.ts';
import type { ActivePolicy, Deciding } from './policy-decision.ts';
import { worthIn, type Gift } from './policy-gift.ts';
import { budgetsOf, monthsBefore, twinsCountSince, type Budgets, type Standing } from './policy-guards.ts';

/** What must still be so when a proposal is written, or it is decided afresh. */
export interface WrittenIf {
  month: string;
  worthMinor: number;
  worthCurrency: string;
  budgets: Budgets;
  /** What the customer had been given then. */
  hers: { count: number; amountMinor: number };
  /** So many bad answers in a run may be given something unseen; null where a person looks anyway. */
  run: { answers: number; since: Date } | null;
  /** Since then no other customer under her address may have been given anything; null where a person looks anyway. */
  twinsSince: Date | null;
}

export interface Proposing {
  deciding: Deciding;
  policy: ActivePolicy;
  found: RuleFound;
  gift: Gift;
  held: Fact[];
  why: Fact[];
}

/** What is proposed, as the columns of a grant. */
export function proposalOf({ deciding, policy, found: { rule }, gift, held, why }: Proposing): Compensation {
  const { facts, standing } = deciding;
  const { kind, approval, validDays, details } = rule.give;
  const { proposalDays } = policy.document.guards;
  return {
    // Whatever is no apology is a kind of grant: a policy is not kept otherwise.
    kind: kind as Compensation['kind'],
    orderId: facts.order?.id ?? null,
    wrong: facts.wrong ? reasonText(facts.wrong) : null,
    amountMinor: gift.amountMinor,
    currency: gift.currency,
    rule: rule.id,
    policyId: policy.id,
    programId: facts.programId,
    details: {
      ...details,
      ...(validDays !== undefined && { validDays }),
      ...(gift.currency === pointsCurrency && { worthMinor: gift.worthMinor }),
    },
    approval,
    held: held.length > 0 ? held : null,
    expiresAt: new Date(standing.now.getTime() + proposalDays * 86_400_000),
    why: [...why, ...latelyFacts(standing, facts), fact('needs-approval')],
  };
}

export function writtenIf(
  { facts, standing }: Deciding,
  { guards }: PolicyDocument,
  { gift, isHeld }: { gift: Gift; isHeld: boolean },
): WrittenIf {
  const hers = standing.given.filter(({ isHers }) => isHers);
  const { run } = guards;
  const isUnseen = !isHeld && gift.worthMinor > 0;
  const isBudgeted = gift.worthCurrency === facts.currency;
  return {
    month: standing.month,
    worthMinor: gift.worthMinor,
    worthCurrency: gift.worthCurrency,
    budgets: isBudgeted ? budgetsOf(guards, facts.programId) : { company: null, program: null },
    hers: { count: hers.length, amountMinor: hers.reduce((sum, one) => sum + one.amountMinor, 0) },
    run:
      run && isUnseen
        ? { answers: run.answers, since: new Date(standing.now.getTime() - run.hours * 3_600_000) }
        : null,
    twinsSince: isUnseen ? twinsCountSince(guards, standing.now) : null,
  };
}

function latelyFacts({ given, now }: Standing, { order, currency: companyCurrency }: PolicyFacts): Fact[] {
  const months = lookBackMonths;
  const since = monthsBefore(now, months);
  const lately = given.filter(({ proposedAt }) => proposedAt >= since);
  if (lately.length === 0) return [fact('not-compensated-lately', { months })];
  const currency = order?.currency ?? companyCurrency;
  const amountMinor = lately.reduce((sum: number, one: GivenCompensation) => {
    return sum + worthIn(one, currency, companyCurrency);
  }, 0);
  return [fact('compensated-lately', { count: lately.length, months, amountMinor, currency })];
}
