import i18next from 'i18next';
import texts from '#client/locales/en/customers.json' with { type: 'json' };
import type { Problem } from './problem.ts';

/** The problem in English, for the command line and for programs that call the API. */
export function problemText({ code, facts }: Problem): string {
  return english(`problem.${code}`, facts);
}

const english = (() => {
  const instance = i18next.createInstance();
  const resources = { en: { customers: texts } };
  void instance.init({
    lng: 'en',
    ns: ['customers'],
    defaultNS: 'customers',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance.t;
})();
