import type { PolicyDocument, PolicyRule } from '#db/schema/policy-parts.ts';
import { reasonText } from '#surveys/reasons.ts';
import { lookBackMonths, ourWrong, type Compensation } from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';
import { ruleFor, type PolicyFacts } from './policy.ts';
import { giftOf, type Gift } from './policy-gift.ts';
import { guarded, heldBecause, monthsBefore, type Standing } from './policy-guards.ts';
import { proposalOf, writtenIf, type WrittenIf } from './policy-proposal.ts';

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
  const held = heldBecause({ gift: passed.gift, document: policy.document, standing, ...partsOf(facts) });
  const did = [...passed.did, ...held];
  const why = [named, ...found.matched, ...passed.gift.why, ...orderFacts(facts), ...did];
  return {
    give: proposalOf({ deciding, policy, found, gift: passed.gift, held, why }),
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
