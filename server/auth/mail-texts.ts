import i18next, { type TFunction } from 'i18next';
import ar from '#client/locales/ar/sign-in-mail.json' with { type: 'json' };
import en from '#client/locales/en/sign-in-mail.json' with { type: 'json' };
import he from '#client/locales/he/sign-in-mail.json' with { type: 'json' };
import ru from '#client/locales/ru/sign-in-mail.json' with { type: 'json' };
import type { Actor } from './actor.ts';

const room = 'sign-in-mail';

/** Says the texts of the mails to the staff in a language. */
export function mailTexts(locale: Actor['locale']): TFunction<typeof room> {
  const texts = i18next.createInstance({
    lng: locale,
    fallbackLng: 'en',
    ns: [room],
    defaultNS: room,
    initAsync: false,
    resources: { en: { [room]: en }, ar: { [room]: ar }, he: { [room]: he }, ru: { [room]: ru } },
    interpolation: { escapeValue: false },
  });
  void texts.init();
  return texts.getFixedT(locale, room);
}
