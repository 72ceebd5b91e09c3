import ar from '#client/locales/ar/case-templates.json' with { type: 'json' };
import en from '#client/locales/en/case-templates.json' with { type: 'json' };
import he from '#client/locales/he/case-templates.json' with { type: 'json' };
import ru from '#client/locales/ru/case-templates.json' with { type: 'json' };
import { unknownFields, type MailField } from '#client/locales/mail-fields.ts';
import type { mailTemplates } from '#db/schema/casework.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';

type Row = typeof mailTemplates.$inferSelect;
export interface MailWords {
  subject: string;
  body: string;
}
export type TemplateTexts = Partial<Record<Language, MailWords>>;

/** Words an agent starts a mail from. A shipped one has no name of its own while nobody gave it one. */
export interface MailTemplate {
  id: string;
  name: string;
  texts: TemplateTexts;
  isShipped: boolean;
  archivedAt: Date | null;
  /** Null while nobody has changed a shipped one. */
  updatedAt: Date | null;
}

export const shippedTemplateIds = ['apology', 'what-we-changed', 'cannot-reach-you', 'agreed-plan'] as const;

const shipped = { en, ar, he, ru } satisfies Record<Language, typeof en>;

/** The shipped templates with what the company made of them, then its own by name; the archived ones last. */
export function templatesOf(rows: Row[]): MailTemplate[] {
  const changed = new Map(rows.map((row) => [row.id, row]));
  const ours = shippedTemplateIds.map((id) => {
    const row = changed.get(id);
    return row ? { ...templateOf(row), isShipped: true } : untouched(id);
  });
  const own = rows
    .filter(({ id }) => !shippedTemplateIds.some((one) => one === id))
    .map(templateOf)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  return [...ours, ...own].toSorted((a, b) => Number(a.archivedAt !== null) - Number(b.archivedAt !== null));
}

function untouched(id: (typeof shippedTemplateIds)[number]): MailTemplate {
  const texts = Object.fromEntries(
    LANGUAGES.map((language) => {
      const { subject, body } = shipped[language][id];
      return [language, { subject, body }];
    }),
  );
  return { id, name: '', texts, isShipped: true, archivedAt: null, updatedAt: null };
}

const templateOf = ({ id, name, texts, archivedAt, updatedAt }: Row): MailTemplate => ({
  id,
  name,
  texts,
  isShipped: false,
  archivedAt,
  updatedAt,
});

/** Its words in the customer's language, else in the company's, else in any; null where it has none. */
export function wordsIn(
  texts: TemplateTexts,
  wanted: Language,
  home: Language,
): (MailWords & { language: Language }) | null {
  const language = [wanted, home, ...LANGUAGES].find((one) => texts[one]);
  const words = language && texts[language];
  return words ? { ...words, language } : null;
}

/** What is wrong with a template's words, by the field's own name. */
export function templateProblems(texts: TemplateTexts): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const language of LANGUAGES) {
    const words = texts[language];
    if (!words) continue;
    for (const part of ['subject', 'body'] as const) {
      const [unknown] = unknownFields(words[part]);
      if (words[part].trim() === '') problems[`texts.${language}.${part}`] = 'This is needed.';
      else if (unknown !== undefined) problems[`texts.${language}.${part}`] = `Nothing fills {{${unknown}}}.`;
    }
  }
  if (!LANGUAGES.some((language) => texts[language]))
    problems['texts'] = 'Write it in one language at least.';
  return problems;
}

/** What a place left for a person is called, in the language of the mail. */
export const blanksIn = (language: Language): Record<MailField, string> => shipped[language].blank;
