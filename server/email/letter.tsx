import { Body, Button, Container, Head, Html, Preview, Section, Text } from '@react-email/components';
import type { CSSProperties, ReactNode } from 'react';
import { directionOf } from '#surveys/languages.ts';
import { languageOf } from './mail-texts.ts';
import { readableInkOn } from './readable-ink.ts';

interface Props {
  company: { name: string; accentColor: string };
  locale: string;
  preview: string;
  children: ReactNode;
  /** Small, below the line. */
  foot?: ReactNode;
}

/** Every mail is a letter: the company's name, a few lines, at most one button. It loads nothing from anywhere. */
export function Letter({ company, locale, preview, children, foot }: Props) {
  const language = languageOf(locale);
  const dir = directionOf(language);
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyle}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={page} className="page" dir={dir}>
        <Container style={sheet} dir={dir}>
          <Text style={{ ...letterhead, borderColor: company.accentColor }} className="ink">
            <bdi>{company.name}</bdi>
          </Text>
          {children}
          {foot ? (
            <Section style={footing} className="foot">
              {foot}
            </Section>
          ) : null}
        </Container>
      </Body>
    </Html>
  );
}

export function Line({ children }: { children: ReactNode }) {
  return (
    <Text style={line} className="ink">
      {children}
    </Text>
  );
}

/** Small print under the line at the foot. */
export function FootLine({ children }: { children: ReactNode }) {
  return (
    <Text style={footLine} className="faint">
      {children}
    </Text>
  );
}

/** 50 px high: a thumb finds it. */
export function LetterButton({
  href,
  color,
  children,
}: {
  href: string;
  color: string;
  children: ReactNode;
}) {
  const paint = { backgroundColor: color, color: readableInkOn(color) };
  return (
    <Section style={{ margin: '28px 0' }}>
      <Button href={href} style={{ ...button, ...paint }}>
        {children}
      </Button>
    </Section>
  );
}

const darkStyle = `@media (prefers-color-scheme: dark) {
.page, .page td { background-color: #16181b !important; }
.ink { color: #e8e9eb !important; }
.faint, .faint a { color: #a3a8ae !important; }
.foot { border-color: #33373c !important; }
}`;

const family =
  "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans Arabic', 'Noto Sans Hebrew', sans-serif";
const ink = { color: '#1f2328', fontFamily: family };
const page: CSSProperties = { backgroundColor: '#ffffff', margin: 0, padding: 0 };
const sheet: CSSProperties = { maxWidth: '560px', padding: '32px 24px' };
const letterhead: CSSProperties = {
  ...ink,
  fontSize: '18px',
  fontWeight: 600,
  lineHeight: '28px',
  margin: '0 0 28px',
  padding: '0 0 14px',
  borderBottom: '2px solid',
};
const line: CSSProperties = { ...ink, fontSize: '17px', lineHeight: '27px', margin: '0 0 16px' };
const button: CSSProperties = {
  fontFamily: family,
  fontSize: '17px',
  fontWeight: 600,
  lineHeight: '22px',
  padding: '14px 26px',
  borderRadius: '8px',
  textDecoration: 'none',
};
const footing: CSSProperties = { borderTop: '1px solid #e3e5e8', marginTop: '36px', paddingTop: '16px' };
const footLine: CSSProperties = { ...ink, color: '#656c75', fontSize: '13px', lineHeight: '20px', margin: 0 };
