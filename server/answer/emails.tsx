import { Body, Button, Container, Head, Hr, Html, Preview, Section, Text } from '@react-email/components';
import { directionOf } from '#client/locales/languages.ts';
import type { Say } from './mail-texts.ts';

export interface MailContent {
  subject: string;
  locale: string;
  paragraphs: string[];
  /** A customer's words, quoted in their own direction. */
  quote?: string | null;
  link?: { label: string; url: string };
  footer: string;
}

type Style = Record<string, string | number>;

const styles = {
  body: {
    margin: 0,
    padding: '32px 16px',
    backgroundColor: '#ffffff',
    color: '#1c1b19',
    fontFamily: "'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Sans Hebrew', Arial, sans-serif",
  },
  container: { maxWidth: '560px', margin: '0 auto' },
  text: { margin: '0 0 16px', fontSize: '16px', lineHeight: '26px', whiteSpace: 'pre-line' },
  quote: { margin: '0 0 16px', padding: '0 16px', borderInlineStart: '3px solid #0f6b57', fontSize: '17px' },
  button: {
    padding: '11px 20px',
    borderRadius: '7px',
    backgroundColor: '#0f6b57',
    color: '#ffffff',
    fontSize: '15px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  rule: { margin: '28px 0 12px', borderColor: '#e7e4de' },
  footer: { margin: 0, fontSize: '13px', color: '#6d6962' },
} as const satisfies Record<string, Style>;

/** A letter, not a newsletter: words, perhaps one button, and who wrote it. */
export function CaseMail({ subject, locale, paragraphs, quote, link, footer }: MailContent) {
  const dir = directionOf(locale);
  return (
    <Html lang={locale} dir={dir}>
      <Head>
        <title>{subject}</title>
      </Head>
      <Preview>{paragraphs.slice(1, 3).join(' ').slice(0, 140)}</Preview>
      <Body style={styles.body} dir={dir}>
        <Container style={styles.container}>
          {paragraphs.map((paragraph, place) => (
            // oxlint-disable-next-line react/no-array-index-key -- a letter's paragraphs have no other name
            <Text key={place} style={styles.text} dir="auto">
              {paragraph}
            </Text>
          ))}
          {quote ? (
            <blockquote dir="auto" style={{ ...styles.text, ...styles.quote }}>
              {quote}
            </blockquote>
          ) : null}
          {link ? (
            <Section style={{ margin: '24px 0' }}>
              <Button href={link.url} style={styles.button}>
                {link.label}
              </Button>
            </Section>
          ) : null}
          <Hr style={styles.rule} />
          <Text style={styles.footer}>{footer}</Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The same mail for readers without HTML. */
export function plainText({ paragraphs, quote, link, footer }: MailContent): string {
  const quoted = quote ? [quote.replace(/^/gm, '> ')] : [];
  const linked = link ? [`${link.label}: ${link.url}`] : [];
  return [...paragraphs, ...quoted, ...linked, `-- \n${footer}`].join('\n\n');
}

export interface AlertFacts {
  locale: string;
  customerName: string;
  score: number | null;
  scoreMost: number;
  reason: string | null;
  verbatim: string | null;
  due: string;
  hasOwner: boolean;
  url: string;
  companyName: string;
}

/** To the owner of a case just opened: who, what score, which words, by when. */
export function alertMail(say: Say, facts: AlertFacts): MailContent {
  const { customerName: customer, score, scoreMost, reason, due } = facts;
  return {
    subject: say('alert.subject', { customer, due }),
    locale: facts.locale,
    paragraphs: [
      score === null
        ? say('alert.named', { customer })
        : say('alert.scored', { customer, score, max: scoreMost }),
      ...(reason ? [say('alert.reason', { reason })] : []),
      say('alert.due', { due }),
      ...(facts.hasOwner ? [] : [say('alert.noOwner')]),
    ],
    quote: facts.verbatim,
    link: { label: say('alert.open'), url: facts.url },
    footer: facts.companyName,
  };
}

export interface CompensationFacts {
  locale: string;
  customerName: string;
  amount: string;
  order: string | null;
  wrong: string | null;
  agentName: string | null;
  companyName: string;
}

/** To the customer whose compensation stands on her account. */
export function compensationMail(say: Say, facts: CompensationFacts): MailContent {
  const { customerName, amount, order, wrong, agentName, companyName } = facts;
  const plain = wrong ? say('compensation.sorryNoOrder', { wrong }) : say('compensation.sorryPlain');
  return {
    subject: say('compensation.subject', { amount }),
    locale: facts.locale,
    paragraphs: [
      say('greeting', { name: customerName }),
      order && wrong ? say('compensation.sorry', { order, wrong }) : plain,
      say('compensation.credit', { amount }),
      ...(agentName
        ? [say('compensation.person'), say('sign', { name: agentName, company: companyName })]
        : []),
    ],
    footer: companyName,
  };
}

/** To the customer, from the person who looks after her case: the agent's own letter, word for word. */
export function letterMail({
  letter,
  ...mail
}: {
  subject: string;
  locale: string;
  letter: string;
  companyName: string;
}): MailContent {
  const paragraphs = letter
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  return { subject: mail.subject, locale: mail.locale, paragraphs, footer: mail.companyName };
}
