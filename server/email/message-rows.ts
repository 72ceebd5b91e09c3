import type { Tx } from '#db/client.ts';
import { insertRows } from '#db/row-statements.ts';
import { contacts, messages } from '#db/schema/email.ts';
import type { Deps } from '../deps.ts';
import type { Delivery, Mail } from './mailer.ts';
import { singleLine } from './mail-header.ts';
import { messageKinds } from './message-kind.ts';
import type { Message } from './messages.ts';
import type { MailRefusal } from './suppression.ts';

export type Result = Delivery | { outcome: 'suppressed'; refusal: MailRefusal };

/** What a message is to the transport; what anybody typed stays on one line of its header. */
export function mailOf(message: Message, sender: Mail['from']): Mail {
  const { id, to, from = sender, replyTo = null, json } = message;
  const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, singleLine(value)]);
  return {
    id,
    from: { name: singleLine(from.name), email: from.email },
    to: { name: to.name === null ? null : singleLine(to.name), email: to.email.trim() },
    replyTo,
    subject: singleLine(message.subject),
    // A letter that leaves as JSON is never filled as text.
    get html() {
      return message.html;
    },
    get text() {
      return message.text;
    },
    json,
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

/** Writes down what became of messages, and the contact each mail to a customer was; a few statements for any number. */
export function keepMessages(
  deps: Pick<Deps, 'db' | 'mailer'>,
  tx: Tx,
  { results, at }: { results: { message: Message; mail: Mail; result: Result }[]; at: Date },
): void {
  if (results.length === 0) return;
  const rows = results.map(({ message, mail, result }) => rowOf(deps, message, { mail, result, at }));
  tx.run(insertRows(deps.db, messages, rows));
  const reached = results.flatMap(({ message, result }) =>
    result.outcome === 'sent' && message.customerId && messageKinds[message.kind] !== 'staff'
      ? [contactOf(message, message.customerId, at)]
      : [],
  );
  if (reached.length > 0) tx.run(insertRows(deps.db, contacts, reached));
}

function rowOf(
  { mailer }: Pick<Deps, 'mailer'>,
  message: Message,
  { mail, result, at }: { mail: Mail; result: Result; at: Date },
) {
  const { outcome } = result;
  const keepsBody = mailer.keepsBody && outcome === 'sent';
  return {
    id: message.id,
    kind: message.kind,
    toEmail: mail.to.email,
    toName: mail.to.name,
    locale: message.locale,
    subject: mail.subject,
    html: keepsBody ? message.html : null,
    text: keepsBody ? message.text : null,
    // They hold her own unsubscribe link: where the body is not kept, neither are they.
    headers: keepsBody ? mail.headers : {},
    customerId: message.customerId ?? null,
    invitationId: message.invitationId ?? null,
    caseId: message.caseId ?? null,
    transport: mailer.transport,
    status: statusOf[outcome],
    providerId: outcome === 'sent' ? result.providerId : null,
    note: outcome === 'suppressed' ? result.refusal : (result.note ?? null),
    sentAt: at,
    deliveredAt: outcome === 'sent' && !mailer.tellsDelivery ? at : null,
  };
}

function contactOf({ id, kind, invitationId, caseId }: Message, customerId: string, at: Date) {
  const channel = 'email' as const;
  return {
    customerId,
    channel,
    kind,
    messageId: id,
    invitationId: invitationId ?? null,
    caseId: caseId ?? null,
    at,
  };
}

const statusOf = { sent: 'sent', suppressed: 'suppressed', refused: 'failed' } as const;
