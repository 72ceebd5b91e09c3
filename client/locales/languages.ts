export const languages = ['en', 'ar', 'he', 'ru'] as const;
export type Language = (typeof languages)[number];

export const languageNames: Record<Language, string> = {
  en: 'English',
  ar: 'العربية',
  he: 'עברית',
  ru: 'Русский',
};

/** The language of ours that comes nearest to a tag such as `ar-SA`; English when none does. */
export function nearestLanguage(tag: string | undefined): Language {
  const base = tag?.toLowerCase().split('-')[0];
  return languages.find((language) => language === base) ?? 'en';
}

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  ['ar', 'he'].includes(nearestLanguage(language)) ? 'rtl' : 'ltr';
