import type { LetterValue, Words } from './letters-data.ts';

/** The company's own words for a round (0 the invitation) in a language. */
export function wordsOf({ letter, reminders }: LetterValue, round: number, locale: Locale): Words {
  const texts = round === 0 ? letter.texts : reminders[round - 1]?.texts;
  return texts?.[locale] ?? {};
}

/** With one of those words changed; an empty one is the shipped one again. */
export function withWords(
  value: LetterValue,
  { round, locale, words }: Place & { words: Words },
): LetterValue {
  const said = Object.fromEntries(
    Object.entries(words).filter(([, text]) => text !== undefined && text !== ''),
  );
  const changed = <T extends LetterValue['letter']['texts'] | undefined>(texts: T) => ({
    ...texts,
    [locale]: said,
  });
  if (round === 0) return { ...value, letter: { ...value.letter, texts: changed(value.letter.texts) } };
  return {
    ...value,
    reminders: value.reminders.map((reminder, at) =>
      at === round - 1 ? { ...reminder, texts: changed(reminder.texts) } : reminder,
    ),
  };
}

/** Where the server finds a problem with these words, up to the word's own name. */
export const placeOf = (round: number, locale: Locale): string =>
  round === 0 ? `letter.texts.${locale}` : `reminders.${round - 1}.texts.${locale}`;

/** The first place of a text that nothing can be filled into, as it is written. */
export const unknownPlaceholder = (text: string): string | undefined =>
  [...text.matchAll(/\{\{(.*?)\}\}/gs)].find(([, name = '']) => name !== 'name' && name !== 'company')?.[0];

/** A mail follows the reader's system; the preview shows either look. */
export function inScheme(html: string, scheme: 'light' | 'dark'): string {
  return html.replaceAll('(prefers-color-scheme: dark)', scheme === 'dark' ? 'all' : 'not all');
}

/** Whether a sender's address lies outside the domain that the company's mail is signed for. */
export function isOtherDomain(email: string | undefined, own: string): boolean {
  const domain = email?.split('@')[1]?.toLowerCase();
  const known = own.split('@')[1]?.toLowerCase() ?? '';
  return domain !== undefined && domain !== known && !domain.endsWith(`.${known}`);
}

export type Locale = 'en' | 'ar' | 'he' | 'ru';
interface Place {
  round: number;
  locale: Locale;
}
