/** One mail to one person, complete and ready to go. */
export interface Mail {
  /** The id of its row in `messages`, and the idempotency key towards a provider. */
  id: string;
  from: { name: string; email: string };
  to: { name: string | null; email: string };
  replyTo?: string | null;
  subject: string;
  html: string;
  text: string;
  /** `html` and `text` as members of a JSON object in UTF-8, in pieces; for a transport that wants JSON, where known. */
  json?: (() => Uint8Array[]) | undefined;
  headers: Record<string, string>;
}

export type Delivery =
  | { outcome: 'sent'; providerId: string | null; note?: string }
  /** Will never go, whatever is tried: the address is wrong, the provider refuses it. */
  | { outcome: 'refused'; note: string };

/** Of one mail among many: trying this one again later may help. */
export type BatchDelivery = Delivery | { outcome: 'later'; note: string };

/** The port mail leaves by. `send` throws when trying again may help. */
export interface Mailer {
  transport: 'outbox' | 'smtp' | 'resend';
  /** True when the body must be kept in the database, because nobody else keeps it. */
  keepsBody: boolean;
  /** How many mails `sendBatch` takes. */
  batchSize: number;
  /** For how long a batch under the same key is known to be the same; null where keys mean nothing. */
  remembersKeysHours: number | null;
  /** True where the provider tells later, by a webhook, what became of a mail; else acceptance counts as delivered. */
  tellsDelivery: boolean;
  send(mail: Mail): Promise<Delivery>;
  /**
   * Hands over mails that belong together, at most `batchSize`, and says what became of each, in their order. Throws
   * `NotTaken` when surely none was accepted; anything else that it throws leaves that open, and then only the same
   * mails under the same key may be tried again.
   */
  sendBatch(mails: Mail[], key: string): Promise<BatchDelivery[]>;
  close(): Promise<void>;
}

/** The provider took nothing: the key is wrong, the limit reached, nobody there. `afterSeconds`: when to ask again. */
export class NotTaken extends Error {
  override name = 'NotTaken';

  constructor(
    message: string,
    readonly afterSeconds: number | null = null,
  ) {
    super(message);
  }
}

/** A batch for a transport that knows only single mails: one that fails does not keep the others. */
export function oneByOne(send: Mailer['send']): Mailer['sendBatch'] {
  return (mails) =>
    Promise.all(
      mails.map((mail) =>
        send(mail).catch((error: unknown): BatchDelivery => ({
          outcome: 'later',
          note: error instanceof Error ? error.message : String(error),
        })),
      ),
    );
}
