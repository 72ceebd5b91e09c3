import ar from '#client/locales/ar/case-mail.json' with { type: 'json' };
import en from '#client/locales/en/case-mail.json' with { type: 'json' };
import he from '#client/locales/he/case-mail.json' with { type: 'json' };
import ru from '#client/locales/ru/case-mail.json' with { type: 'json' };
import { filled, languageOf } from '#server/email/mail-texts.ts';
import type { Language } from '#surveys/languages.ts';

type Flat<T, Path extends string = ''> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Path}${Key}` : Flat<T[Key], `${Path}${Key}.`>;
}[keyof T & string];

export type MailText = Flat<typeof en>;
export type Say = (text: MailText, values?: Record<string, string>) => string;

const texts: Record<Language, typeof en> = { en, ar, he, ru };

/** The words of this room's mails in a language. */
export function sayIn(locale: string): Say {
  const words = texts[languageOf(locale)];
  return (text, values = {}) => filled(textAt(words, text), values);
}

function textAt(words: object, path: string): string {
  const found = path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), words);
  return typeof found === 'string' ? found : path;
}
