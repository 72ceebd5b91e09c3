import type { MailContent } from '../letters/emails.tsx';
import { kindRules } from './grant-kind.ts';
import type { Grant } from './grant.ts';
import type { MailText, Say } from '../letters/mail-texts.ts';

export interface GrantMailFacts {
  locale: string;
  customerName: string;
  kind: Grant['kind'];
  role: Grant['role'];
  /** As it is written in the customer's language. */
  amount: string;
  /** Of a voucher. */
  code: string | null;
  /** The last day on which it may be used. */
  until: string | null;
  /** What points are worth, and from how many on they can be exchanged. */
  points: { worth: string; least: string } | null;
  order: string | null;
  wrong: string | null;
  agentName: string | null;
  companyName: string;
}

interface Words {
  subject: MailText;
  given: MailText;
}

const wordsOf = {
  'account-credit': { subject: 'given.subject.account', given: 'compensation.credit' },
  points: { subject: 'given.subject.points', given: 'given.points' },
  voucher: { subject: 'given.subject.voucher', given: 'given.voucher' },
  'free-order': { subject: 'given.subject.freeOrder', given: 'given.freeOrder' },
  'debt-write-off': { subject: 'given.subject.debt', given: 'given.debt' },
  // Told by whoever hands it over.
  'extra-service': null,
  'higher-class': null,
  'fixed-prices': null,
  'leader-call': null,
  'leader-letter': null,
} as const satisfies Record<Grant['kind'], Words | null>;

/** To the customer: what was given, how to use it, and until when. Null where a person tells her. */
export function grantMail(say: Say, facts: GrantMailFacts): MailContent | null {
  const { customerName, kind, amount, code, until, points, agentName, companyName } = facts;
  const words = wordsOf[kind];
  if (!words || !kindRules[kind].isMailed) return null;
  return {
    subject: say(words.subject, { amount }),
    locale: facts.locale,
    paragraphs: [
      say('greeting', { name: customerName }),
      opening(say, facts),
      say(words.given, { amount }),
      ...(code ? [say('given.code', { code })] : []),
      ...(points ? [say('given.pointsWorth', points)] : []),
      ...(until ? [say('given.until', { day: until })] : []),
      ...(agentName
        ? [say('compensation.person'), say('sign', { name: agentName, company: companyName })]
        : []),
    ],
    footer: companyName,
  };
}

function opening(say: Say, { role, order, wrong }: GrantMailFacts): string {
  if (role === 'reward') return say('given.thanks');
  if (!wrong) return say('compensation.sorryPlain');
  return order ? say('compensation.sorry', { order, wrong }) : say('compensation.sorryNoOrder', { wrong });
}
