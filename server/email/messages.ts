import { eq } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import type { Delivery } from './mailer.ts';
import { isAddress, singleLine } from './mail-header.ts';
import type { MessageKind } from './message-kind.ts';
import type { MailRefusal } from './suppression.ts';
import { mailRefusals } from './suppressions.ts';

export interface Message {
  /** Made from what causes it, so that a retry meets its own row. */
  id: string;
  kind: MessageKind;
  to: { name: string | null; email: string };
  locale: string;
  subject: string;
  html: string;
  text: string;
  headers?: Record<string, string>;
  customerId?: string | null;
  invitationId?: string | null;
  caseId?: string | null;
}

export type SendOutcome = 'sent' | 'suppressed' | 'refused';

/** What else is written in the transaction that writes the message's row. */
export type Alongside = (tx: Tx, outcome: SendOutcome) => void;

/**
 * The only way out for mail. Throws when trying again may help; the same id never goes out again once its row stands.
 * The row is written after the transport took the mail, so a crash between the two sends it again under one Message-ID.
 */
export async function sendMessage(deps: Deps, message: Message, alongside?: Alongside): Promise<SendOutcome> {
  const [row] = await deps.db
    .select({ status: messages.status })
    .from(messages)
    .where(eq(messages.id, message.id));
  if (row) return outcomeOf(row.status);
  const [refusal = null] = await mailRefusals(deps.db, [recipientOf(message)]);
  const { senderName, senderEmail } = await theCompany(deps.db);
  return deliver(deps, message, {
    refusal,
    from: { name: singleLine(senderName), email: senderEmail },
    alongside,
  });
}

export function recipientOf({ to, customerId, kind }: Message) {
  return { email: to.email, customerId: customerId ?? null, kind };
}

export async function deliver(
  deps: Deps,
  message: Message,
  options: {
    refusal: MailRefusal | null;
    from: { name: string; email: string };
    alongside: Alongside | undefined;
  },
): Promise<SendOutcome> {
  const mail = mailOf(message, options.from);
  if (options.refusal !== null) {
    return keep(deps, { ...message, ...mail }, { outcome: 'suppressed', note: options.refusal }, options);
  }
  const delivery: Delivery = isAddress(mail.to.email)
    ? await deps.mailer.send(mail)
    : { outcome: 'refused', note: 'not an e-mail address' };
  return keep(deps, { ...message, ...mail }, delivery, options);
}

function mailOf(message: Message, from: { name: string; email: string }) {
  const { id, html, text, to } = message;
  const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, singleLine(value)]);
  return {
    id,
    from,
    to: { name: to.name === null ? null : singleLine(to.name), email: to.email.trim() },
    subject: singleLine(message.subject),
    html,
    text,
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

async function keep(
  deps: Deps,
  message: Message & ReturnType<typeof mailOf>,
  delivery: Delivery | { outcome: 'suppressed'; note: string },
  { alongside }: { alongside: Alongside | undefined },
): Promise<SendOutcome> {
  const { db, mailer } = deps;
  const { outcome } = delivery;
  const at = deps.now();
  const keepsBody = mailer.keepsBody && outcome === 'sent';
  await write(db, (tx) => {
    tx.run(
      db.insert(messages).values({
        id: message.id,
        kind: message.kind,
        toEmail: message.to.email,
        toName: message.to.name,
        locale: message.locale,
        subject: message.subject,
        html: keepsBody ? message.html : null,
        text: keepsBody ? message.text : null,
        headers: message.headers,
        customerId: message.customerId ?? null,
        invitationId: message.invitationId ?? null,
        caseId: message.caseId ?? null,
        transport: mailer.transport,
        status: statusOf[outcome],
        providerId: 'providerId' in delivery ? delivery.providerId : null,
        note: 'note' in delivery ? delivery.note : null,
        sentAt: at,
      }),
    );
    if (outcome === 'sent') recordSent(deps, tx, message);
    alongside?.(tx, outcome);
  });
  return outcome;
}

/** An invitation's mail is told by its own event. */
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

const statusOf = { sent: 'sent', suppressed: 'suppressed', refused: 'failed' } as const;

function outcomeOf(status: 'sent' | 'suppressed' | 'failed'): SendOutcome {
  return status === 'failed' ? 'refused' : status;
}
