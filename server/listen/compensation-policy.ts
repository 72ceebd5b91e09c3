import type { Reason } from '#surveys/reasons.ts';
import type { Fact } from './fact.ts';
import type { grants } from '#db/schema/grants.ts';

/** The figures of the policy a new company starts with. */
export const shippedPolicy = {
  /** Named in the grant, so that what was given under a rule can be counted. */
  rule: 'order-share-20',
  /** C2: a fifth of the order that went wrong, never of the next one. The same for every tier; a person approves (C4). */
  percentOfOrder: 20,
  /** All compensation for one order together stays at or below so much of it, whatever a policy says (design rule 3). */
  capPercentOfOrder: 150,
} as const;

/** How far back a compensation, an earlier case or a recommendation counts. */
export const lookBackMonths = 12;

/** The currency that points are an amount in. */
export const pointsCurrency = 'PTS';

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
  /** What points were worth when they were given, in the company's currency. */
  pointsWorthMinor: number;
  proposedAt: Date;
  /** Given to this customer, and not to another one for the same order. */
  isHers: boolean;
}

type GrantRow = typeof grants.$inferInsert;

/** What is proposed: the columns of a grant, and what must still hold when it is written. */
export interface Compensation {
  kind: GrantRow['kind'];
  orderId: string | null;
  wrong: string | null;
  amountMinor: number;
  currency: string;
  rule: string;
  policyId: string | null;
  programId: string;
  details: Record<string, string | number>;
  approval: 'agent' | 'manager' | 'admin';
  held: Fact[] | null;
  expiresAt: Date;
  why: Fact[];
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
