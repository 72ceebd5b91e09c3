/** One mail to one person, complete and ready to go. */
export interface Mail {
  /** The id of its row in `messages`, and the idempotency key towards a provider. */
  id: string;
  from: { name: string; email: string };
  to: { name: string | null; email: string };
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
}

export type Delivery =
  | { outcome: 'sent'; providerId: string | null }
  /** Will never go, whatever is tried: the address is wrong, the provider refuses it. */
  | { outcome: 'refused'; note: string };

/** The port mail leaves by. `send` throws when trying again may help. */
export interface Mailer {
  transport: 'outbox' | 'smtp' | 'resend';
  /** True when the body must be kept in the database, because nobody else keeps it. */
  keepsBody: boolean;
  send(mail: Mail): Promise<Delivery>;
  close(): Promise<void>;
}
