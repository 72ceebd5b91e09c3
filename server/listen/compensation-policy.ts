import { reasonText, type Reason } from '#surveys/reasons.ts';
import { fact, type Fact } from './fact.ts';

export interface CompensationPolicy {
  /** Named in the grant, so that what was given under a rule can be counted. */
  rule: string;
  percentOfOrder: number;
  /** All compensation for one order together stays at or below so much of it (design rule 3). */
  capPercentOfOrder: number;
  /** How far back a compensation is mentioned to who approves. */
  lookBackMonths: number;
}

/** C2: a fifth of the order that went wrong, never of the next one. The same for every tier; a person approves (C4). */
export const shippedPolicy: CompensationPolicy = {
  rule: 'order-share-20',
  percentOfOrder: 20,
  capPercentOfOrder: 150,
  lookBackMonths: 12,
};

/** The order that went wrong: the one asked about, or the customer's last one at or before the answer. */
export interface WrongedOrder {
  id: string;
  externalId: string;
  amountMinor: number;
  currency: string;
  orderedOn: string;
  wasAskedAbout: boolean;
}

/** Compensation that stands: neither declined, expired nor reversed. */
export interface GivenCompensation {
  orderId: string | null;
  wrong: string | null;
  amountMinor: number;
  currency: string;
  proposedAt: Date;
}

export interface Compensation {
  orderId: string;
  wrong: string;
  amountMinor: number;
  currency: string;
  rule: string;
  why: Fact[];
}

export type CompensationDecision = { give: Compensation } | { refuse: Fact };

/** What a wrong is worth under the policy, or why it is answered with an apology alone. */
export function compensationFor({
  reasons,
  order,
  given,
  policy,
  since,
}: {
  reasons: Reason[];
  order: WrongedOrder | null;
  given: GivenCompensation[];
  policy: CompensationPolicy;
  /** The start of the look-back. */
  since: Date;
}): CompensationDecision {
  const wrong = ourWrong(reasons);
  if (!wrong) return { refuse: noWrongOfOurs(reasons) };
  if (!order) return { refuse: fact('no-compensation-no-order') };
  const forOrder = given.filter(({ orderId }) => orderId === order.id);
  const code = reasonText(wrong);
  if (forOrder.some((grant) => grant.wrong === code)) return refused('already-given', order);
  const left = atMost(order, policy) - sum(forOrder);
  if (left <= 0) return refused('cap-reached', order);
  const share = shareOf(order.amountMinor, policy.percentOfOrder);
  if (share <= 0) return refused('too-small', order);
  const amountMinor = Math.min(share, left);
  const why = [
    shareFact(order, policy, amountMinor),
    fact(order.wasAskedAbout ? 'order-asked-about' : 'last-order', {
      order: order.externalId,
      orderedOn: order.orderedOn,
    }),
    ...(amountMinor < share ? [fact('cut-to-cap', { percent: policy.capPercentOfOrder })] : []),
    ...latelyFacts(given, { order, policy, since }),
    fact('needs-approval'),
  ];
  return {
    give: { orderId: order.id, wrong: code, amountMinor, currency: order.currency, rule: policy.rule, why },
  };
}

/** The first named cause that is ours to make good: a service wrong before a product fault. */
export function ourWrong<R extends Reason>(reasons: R[]): R | undefined {
  return (
    reasons.find(({ category }) => category === 'service') ??
    reasons.find(({ category }) => category === 'product')
  );
}

/** A share in whole minor units; half a unit rounds up, in the customer's favour. */
export function shareOf(amountMinor: number, percent: number): number {
  return Math.floor((amountMinor * percent + 50) / 100);
}

function atMost({ amountMinor }: WrongedOrder, { capPercentOfOrder }: CompensationPolicy): number {
  return Math.floor((amountMinor * capPercentOfOrder) / 100);
}

function noWrongOfOurs(reasons: Reason[]): Fact {
  const [named] = reasons;
  if (!named) return fact('no-compensation-no-wrong');
  return fact('no-compensation-apology-only', { reason: reasonText(named) });
}

function refused(why: 'already-given' | 'cap-reached' | 'too-small', order: WrongedOrder): { refuse: Fact } {
  return { refuse: fact(`no-compensation-${why}`, { order: order.externalId }) };
}

function shareFact(order: WrongedOrder, policy: CompensationPolicy, amountMinor: number): Fact {
  return fact('share-of-order', {
    percent: policy.percentOfOrder,
    amountMinor,
    orderMinor: order.amountMinor,
    currency: order.currency,
    order: order.externalId,
  });
}

function latelyFacts(
  given: GivenCompensation[],
  { order, policy, since }: { order: WrongedOrder; policy: CompensationPolicy; since: Date },
): Fact[] {
  const lately = given.filter(({ proposedAt }) => proposedAt >= since);
  const months = policy.lookBackMonths;
  if (lately.length === 0) return [fact('not-compensated-lately', { months })];
  const { currency } = order;
  const amountMinor = sum(lately.filter((grant) => grant.currency === currency));
  return [fact('compensated-lately', { count: lately.length, months, amountMinor, currency })];
}

function sum(grants: { amountMinor: number }[]): number {
  return grants.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
