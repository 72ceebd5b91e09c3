import i18next, { type TFunction } from 'i18next';
import { format, type Format } from '#client/locales/format.ts';
import arAlerts from '#client/locales/ar/alerts.json' with { type: 'json' };
import arDesk from '#client/locales/ar/desk.json' with { type: 'json' };
import enAlerts from '#client/locales/en/alerts.json' with { type: 'json' };
import enDesk from '#client/locales/en/desk.json' with { type: 'json' };
import heAlerts from '#client/locales/he/alerts.json' with { type: 'json' };
import heDesk from '#client/locales/he/desk.json' with { type: 'json' };
import ruAlerts from '#client/locales/ru/alerts.json' with { type: 'json' };
import ruDesk from '#client/locales/ru/desk.json' with { type: 'json' };
import { labelOf, type Codebook } from '#server/company/codebook.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { LANGUAGES, type Language } from '#surveys/languages.ts';

const texts = i18next.createInstance();
void texts.init({
  initAsync: false,
  supportedLngs: LANGUAGES,
  defaultNS: 'alerts',
  ns: ['alerts', 'desk'],
  resources: {
    en: { alerts: enAlerts, desk: enDesk },
    ar: { alerts: arAlerts, desk: arDesk },
    he: { alerts: heAlerts, desk: heDesk },
    ru: { alerts: ruAlerts, desk: ruDesk },
  },
  interpolation: { escapeValue: false },
});

/** How cases are told of: in the reader's language, in the company's zone and with its reasons. */
export interface Speech {
  language: Language;
  t: TFunction<['alerts', 'desk']>;
  instant: (at: Date) => string;
  number: Format['number'];
  reason: (category: ReasonCategory, detail: string | null) => string;
}

export function speechIn(
  language: Language,
  { timeZone, codebook, now }: { timeZone: string; codebook: Codebook; now: Date },
): Speech {
  const { instant, number } = format(language, timeZone);
  return {
    language,
    t: texts.getFixedT(language, ['alerts', 'desk']),
    instant: (at) => instant(at, now),
    number,
    reason: (category, detail) => labelOf(codebook, { category, detail }, language),
  };
}
