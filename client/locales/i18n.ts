import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languages, nearestLanguage } from './languages.ts';

type Texts = { default: Record<string, unknown> };
const files = import.meta.glob<Texts>(['./*/*.json']);
const storageKey = 'amends.language';

const lazyTexts: BackendModule = {
  type: 'backend',
  init: () => {},
  read: async (language, room, done) => {
    const load = files[`./${language}/${room}.json`];
    if (!load) return done(new Error(`There are no ${room} texts in ${language}`), false);
    done(null, (await load()).default);
  },
};

/** Starts with the language last used on this device, else the browser's; the session then sets the person's. */
export async function startLanguages(language = remembered() ?? navigator.language) {
  await i18next
    .use(lazyTexts)
    .use(initReactI18next)
    .init({
      lng: nearestLanguage(language),
      supportedLngs: languages,
      load: 'languageOnly',
      fallbackLng: 'en',
      ns: ['desk'],
      defaultNS: 'desk',
      interpolation: { escapeValue: false },
    });
  return nearestLanguage(i18next.language);
}

/** Changes the language of the whole desk and remembers it for the sign-in page of this device. */
export async function speak(locale: string) {
  const language = nearestLanguage(locale);
  localStorage.setItem(storageKey, language);
  if (i18next.language !== language) await i18next.changeLanguage(language);
}

const remembered = () => localStorage.getItem(storageKey) ?? undefined;
