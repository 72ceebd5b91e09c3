/** Which customers a program asks: tests joined by all, any and not. `server/ask/condition.ts` says what may be tested. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { field: string; is: string; value?: string | number | string[] };

/** What starts an invitation of a program that does not go out in waves, and how long after it. */
export interface Trigger {
  on: 'order' | 'departure' | 'event';
  /** The name of the event, when it is one. */
  event?: string;
  after: { minutes: number } | { days: number } | { months: number };
}

/** Asks only some of the audience, drawn at random, the same ones however often it is asked. */
export type Sample = { count: number } | { percent: number };

/** The words of a letter that differ from the shipped ones, by language. */
export type LetterTexts = Record<string, { subject?: string; ask?: string; time?: string; button?: string }>;

export interface Reminder {
  /** Days after the invitation, or after the reminder before. */
  afterDays: number;
  texts: LetterTexts;
}

/** How the invitations of a program look and who signs them; what is not said here is the company's. */
export interface ProgramLetter {
  senderName?: string;
  senderEmail?: string;
  replyTo?: string;
  accentColor?: string;
  texts: LetterTexts;
  /** The score row stands in the mail itself. */
  hasFirstQuestion: boolean;
}

/** At most so many contacts by a channel in so many days. */
export interface ContactCap {
  channel: 'email' | 'call';
  count: number;
  days: number;
}
