import type { Skip } from '../contact-rules.ts';

export const callOutcomes = ['reached', 'not-reached', 'declined', 'again'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** After so many calls that nobody answered, a customer is left in peace. */
export const mostTries = 3;

export type AfterCall =
  | { next: 'interview' }
  | { next: 'again-tomorrow' }
  /** At the time the customer has named. */
  | { next: 'again-then' }
  | { next: 'no-more'; because: Skip };

/** What follows a call; `triesBefore` counts the calls before it that nobody answered. */
export function afterCall(outcome: CallOutcome, triesBefore: number): AfterCall {
  if (outcome === 'reached') return { next: 'interview' };
  if (outcome === 'again') return { next: 'again-then' };
  if (outcome === 'declined') return { next: 'no-more', because: { code: 'declined', facts: {} } };
  const times = triesBefore + 1;
  if (times < mostTries) return { next: 'again-tomorrow' };
  return { next: 'no-more', because: { code: 'not-reached', facts: { times } } };
}

const phoneNames = [
  'phone',
  'mobile',
  'telephone',
  'cell',
  'tel',
  'whatsapp',
  'هاتف',
  'جوال',
  'موبايل',
  'טלפון',
  'נייד',
  'телефон',
  'мобильн',
];

/** The customer's number, if one of her attributes is called like one and looks like one. */
export function phoneOf(attributes: Record<string, string>): string | null {
  for (const name of phoneNames) {
    const found = Object.entries(attributes).find(
      ([attribute, text]) => attribute.toLowerCase().includes(name) && looksLikeNumber(text),
    );
    if (found) return found[1].trim();
  }
  return null;
}

function looksLikeNumber(text: string): boolean {
  return /^[+\d\s().\-/\u0660-\u0669]{5,30}$/u.test(text.trim());
}
