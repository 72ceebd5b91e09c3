import i18next, { type TFunction } from 'i18next';
import { format, type Format } from '#client/locales/format.ts';
import { monthWords } from '#client/locales/month-words.ts';
import arDesk from '#client/locales/ar/desk.json' with { type: 'json' };
import arOverview from '#client/locales/ar/overview.json' with { type: 'json' };
import arTold from '#client/locales/ar/told.json' with { type: 'json' };
import enDesk from '#client/locales/en/desk.json' with { type: 'json' };
import enOverview from '#client/locales/en/overview.json' with { type: 'json' };
import enTold from '#client/locales/en/told.json' with { type: 'json' };
import heDesk from '#client/locales/he/desk.json' with { type: 'json' };
import heOverview from '#client/locales/he/overview.json' with { type: 'json' };
import heTold from '#client/locales/he/told.json' with { type: 'json' };
import ruDesk from '#client/locales/ru/desk.json' with { type: 'json' };
import ruOverview from '#client/locales/ru/overview.json' with { type: 'json' };
import ruTold from '#client/locales/ru/told.json' with { type: 'json' };
import { LANGUAGES, type Language } from '#surveys/languages.ts';
import { reasonLabel, type ReasonCategory } from '#surveys/reasons.ts';

const texts = i18next.createInstance();
void texts.init({
  initAsync: false,
  supportedLngs: LANGUAGES,
  defaultNS: 'told',
  ns: ['told', 'overview', 'desk'],
  resources: {
    en: { told: enTold, overview: enOverview, desk: enDesk },
    ar: { told: arTold, overview: arOverview, desk: arDesk },
    he: { told: heTold, overview: heOverview, desk: heDesk },
    ru: { told: ruTold, overview: ruOverview, desk: ruDesk },
  },
  interpolation: { escapeValue: false },
});

/** How figures are told to a colleague: in her language, in the company's zone. */
export interface Speech {
  language: Language;
  t: TFunction<['told', 'overview', 'desk']>;
  format: Format;
  months: ReturnType<typeof monthWords>;
  reasonLabel: (category: ReasonCategory, detail?: string | null) => string;
  now: Date;
}

export function speechIn(language: Language, { timeZone, now }: { timeZone: string; now: Date }): Speech {
  const t = texts.getFixedT(language, ['told', 'overview', 'desk']);
  return {
    language,
    t,
    format: format(language, timeZone),
    months: monthWords((key, values) => String(t(key, values ?? {})), now),
    reasonLabel: (category, detail = null) => reasonLabel({ category, detail }, language),
    now,
  };
}
