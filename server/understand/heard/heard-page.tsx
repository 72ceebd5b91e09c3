import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { format } from '#client/locales/format.ts';
import { languageNames } from '#client/locales/languages.ts';
import ar from '#client/locales/ar/heard.json' with { type: 'json' };
import en from '#client/locales/en/heard.json' with { type: 'json' };
import he from '#client/locales/he/heard.json' with { type: 'json' };
import ru from '#client/locales/ru/heard.json' with { type: 'json' };
import { directionOf, LANGUAGES, type Language } from '#surveys/languages.ts';
import type { ShownComment } from './comments.ts';
import type { HeardFigures, HeardMeasure } from './heard-figures.ts';
import { HeardTable } from './heard-table.tsx';
import { Repairs } from './heard-repairs.tsx';
import { heardStyle } from './heard-style.ts';
import type { Repair } from './repairs.ts';
import { Voices } from './heard-voices.tsx';

export type HeardTexts = typeof en;
const texts: Record<Language, HeardTexts> = { en, ar, he, ru };

export interface Heard {
  language: Language;
  company: { name: string; accentColor: string; logoUrl: string | null; locale: Language };
  introduction: Partial<Record<Language, string>>;
  figures: HeardFigures;
  measures: HeardMeasure[];
  comments: ShownComment[];
  repairs: Repair[];
  /** The company's calendar day. */
  day: string;
  isPreview: boolean;
}

export type Told = Heard & { words: HeardTexts };

/** What was heard, for everybody: figures, words that may be shown, and what is being mended (C10). No script. */
export function heardPage(heard: Heard): { html: string; policy: string } {
  const style = heardStyle(heard.company.accentColor);
  const hash = createHash('sha256').update(style).digest('base64');
  const told = { ...heard, words: texts[heard.language] };
  return {
    html: `<!doctype html>${renderToStaticMarkup(<Document told={told} style={style} />)}`,
    policy: `default-src 'none'; style-src 'sha256-${hash}'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

function Document({ told, style }: { told: Told; style: string }) {
  const { language, company, words } = told;
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${words.title} · ${company.name}`}</title>
        <link rel="icon" href="data:," />
        {/* The text of this element is ours alone, and its hash is in the page's policy. */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <main>
          <p className="brand">
            {company.logoUrl ? <img src={company.logoUrl} alt="" /> : <span className="dot" />}
            <bdi>{company.name}</bdi>
          </p>
          {told.isPreview ? <p className="notice">{words.preview}</p> : null}
          <h1>{words.title}</h1>
          <p className="soft">{words.asOf.replace('{{day}}', format(language).day(told.day))}</p>
          <Introduction told={told} />
          <Part title={words.figures}>
            <HeardTable told={told} />
          </Part>
          <Part title={words.repairs}>
            <Repairs told={told} />
          </Part>
          <Voices told={told} />
          <p className="foot soft">{words.foot}</p>
          <OtherLanguages told={told} />
        </main>
      </body>
    </html>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** In the reader's language, or the company's, or whatever was written. */
function Introduction({ told: { introduction, language, company } }: { told: Told }) {
  const written = [language, company.locale, ...LANGUAGES].find((one) => introduction[one]);
  if (!written) return null;
  return (
    <p className="intro" lang={written} dir={directionOf(written)}>
      {introduction[written]}
    </p>
  );
}

/** Links that ask for the same page again, so that changing the language needs no script. */
function OtherLanguages({ told: { language, words } }: { told: Told }) {
  return (
    <nav className="languages" aria-label={words.languages}>
      {LANGUAGES.filter((one) => one !== language).map((one) => (
        <a key={one} href={`?lang=${one}`} lang={one} dir={directionOf(one)} hrefLang={one}>
          {languageNames[one]}
        </a>
      ))}
    </nav>
  );
}
