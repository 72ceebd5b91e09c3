/** A fact people are told why something was decided by: a code with the values its sentence needs (`why.json`). */
export interface Fact {
  code: FactCode;
  facts: Record<string, string | number>;
}

export const factCodes = [
  'bad-nps',
  'bad-csat',
  'service-wrong',
  'asked-for-call',
  'already-open',
  'reopened',
  'partly',
  'not-put-right',
  'no-contact',
  'share-of-order',
  'order-asked-about',
  'last-order',
  'cut-to-cap',
  'compensated-lately',
  'not-compensated-lately',
  'needs-approval',
  'by-rule',
  'matched-score',
  'matched-reason',
  'matched-department',
  'matched-tier',
  'matched-program',
  'matched-order',
  'matched-tenure',
  'matched-earlier-cases',
  'matched-promoter',
  'matched-no-promoter',
  'fixed-amount',
  'points-given',
  'raised-to-least',
  'lowered-to-most',
  'cut-to-customer-cap',
  'held-run-address',
  'held-run-device',
  'held-duplicate',
  'held-other-currency',
  'no-compensation-no-policy',
  'no-compensation-no-rule',
  'no-compensation-apology',
  'no-compensation-given-lately',
  'no-compensation-other-currency',
  'no-compensation-cooldown',
  'no-compensation-customer-cap',
  'no-compensation-budget',
  'no-compensation-program-budget',
  'no-compensation-call-only',
  'no-compensation-no-wrong',
  'no-compensation-apology-only',
  'no-compensation-no-order',
  'no-compensation-already-given',
  'no-compensation-cap-reached',
  'no-compensation-too-small',
  'thanks-for-answering',
  'proposed-by-hand',
  'proposal-note',
  'won-the-draw',
] as const;
export type FactCode = (typeof factCodes)[number];

export function fact(code: FactCode, facts: Fact['facts'] = {}): Fact {
  return { code, facts };
}
