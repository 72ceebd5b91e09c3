import type { GivenCompensation, WrongedOrder } from '#server/listen/compensation-policy.ts';
import { noHistory } from '#server/listen/follow-up.ts';
import type { PolicyFacts } from '#server/listen/policy.ts';
import { decideCompensation, type Deciding } from '#server/listen/policy-decision.ts';
import type { Standing } from '#server/listen/policy-guards.ts';
import { parseReason } from '#surveys/reasons.ts';
import { aPolicyDocument } from '#tests/support/policies.ts';

export const now = new Date('2026-10-14T07:00:00Z');

export const order: WrongedOrder = {
  id: 'o1',
  externalId: 'A-20418',
  amountMinor: 124_000,
  currency: 'SAR',
  orderedOn: '2026-10-04',
  wasAskedAbout: false,
};

export const given = (overrides: Partial<GivenCompensation> = {}): GivenCompensation => ({
  orderId: 'o1',
  wrong: 'service/wrong-item',
  amountMinor: 24_800,
  currency: 'SAR',
  pointsWorthMinor: 0,
  proposedAt: new Date('2026-10-10T07:00:00Z'),
  isHers: true,
  ...overrides,
});

/** A silver customer of two years who gave 2 of 10 for a late delivery. */
export const facts = (overrides: Partial<PolicyFacts> = {}): PolicyFacts => ({
  measure: 'nps',
  score: 2,
  wrong: parseReason('service/late-delivery'),
  department: 'delivery',
  tier: 'silver',
  programId: 'monthly',
  order,
  tenureMonths: 24,
  earlierCases: 1,
  isPromoter: false,
  currency: 'SAR',
  ...overrides,
});

export interface Told {
  facts?: Partial<PolicyFacts>;
  standing?: Partial<Standing>;
  policy?: Parameters<typeof aPolicyDocument>[0];
  draw?: number;
}

export const deciding = ({ policy, draw = 0.5, ...told }: Told = {}): Deciding => ({
  policy: { id: 'p1', document: aPolicyDocument(policy) },
  facts: facts(told.facts),
  standing: { ...noHistory.standing, month: '2026-10', now, ...told.standing },
  draw,
});

export const decide = (told: Told = {}) => decideCompensation(deciding(told));

/** The codes of why it was given, or of why not. */
export const codesOf = (decision: ReturnType<typeof decide>): string[] =>
  ('give' in decision ? decision.give.why : decision.refuse).map(({ code }) => code);
