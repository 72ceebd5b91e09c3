import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf } from '#surveys/languages.ts';
import { languageOf } from '../../email/mail-texts.ts';
import { readableInkOn } from '../../email/readable-ink.ts';

interface Page {
  company: { name: string; accentColor: string };
  locale: string;
  title: string;
  children: ReactNode;
}

const style = `
:root{color-scheme:light dark}
body{margin:0;background:#fff;color:#1c1b19;font:17px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,Arial,'Noto Sans Arabic','Noto Sans Hebrew',sans-serif}
main{max-inline-size:34rem;margin-inline:auto;padding:3rem 1.5rem}
.mark{font-weight:600;margin:0 0 2rem;padding-block-end:.75rem;border-block-end:2px solid #8886}
h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}
p{margin:0 0 1.75rem;overflow-wrap:anywhere}
button{font:inherit;font-weight:600;min-block-size:48px;padding:.6rem 1.5rem;border-radius:8px;border:1px solid #656c75;background:none;color:inherit;cursor:pointer}
:focus-visible{outline:3px solid #4493f8;outline-offset:2px}
fieldset{border:0;margin:0 0 1.75rem;padding:0}
legend{padding:0;margin:0 0 1rem}
label{display:flex;gap:.75rem;align-items:baseline;padding:.8rem 1rem;margin-block-end:.6rem;border:1px solid #8889;border-radius:8px;cursor:pointer}
label:has(:checked){border-color:currentcolor}
label small{display:block;font-size:.875rem;opacity:.8}
input{inline-size:18px;block-size:18px;flex:none;margin:0;transform:translateY(3px)}
.more{margin-block-start:1.75rem}
a{color:inherit}
.saved{font-weight:600}
@media (prefers-color-scheme:dark){body{background:#161614;color:#ece9e3}}
`;

/** A page behind the foot of a mail: no script, nothing from elsewhere; its buttons post. */
export function mailPage(page: Page): { html: string; policy: string } {
  const paint = style + paintOf(page.company.accentColor);
  const hash = createHash('sha256').update(paint).digest('base64');
  return {
    html: `<!doctype html>${renderToStaticMarkup(<Document page={page} paint={paint} />)}`,
    policy: `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  };
}

function Document({ page: { company, locale, title, children }, paint }: { page: Page; paint: string }) {
  const language = languageOf(locale);
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
            <bdi>{company.name}</bdi>
          </p>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}

function paintOf(accentColor: string): string {
  const accent = /^#[\da-f]{6}$/i.test(accentColor) ? accentColor : '#333333';
  return `input{accent-color:${accent}}button.main{background:${accent};border-color:${accent};color:${readableInkOn(accent)}}.mark{border-color:${accent}}`;
}
