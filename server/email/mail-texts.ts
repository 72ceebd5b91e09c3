import ar from '#client/locales/ar/mail.json' with { type: 'json' };
import en from '#client/locales/en/mail.json' with { type: 'json' };
import he from '#client/locales/he/mail.json' with { type: 'json' };
import ru from '#client/locales/ru/mail.json' with { type: 'json' };
import { isLanguage, type Language } from '#surveys/languages.ts';

export type MailTexts = typeof en;
const texts: Record<Language, MailTexts> = { en, ar, he, ru };

export const languageOf = (locale: string | null): Language => (isLanguage(locale) ? locale : 'en');

export const mailTexts = (locale: string): MailTexts => texts[languageOf(locale)];

/** The text with its `{{places}}` filled; what is filled in is never read for places again. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
