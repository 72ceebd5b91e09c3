/** Which customers a program asks: tests joined by all, any and not. `server/ask/audience/condition.ts` says what may be tested. */
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

/** One text of a letter in every language, by language. */
export type ByLanguage = Record<string, string>;

/** The first question of a survey as it stands in the mail: each option is a link that preselects it. */
export interface FrozenQuestion {
  name: string;
  kind: 'scale' | 'choices';
  title: ByLanguage;
  /** In the order they are read; `value` as it stands in the link. */
  options: { value: string; label: ByLanguage }[];
  /** What the ends of a scale mean. */
  lowest: ByLanguage | null;
  highest: ByLanguage | null;
}

/** The words of one letter in one language. `{{name}}` and `{{company}}` stand in them until it is filled. */
export interface LetterWords {
  subject: string;
  preview: string;
  ask: string;
  time: string;
  button: string;
}

/** Everything the letters of a wave are made from, as it was when the wave opened. */
export interface FrozenLetter {
  company: { name: string; accentColor: string };
  logo: FrozenLogo | null;
  sender: { name: string; email: string; replyTo: string | null };
  /** Staff are told why they get it in other words, and cannot unsubscribe. */
  readers: 'customers' | 'staff';
  /** What `List-Id` says: one list per company and program. */
  listId: string;
  firstQuestion: FrozenQuestion | null;
  /** The invitation, then reminders 1 to 3, each by language. */
  rounds: Record<string, LetterWords>[];
  /** Days before each reminder, counted from the letter before; as many as there are reminders. */
  remindAfterDays: number[];
  /** What everybody who answers is given, and the wave whose draw it leads to. */
  thanks?: { text: ByLanguage; lottery: string | null };
}

/** A picture by the hash in its public path, and the size it is shown at. */
export interface FrozenLogo {
  hash: string;
  extension: 'png' | 'jpg';
  width: number;
  height: number;
}
