import type { CSSProperties, ReactNode } from 'react';
import { directionOf } from '#surveys/languages.ts';
import { languageOf } from './mail-texts.ts';
import { readableInkOn } from './readable-ink.ts';

export interface LetterLogo {
  src: string;
  width: number;
  height: number;
}

interface Props {
  company: { name: string; accentColor: string; logo?: LetterLogo | null };
  locale: string;
  preview: ReactNode;
  children: ReactNode;
  /** Small, below the line. */
  foot?: ReactNode;
}

/** Every mail is a letter: the company's mark, a few lines, at most one button. It loads nothing but the logo. */
export function Letter({ company, locale, preview, children, foot }: Props) {
  const language = languageOf(locale);
  const dir = directionOf(language);
  return (
    <html lang={language} dir={dir}>
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=UTF-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <base target="_blank" />
        <style>{screenStyle}</style>
      </head>
      <body style={page} className="page" dir={dir}>
        <div style={previewOnly} data-skip-in-text="true">
          {preview}
        </div>
        <Table style={{ maxWidth: '600px', margin: '0 auto' }}>
          <div dir={dir} style={sheet} className="sheet">
            <Head company={company} />
            {children}
            {foot ? (
              <div style={footing} className="foot">
                {foot}
              </div>
            ) : null}
          </div>
        </Table>
      </body>
    </html>
  );
}

/** The logo, or the name in its place; where pictures are not shown, the logo's text is the name, set the same way. */
function Head({ company: { name, accentColor, logo } }: Pick<Props, 'company'>) {
  return (
    <p style={{ ...letterhead, borderColor: accentColor }}>
      {logo ? <img {...logo} alt={name} style={picture} className="logo" /> : <bdi>{name}</bdi>}
    </p>
  );
}

/** Outlook lays out tables only. */
function Table({ style, children }: { style: CSSProperties; children: ReactNode }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} border={0} style={style}>
      <tbody>
        <tr>
          {/* Outlook inherits a face from the cell, not from what stands around the table. */}
          <td style={ink} className="ink">
            {children}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

export function Line({ children }: { children: ReactNode }) {
  return <p style={line}>{children}</p>;
}

/** Small print under the line at the foot. */
export function FootLine({ children }: { children: ReactNode }) {
  return (
    <p style={footLine} className="faint">
      {children}
    </p>
  );
}

/** 50 px high: a thumb finds it. The cell is painted too, for Outlook. */
export function LetterButton({
  href,
  color,
  children,
}: {
  href: string;
  color: string;
  children: ReactNode;
}) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} border={0} style={{ margin: '28px 0' }}>
      <tbody>
        <tr>
          <td style={{ borderRadius: '8px', backgroundColor: color }}>
            <a href={href} style={{ ...button, border: `1px solid ${color}`, color: readableInkOn(color) }}>
              {children}
            </a>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const screenStyle = `@media (max-width: 480px) {
.sheet { padding: 24px 16px !important; }
}
@media (prefers-color-scheme: dark) {
.page { background-color: #16181b !important; }
.ink { color: #e8e9eb !important; }
.faint, .faint a { color: #a3a8ae !important; }
.foot { border-color: #33373c !important; }
.point { background-color: #22262a !important; border-color: #4b5258 !important; color: #e8e9eb !important; }
.logo { background-color: #ffffff !important; border-radius: 6px; padding: 6px; }
}`;

export const family =
  '-apple-system,Segoe UI,Roboto,Helvetica Neue,Arial,Noto Sans Arabic,Noto Sans Hebrew,sans-serif';
export const ink = { color: '#1f2328', fontFamily: family };
const page: CSSProperties = { backgroundColor: '#ffffff', margin: 0, padding: 0 };
const sheet: CSSProperties = { padding: '32px 24px' };
const previewOnly: CSSProperties = {
  display: 'none',
  overflow: 'hidden',
  maxHeight: 0,
  maxWidth: 0,
  opacity: 0,
};
const letterhead: CSSProperties = {
  fontSize: '18px',
  fontWeight: 600,
  lineHeight: '28px',
  margin: '0 0 28px',
  padding: '0 0 14px',
  borderBottom: '2px solid',
};
const picture: CSSProperties = { display: 'block', border: 0, maxWidth: '100%' };
const line: CSSProperties = { fontSize: '17px', lineHeight: '27px', margin: '0 0 16px' };
const button: CSSProperties = {
  display: 'inline-block',
  fontFamily: family,
  fontSize: '17px',
  fontWeight: 600,
  lineHeight: '22px',
  padding: '13px 26px',
  borderRadius: '8px',
  textDecoration: 'none',
};
const footing: CSSProperties = { borderTop: '1px solid #e3e5e8', marginTop: '36px', paddingTop: '16px' };
const footLine: CSSProperties = { color: '#656c75', fontSize: '13px', lineHeight: '20px', margin: 0 };
