import { FootLine, Letter, LetterButton, Line } from '#server/email/letter.tsx';
import type { Say } from './mail-texts.ts';

export interface Sender {
  name: string;
  accentColor: string;
}

export interface MailContent {
  subject: string;
  locale: string;
  paragraphs: string[];
  /** A customer's words, quoted in their own direction. */
  quote?: string | null;
  link?: { label: string; url: string };
  footer: string;
}

/** A letter, not a newsletter: words, perhaps one button, and who wrote it. */
export function CaseMail({ company, ...mail }: MailContent & { company: Sender }) {
  const { locale, paragraphs, quote, link } = mail;
  return (
    <Letter
      company={company}
      locale={locale}
      preview={paragraphs.slice(1, 3).join(' ').slice(0, 140)}
      foot={<FootLine>{company.name}</FootLine>}
    >
      {paragraphs.map((paragraph, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a letter's paragraphs have no other name
        <Line key={place}>
          <span dir="auto" style={{ display: 'block', whiteSpace: 'pre-line' }}>
            {paragraph}
          </span>
        </Line>
      ))}
      {quote ? (
        <blockquote dir="auto" style={{ ...quoted, borderColor: company.accentColor }}>
          <Line>{quote}</Line>
        </blockquote>
      ) : null}
      {link ? (
        <LetterButton href={link.url} color={company.accentColor}>
          {link.label}
        </LetterButton>
      ) : null}
    </Letter>
  );
}

const quoted = { margin: '0 0 16px', padding: '0 16px', borderInlineStart: '3px solid' } as const;

/** The same mail for readers without HTML. */
export function plainText({ paragraphs, quote, link, footer }: MailContent): string {
  const quoted = quote ? [quote.replace(/^/gm, '> ')] : [];
  const linked = link ? [`${link.label}: ${link.url}`] : [];
  return [...paragraphs, ...quoted, ...linked, `-- \n${footer}`].join('\n\n');
}

export interface AlertFacts {
  locale: string;
  /** What happened to it since it was opened; null while it is new. */
  news: string | null;
  customerName: string;
  score: number | null;
  scoreMost: number;
  reason: string | null;
  verbatim: string | null;
  /** Where and when the customer asked to be called. */
  call: { phone: string; wishedTime: 'any' | 'morning' | 'afternoon' | 'evening' } | null;
  /** By when the first contact or, after it, the resolution is due; null when neither is. */
  due: string | null;
  isContacted: boolean;
  hasOwner: boolean;
  url: string;
  companyName: string;
}

/** Of one case, to whoever is to hear of it: what happened, who, what score, which words, by when. */
export function alertMail(say: Say, facts: AlertFacts): MailContent {
  const { customerName: customer, news, reason } = facts;
  const due = facts.due ?? '';
  return {
    subject: news === null ? say('alert.subject', { customer, due }) : say('alert.news', { customer, news }),
    locale: facts.locale,
    paragraphs: [
      ...(news === null ? [] : [say('alert.news', { customer, news })]),
      ...whatHappened(say, facts),
      ...(reason ? [say('alert.reason', { reason })] : []),
      ...(due ? [say(facts.isContacted ? 'alert.resolve' : 'alert.due', { due })] : []),
      ...(facts.hasOwner ? [] : [say('alert.noOwner')]),
    ],
    quote: facts.verbatim,
    link: { label: say('alert.open'), url: facts.url },
    footer: facts.companyName,
  };
}

/** What she did: asked for a call, gave a score, or, with neither, named a wrong. */
function whatHappened(say: Say, { customerName: customer, score, scoreMost, call }: AlertFacts): string[] {
  const scored = { customer, score: String(score), max: String(scoreMost) };
  return [
    ...(call
      ? [say('alert.called', { customer, phone: call.phone, when: say(`alert.when.${call.wishedTime}`) })]
      : []),
    ...(score === null ? [] : [say('alert.scored', scored)]),
    ...(score === null && !call ? [say('alert.named', { customer })] : []),
  ];
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
