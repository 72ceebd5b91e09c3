import type { Reason } from '#surveys/reasons.ts';
import type { WrongedOrder } from '#server/listen/compensation-policy.ts';
import type { PolicyFacts } from '#server/listen/policy.ts';

/** A bad answer of a named program, with what was known of its customer when it came. */
export interface PastAnswer {
  /** The answer's own. */
  id: string;
  caseId: string;
  customerId: string;
  customerName: string;
  /** When it opened its case, or opened it again. */
  at: Date;
  /** `YYYY-MM` in the company's zone. */
  month: string;
  programId: string;
  measure: PolicyFacts['measure'];
  score: number | null;
  wrong: Reason | null;
  tier: PolicyFacts['tier'];
  department: string | null;
  order: WrongedOrder | null;
  tenureMonths: number | null;
  earlierCases: number;
  isPromoter: boolean;
  /** Not kept of an answer that opened a resolved case again. */
  fromAddress: string | null;
  fromDevice: string | null;
  /** Her e-mail address and telephone number as `#db/same-contact.ts` compares them, long enough to tell. */
  contacts: string[];
  /** When another customer with the same address or number was compensated last, before the time looked at. */
  twinGivenAt: Date | null;
  /** What the policy of then proposed. */
  proposed: PastGrant | null;
  /** What colleagues gave by hand, and what she or others were given for her order before the time looked at. */
  others: PastGrant[];
  /** Why nothing was proposed then, as a code; null where something was. */
  refusal: string | null;
}

/** Compensation that was really proposed, and what became of it. */
export interface PastGrant {
  id: string;
  customerId: string;
  orderId: string | null;
  wrong: string | null;
  kind: string;
  /** As it was proposed. */
  amountMinor: number;
  currency: string;
  pointsWorthMinor: number;
  programId: string | null;
  policyId: string | null;
  proposedAt: Date;
  /** Whose budget it was, `YYYY-MM`. */
  month: string;
  isHeld: boolean;
  isByHand: boolean;
  settled: Settlement | null;
}

/** From then on only so much of it stands; 0 where it was declined, expired or was reversed. */
export interface Settlement {
  at: Date;
  leftMinor: number;
  /** What had been spent of it where nothing stands, in money. */
  spentMinor: number;
}
