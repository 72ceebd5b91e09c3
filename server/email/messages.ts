import { eq } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { isAddress } from './mail-header.ts';
import type { BatchDelivery, Delivery, Mail } from './mailer.ts';
import type { MessageKind } from './message-kind.ts';
import { keepMessages, mailOf, type Result } from './message-rows.ts';
import type { MailRefusal } from './suppression.ts';
import { mailRefusals } from './suppressions.ts';

export interface Message {
  /** Made from what causes it, so that a retry meets its own row. */
  id: string;
  kind: MessageKind;
  to: { name: string | null; email: string };
  /** Who signs it, where it is not the company. */
  from?: { name: string; email: string };
  replyTo?: string | null;
  locale: string;
  subject: string;
  html: string;
  text: string;
  /** As in `Mail`. */
  json?: () => Uint8Array[];
  headers?: Record<string, string>;
  customerId?: string | null;
  invitationId?: string | null;
  caseId?: string | null;
}

export type SendOutcome = 'sent' | 'suppressed' | 'refused';

/** What else is written in the transaction that writes the message's row. `refusal` says why one was suppressed. */
export type Alongside = (tx: Tx, result: { outcome: SendOutcome; refusal: MailRefusal | null }) => void;

/**
 * The only way out for mail. Throws when trying again may help; the same id never goes out again once its row stands.
 * The row is written after the transport took the mail, so a crash between the two sends it again under one Message-ID.
 */
export async function sendMessage(deps: Deps, message: Message, alongside?: Alongside): Promise<SendOutcome> {
  const known = await statusOf(deps, message.id);
  if (known) return known === 'failed' ? 'refused' : known;
  const [[refusal], sender] = await Promise.all([
    mailRefusals(deps.db, [recipientOf(message)]),
    theSender(deps),
  ]);
  const mail = mailOf(message, sender);
  if (refusal) return keep(deps, message, { mail, result: { outcome: 'suppressed', refusal }, alongside });
  const result = isAddress(mail.to.email) ? await deps.mailer.send(mail) : noAddress;
  return keep(deps, message, { mail, result, alongside });
}

async function statusOf({ db }: Deps, id: string) {
  const [row] = await db.select({ status: messages.status }).from(messages).where(eq(messages.id, id));
  return row?.status;
}

/**
 * Hands over messages that belong together, under one key. What has a row already, and what is suppressed, must not be
 * among them: the caller has asked. Nothing is written here.
 */
export async function handOver(
  deps: Deps,
  outgoing: Message[],
  key: string,
): Promise<{ message: Message; mail: Mail; result: BatchDelivery }[]> {
  const from = await theSender(deps);
  const mails = outgoing.map((message) => ({ message, mail: mailOf(message, from) }));
  const addressed = mails.filter(({ mail }) => isAddress(mail.to.email));
  const deliveries = addressed.length === 0 ? [] : await deps.mailer.sendBatch(mailsOf(addressed), key);
  const results = new Map(addressed.map(({ mail }, at) => [mail.id, deliveries[at]]));
  return mails.map((one) => ({ ...one, result: results.get(one.mail.id) ?? noAddress }));
}

const noAddress: Delivery = { outcome: 'refused', note: 'not an e-mail address' };
const mailsOf = (outgoing: { mail: Mail }[]) => outgoing.map(({ mail }) => mail);

async function theSender({ db }: Deps): Promise<Mail['from']> {
  const { senderName, senderEmail } = await theCompany(db);
  return { name: senderName, email: senderEmail };
}

function recipientOf({ to, customerId, kind }: Message) {
  return { email: to.email, customerId: customerId ?? null, kind };
}

async function keep(
  deps: Deps,
  message: Message,
  { mail, result, alongside }: { mail: Mail; result: Result; alongside: Alongside | undefined },
): Promise<SendOutcome> {
  const { outcome } = result;
  const refusal = outcome === 'suppressed' ? result.refusal : null;
  await write(deps.db, (tx) => {
    keepMessages(deps, tx, { results: [{ message, mail, result }], at: deps.now() });
    if (outcome === 'sent') recordSent(deps, tx, { ...message, subject: mail.subject });
    alongside?.(tx, { outcome, refusal });
  });
  return outcome;
}

/** An invitation's mail is told with its batch. */
function recordSent({ db, now }: Deps, tx: Tx, message: Message): void {
  const { id, kind, customerId, caseId, invitationId } = message;
  if (invitationId) return;
  record(db, tx, {
    kind: 'mail-sent',
    at: now(),
    customerId: customerId ?? null,
    caseId: caseId ?? null,
    data: { messageId: id, kind, subject: message.subject },
  });
}
