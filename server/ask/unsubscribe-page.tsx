import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf } from '#surveys/languages.ts';
import { filledParts } from '../email/filled-parts.tsx';
import { languageOf, mailTexts } from '../email/mail-texts.ts';
import { readableInkOn } from '../email/readable-ink.ts';

export type UnsubscribeState = 'ask' | 'done' | 'back' | 'unknown';

interface Page {
  state: UnsubscribeState;
  company: { name: string; accentColor: string };
  locale: string;
  email: string;
  token: string;
  /** `?lang=…` when the reader asked for another language than the one she is known by. */
  query: string;
}

const style = `
:root{color-scheme:light dark}
body{margin:0;background:#fff;color:#1c1b19;font:17px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,Arial,'Noto Sans Arabic','Noto Sans Hebrew',sans-serif}
main{max-inline-size:34rem;margin-inline:auto;padding:3rem 1.5rem}
.mark{font-weight:600;margin:0 0 2rem;padding-block-end:.75rem;border-block-end:2px solid #8886}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}
p{margin:0 0 1.75rem;overflow-wrap:anywhere}
button{font:inherit;font-weight:600;min-block-size:48px;padding:.6rem 1.5rem;border-radius:8px;border:1px solid #656c75;background:none;color:inherit;cursor:pointer}
button:focus-visible{outline:3px solid #4493f8;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#161614;color:#ece9e3}}
`;

/** The page behind a mail's unsubscribe link: no script, nothing from elsewhere; its buttons post. */
export function unsubscribePage(page: Page): { html: string; policy: string } {
  const paint = style + paintOf(page.company.accentColor);
  const hash = createHash('sha256').update(paint).digest('base64');
  return {
    html: `<!doctype html>${renderToStaticMarkup(<Document page={page} paint={paint} />)}`,
    policy: `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  };
}

function Document({ page, paint }: { page: Page; paint: string }) {
  const { unsubscribePage: texts } = mailTexts(page.locale);
  const language = languageOf(page.locale);
  const values = { company: page.company.name, email: page.email };
  const said: Record<UnsubscribeState, [string, ReactNode]> = {
    ask: [texts.title, filledParts(texts.ask, values)],
    done: [texts.doneTitle, filledParts(texts.done, values)],
    back: [texts.backTitle, filledParts(texts.back, values)],
    unknown: [texts.unknownTitle, texts.unknown],
  };
  const [title, text] = said[page.state];
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        {/* The text of this element is ours alone, and its hash is in the page's policy. */}
        <style dangerouslySetInnerHTML={{ __html: paint }} />
      </head>
      <body>
        <main>
          <p className="mark">
            <bdi>{page.company.name}</bdi>
          </p>
          <h1>{title}</h1>
          <p>{text}</p>
          <Choice page={page} />
        </main>
      </body>
    </html>
  );
}

function Choice({ page: { state, token, locale, query } }: { page: Page }) {
  const { unsubscribePage: texts } = mailTexts(locale);
  if (state === 'ask') {
    return (
      <form method="post" action={`/u/${token}${query}`}>
        <input type="hidden" name="List-Unsubscribe" value="One-Click" />
        <button className="main">{texts.confirm}</button>
      </form>
    );
  }
  if (state !== 'done') return null;
  return (
    <form method="post" action={`/u/${token}/resubscription${query}`}>
      <button>{texts.undo}</button>
    </form>
  );
}

function paintOf(accentColor: string): string {
  const accent = /^#[\da-f]{6}$/i.test(accentColor) ? accentColor : '#333333';
  return `button.main{background:${accent};border-color:${accent};color:${readableInkOn(accent)}}.mark{border-color:${accent}}`;
}
