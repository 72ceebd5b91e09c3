import type { PolicyDocument, PolicyRule } from '#db/schema/policy-parts.ts';
import { reasonText } from '#surveys/reasons.ts';
import {
  lookBackMonths,
  ourWrong,
  pointsCurrency,
  type Compensation,
  type GivenCompensation,
} from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';
import { ruleFor, type PolicyFacts, type RuleFound } from './policy.ts';
import { giftOf, worthIn, type Gift } from './policy-gift.ts';
import {
  budgetsOf,
  guarded,
  heldBecause,
  monthsBefore,
  type Budgets,
  type Standing,
} from './policy-guards.ts';

/** The policy that decides; its id is null while a company has none of its own yet. */
export interface ActivePolicy {
  id: string | null;
  document: PolicyDocument;
}

export interface Deciding {
  /** Null where the company has switched its policy off. */
  policy: ActivePolicy | null;
  facts: PolicyFacts;
  standing: Standing;
  /** From 0 to below 1, always the same for the same customer: who is left out of the trial of compensation. */
  draw: number;
}

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
}

export type CompensationDecision =
  | { give: Compensation; writtenIf: WrittenIf; did: Fact[]; arm: 'offer' | null }
  | { refuse: Fact[]; arm: 'call-only' | null };

/** What a wrong is worth under the policy, or why it is answered with an apology alone (C4). */
export function decideCompensation(deciding: Deciding): CompensationDecision {
  const { policy, facts, standing } = deciding;
  if (!policy) return refuse(fact('no-compensation-no-policy'));
  const found = ruleFor(policy.document, facts);
  if (!found) return refuse(noRuleFor(facts));
  const { rule } = found;
  const named = fact('by-rule', { rule: rule.name });
  if (rule.give.kind === 'apology') return refuse(fact('no-compensation-apology', { rule: rule.name }));
  const owed = owedFor(rule, { document: policy.document, facts });
  if ('refuse' in owed) return refuse(owed.refuse);
  if (isGivenAlready(deciding)) return refuse(alreadyGiven(facts));
  const situation = { document: policy.document, standing, gift: owed.gift, ...partsOf(facts) };
  const passed = guarded(situation);
  if ('refuse' in passed) return refuse(passed.refuse);
  if (rule.give.amount && passed.gift.amountMinor <= 0) return refuse(tooSmall(facts));
  const { holdoutPercent } = policy.document;
  const isTried = holdoutPercent > 0 && passed.gift.worthMinor > 0;
  if (isTried && deciding.draw * 100 < holdoutPercent)
    return { refuse: [fact('no-compensation-call-only', { percent: holdoutPercent })], arm: 'call-only' };
  const held = heldBecause({ ...situation, gift: passed.gift });
  const did = [...passed.did, ...held];
  const why = [named, ...found.matched, ...passed.gift.why, ...orderFacts(facts), ...did];
  return {
    give: grantOf({ deciding, policy, found, gift: passed.gift, held, why }),
    writtenIf: writtenIf(deciding, policy.document, { gift: passed.gift, isHeld: held.length > 0 }),
    did,
    arm: isTried ? 'offer' : null,
  };
}

const refuse = (...why: Fact[]) => ({ refuse: why, arm: null });

const partsOf = ({ order, programId, currency }: PolicyFacts) => ({ order, programId, currency });

function noRuleFor({ wrong }: PolicyFacts): Fact {
  if (!wrong) return fact('no-compensation-no-wrong');
  const reason = reasonText(wrong);
  return ourWrong([wrong])
    ? fact('no-compensation-no-rule', { reason })
    : fact('no-compensation-apology-only', { reason });
}

/** Money is for a named wrong of an order (C2); words of a leader need neither (C7). */
function owedFor(
  rule: PolicyRule,
  { document: { points }, facts }: { document: PolicyDocument; facts: PolicyFacts },
): { gift: Gift } | { refuse: Fact } {
  const { wrong, order, currency } = facts;
  if (rule.give.amount) {
    if (!wrong) return { refuse: fact('no-compensation-no-wrong') };
    if (!order) return { refuse: fact('no-compensation-no-order') };
  }
  const gift = giftOf({ give: rule.give, order, points, currency });
  if (rule.give.amount && gift.amountMinor <= 0) return { refuse: tooSmall(facts) };
  return { gift };
}

const tooSmall = ({ order }: PolicyFacts): Fact =>
  fact('no-compensation-too-small', { order: order?.externalId ?? '' });

/** Design rule 3: once for an order and its wrong; where there is no order, once in the look-back. */
function isGivenAlready({ facts: { order, wrong }, standing: { given, now } }: Deciding): boolean {
  const code = wrong ? reasonText(wrong) : null;
  const since = monthsBefore(now, lookBackMonths);
  return given.some(
    (grant) =>
      grant.wrong === code &&
      grant.orderId === (order?.id ?? null) &&
      (grant.orderId !== null || (grant.isHers && grant.proposedAt >= since)),
  );
}

const alreadyGiven = ({ order }: PolicyFacts): Fact =>
  order
    ? fact('no-compensation-already-given', { order: order.externalId })
    : fact('no-compensation-given-lately', { months: lookBackMonths });

function orderFacts({ order }: PolicyFacts): Fact[] {
  if (!order) return [];
  const { externalId, orderedOn, wasAskedAbout } = order;
  return [fact(wasAskedAbout ? 'order-asked-about' : 'last-order', { order: externalId, orderedOn })];
}

interface Granting {
  deciding: Deciding;
  policy: ActivePolicy;
  found: RuleFound;
  gift: Gift;
  held: Fact[];
  why: Fact[];
}

function grantOf({ deciding, policy, found: { rule }, gift, held, why }: Granting): Compensation {
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

function writtenIf(
  { facts, standing }: Deciding,
  { guards }: PolicyDocument,
  { gift, isHeld }: { gift: Gift; isHeld: boolean },
): WrittenIf {
  const hers = standing.given.filter(({ isHers }) => isHers);
  const { run } = guards;
  const isBudgeted = gift.worthCurrency === facts.currency;
  return {
    month: standing.month,
    worthMinor: gift.worthMinor,
    worthCurrency: gift.worthCurrency,
    budgets: isBudgeted ? budgetsOf(guards, facts.programId) : { company: null, program: null },
    hers: { count: hers.length, amountMinor: hers.reduce((sum, one) => sum + one.amountMinor, 0) },
    run:
      run && !isHeld && gift.worthMinor > 0
        ? { answers: run.answers, since: new Date(standing.now.getTime() - run.hours * 3_600_000) }
        : null,
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
