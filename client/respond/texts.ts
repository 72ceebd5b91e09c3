import ar from '#client/locales/ar/respond.json' with { type: 'json' };
import en from '#client/locales/en/respond.json' with { type: 'json' };
import he from '#client/locales/he/respond.json' with { type: 'json' };
import ru from '#client/locales/ru/respond.json' with { type: 'json' };
import type { Language } from '#surveys/languages.ts';

/** The survey page's texts in one language. */
export type RespondTexts = typeof en;

const TEXTS: Record<Language, RespondTexts> = { en, ar, he, ru };

export const respondTexts = (language: Language): RespondTexts => TEXTS[language];
