import { mailPage } from '#server/ask/preferences/mail-page.tsx';
import { filledParts } from '#server/email/filled-parts.tsx';
import { languageOf } from '#server/email/mail-texts.ts';
import ar from '#client/locales/ar/told.json' with { type: 'json' };
import en from '#client/locales/en/told.json' with { type: 'json' };
import he from '#client/locales/he/told.json' with { type: 'json' };
import ru from '#client/locales/ru/told.json' with { type: 'json' };

const texts = { en, ar, he, ru };

interface Asked {
  company: { name: string; accentColor: string };
  locale: string;
  email: string;
  state: 'ask' | 'done' | 'unknown';
}

/** Where the foot of a digest leads: reading it changes nothing, its one button does. */
export function stopPage({ company, locale, email, state }: Asked) {
  const { stopPage: words } = texts[languageOf(locale)];
  const values = { company: company.name, email };
  const told = { ask: words.ask, done: words.done, unknown: words.unknown }[state];
  return mailPage({
    company,
    locale,
    title: { ask: words.title, done: words.doneTitle, unknown: words.unknownTitle }[state],
    children: (
      <>
        <p>{filledParts(told, values)}</p>
        {state === 'ask' ? (
          <form method="post">
            <button className="main">{words.confirm}</button>
          </form>
        ) : null}
      </>
    ),
  });
}
