import i18next from 'i18next';
import ar from '#client/locales/ar/case-mail.json' with { type: 'json' };
import en from '#client/locales/en/case-mail.json' with { type: 'json' };
import he from '#client/locales/he/case-mail.json' with { type: 'json' };
import ru from '#client/locales/ru/case-mail.json' with { type: 'json' };
import { nearestLanguage } from '#client/locales/languages.ts';

export type Say = (key: string, values?: Record<string, string | number>) => string;

const texts = i18next.createInstance({
  resources: { en: { mail: en }, ar: { mail: ar }, he: { mail: he }, ru: { mail: ru } },
  lng: 'en',
  fallbackLng: 'en',
  ns: ['mail'],
  defaultNS: 'mail',
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});
void texts.init();

/** The words of our mails in a language. */
export function sayIn(locale: string): Say {
  const t = texts.getFixedT(nearestLanguage(locale), 'mail');
  return (key, values) => t(key, values ?? {});
}
