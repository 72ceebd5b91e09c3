/** What stands in a mail's words until it is filled from the case. */
export const mailFields = ['name', 'company', 'agent', 'order', 'wrong', 'changed', 'offer'] as const;
export type MailField = (typeof mailFields)[number];

/** What a case fills them with; null where it has nothing to say. */
export type MailFacts = Record<MailField, string | null>;

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Names that stand in `{{ }}` and are no field. */
export function unknownFields(text: string): string[] {
  const named = [...text.matchAll(place)].map(([, name = '']) => name);
  return [...new Set(named.filter((name) => !mailFields.some((field) => field === name)))];
}

/**
 * Words with their fields filled. A paragraph about an offer is left out where nothing is offered; every other field
 * that the case cannot fill is left for a person, between [[ and ]], where `blanks` names it in the reader's language.
 */
export function filledMail(text: string, facts: MailFacts, blanks: Record<MailField, string>): string {
  return text
    .split(/\n{2,}/)
    .filter((paragraph) => facts.offer !== null || !paragraph.includes('{{offer}}'))
    .join('\n\n')
    .replace(place, (whole, name: string) => {
      const field = mailFields.find((one) => one === name);
      return field ? (facts[field] ?? `[[${blanks[field]}]]`) : whole;
    });
}
