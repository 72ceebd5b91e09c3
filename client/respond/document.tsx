import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { directionOf, type Language } from '#surveys/languages.ts';

/** Whose page it is, and how it looks. */
export type Frame = {
  language: Language;
  company: { name: string; logoUrl?: string; accent?: { light: string; dark: string } };
  /** The text of `respond.css`; see `respond-assets.ts`. */
  css: string;
};

type Document = {
  frame: Frame;
  title: string;
  /** Which page it is, for the script: `survey`, or the state it tells of. */
  page: string;
  children: ReactNode;
  /** What stands behind the page and is not read. */
  behind?: ReactNode;
};

const COLOUR = /^#[0-9a-f]{6}$/iu;

/** The style sheet with the company's colour, exactly as it stands in the page. */
export function styleOf({ css, company: { accent } }: Frame): string {
  if (!accent || !COLOUR.test(accent.light) || !COLOUR.test(accent.dark)) return css;
  return `${css}:root{--accent:${accent.light}}@media (prefers-color-scheme:dark){:root{--accent:${accent.dark}}}`;
}

/** The header every page of `/s/…` is sent with: nothing of anybody else, no inline script, no framing. */
export function contentSecurityPolicy(frame: Frame): string {
  const style = createHash('sha256').update(styleOf(frame)).digest('base64');
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'sha256-${style}'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** One whole HTML document. */
export function documentOf({ frame, title, page, children, behind }: Document): string {
  const { language, company } = frame;
  const markup = renderToStaticMarkup(
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${title} · ${company.name}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: styleOf(frame) }} />
      </head>
      <body>
        <main data-of={page}>
          <p className="brand">
            {company.logoUrl ? <img src={company.logoUrl} alt="" /> : <span className="dot" />}
            <bdi>{company.name}</bdi>
          </p>
          {children}
        </main>
        {behind}
      </body>
    </html>,
  );
  return `<!doctype html>${markup}`;
}
