import type { ReactNode } from 'react';
import { filledParts } from '../../email/filled-parts.tsx';
import { mailTexts } from '../../email/mail-texts.ts';
import { mailPage } from './mail-page.tsx';

export type UnsubscribeState = 'ask' | 'done' | 'back' | 'unknown';

export interface Asked {
  company: { name: string; accentColor: string };
  locale: string;
  email: string;
  token: string;
  /** `?lang=…` when the reader asked for another language than the one she is known by. */
  query: string;
}

/** The page behind a mail's unsubscribe link. */
export function unsubscribePage(page: Asked & { state: UnsubscribeState }) {
  const { unsubscribePage: texts } = mailTexts(page.locale);
  const values = { company: page.company.name, email: page.email };
  const said: Record<UnsubscribeState, [string, ReactNode]> = {
    ask: [texts.title, filledParts(texts.ask, values)],
    done: [texts.doneTitle, filledParts(texts.done, values)],
    back: [texts.backTitle, filledParts(texts.back, values)],
    unknown: [texts.unknownTitle, texts.unknown],
  };
  const [title, text] = said[page.state];
  return mailPage({
    ...page,
    title,
    children: (
      <>
        <p>{text}</p>
        <Choice page={page} />
      </>
    ),
  });
}

function Choice({ page: { state, token, locale, query } }: { page: Asked & { state: UnsubscribeState } }) {
  const { unsubscribePage: texts, preferencesPage } = mailTexts(locale);
  if (state === 'unknown') return null;
  const more = (
    <p className="more">
      <a href={`/p/${token}${query}`}>{preferencesPage.link}</a>
    </p>
  );
  if (state === 'back') return more;
  const isDone = state === 'done';
  return (
    <>
      <form method="post" action={`/u/${token}${isDone ? '/resubscription' : ''}${query}`}>
        {isDone ? null : <input type="hidden" name="List-Unsubscribe" value="One-Click" />}
        <button className={isDone ? undefined : 'main'}>{isDone ? texts.undo : texts.confirm}</button>
      </form>
      {more}
    </>
  );
}
