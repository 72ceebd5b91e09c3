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
  'no-compensation-no-wrong',
  'no-compensation-apology-only',
  'no-compensation-no-order',
  'no-compensation-already-given',
  'no-compensation-cap-reached',
  'no-compensation-too-small',
  'thanks-for-answering',
] as const;
export type FactCode = (typeof factCodes)[number];

export function fact(code: FactCode, facts: Fact['facts'] = {}): Fact {
  return { code, facts };
}
