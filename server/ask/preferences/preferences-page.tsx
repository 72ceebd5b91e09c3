import { filledParts } from '../../email/filled-parts.tsx';
import { mailTexts } from '../../email/mail-texts.ts';
import { mailPage } from './mail-page.tsx';
import { choices, type Preference } from './preference.ts';
import type { Asked } from './unsubscribe-page.tsx';

interface Page extends Asked {
  preference: Preference;
  /** It has been chosen just now. */
  isSaved: boolean;
}

/** What she lets the company send: everything, only her own cases, or nothing. Its form posts; nothing else changes it. */
export function preferencesPage(page: Page) {
  const { preferencesPage: texts } = mailTexts(page.locale);
  const values = { company: page.company.name, email: page.email };
  return mailPage({
    ...page,
    title: texts.title,
    children:
      page.preference === 'stopped' ? (
        <p>{filledParts(texts.stopped, values)}</p>
      ) : (
        <>
          {page.isSaved ? <Saved page={page} /> : null}
          <Choices page={page} />
        </>
      ),
  });
}

function Saved({ page: { preference, company, locale } }: { page: Page }) {
  const { savedAll, savedCases, savedNothing, stopped } = mailTexts(locale).preferencesPage;
  const said = { all: savedAll, cases: savedCases, nothing: savedNothing, stopped };
  return (
    <p>
      <output className="saved">{filledParts(said[preference], { company: company.name })}</output>
    </p>
  );
}

function Choices({ page: { preference, company, email, token, locale, query } }: { page: Page }) {
  const { preferencesPage: texts } = mailTexts(locale);
  const words = {
    all: [texts.all, texts.allHint],
    cases: [texts.cases, texts.casesHint],
    nothing: [texts.nothing, texts.nothingHint],
  } as const;
  return (
    <form method="post" action={`/p/${token}${query}`}>
      <fieldset>
        <legend>{filledParts(texts.about, { company: company.name, email })}</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input type="radio" name="choice" value={choice} defaultChecked={choice === preference} />
            <span>
              {words[choice][0]}
              <small>{words[choice][1]}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <button className="main">{texts.save}</button>
    </form>
  );
}
