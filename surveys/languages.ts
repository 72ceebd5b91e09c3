/** The languages a customer can be asked in. The first is the one SurveyJS calls `default`. */
export const LANGUAGES = ['en', 'ar', 'he', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type InEveryLanguage = Record<Language, string>;

/** A SurveyJS text: one string for all, or `default` (English) and the others by code. */
export type LocalizedText = string | ({ default: string } & Partial<Record<string, string>>);

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.some((language) => language === value);

/** The direction the language is written in, as HTML's `dir` wants it. */
export const directionOf = (language: Language): 'ltr' | 'rtl' =>
  language === 'ar' || language === 'he' ? 'rtl' : 'ltr';

/** The text in a language; English where that language has none; empty when there is no text at all. */
export function textIn(text: LocalizedText | undefined, language: Language): string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  return (language === 'en' ? text.en : text[language]) ?? text.default;
}
