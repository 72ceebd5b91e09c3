import { inArray } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { insertRow } from '#db/row-statements.ts';
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

/** What else is written in the transaction that writes the message's row. `refusal` says why one was suppressed. */
export type Alongside = (tx: Tx, result: { outcome: SendOutcome; refusal: MailRefusal | null }) => void;

/**
 * The only way out for mail. Throws when trying again may help; the same id never goes out again once its row stands.
 * The row is written after the transport took the mail, so a crash between the two sends it again under one Message-ID.
 */
export async function sendMessage(deps: Deps, message: Message, alongside?: Alongside): Promise<SendOutcome> {
  const [outcome] = await sendMessages(deps, [{ message, alongside }]);
  if (outcome === undefined) throw new Error('One message has one outcome');
  return outcome;
}

/** Many at once. One that fails does not keep the others; what failed is thrown when all have had their turn. */
export async function sendMessages(
  deps: Deps,
  outgoing: { message: Message; alongside?: Alongside | undefined }[],
): Promise<SendOutcome[]> {
  const [known, refusals, company] = await Promise.all([
    statusesOf(
      deps,
      outgoing.map(({ message }) => message.id),
    ),
    mailRefusals(
      deps.db,
      outgoing.map(({ message }) => recipientOf(message)),
    ),
    theCompany(deps.db),
  ]);
  const from = { name: singleLine(company.senderName), email: company.senderEmail };
  const results = await Promise.allSettled(
    outgoing.map(async ({ message, alongside }, at) => {
      const status = known.get(message.id);
      if (status) return outcomeOf(status);
      return deliver(deps, message, { refusal: refusals[at] ?? null, from, alongside });
    }),
  );
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}

async function statusesOf({ db }: Deps, ids: string[]) {
  const rows = await db
    .select({ id: messages.id, status: messages.status })
    .from(messages)
    .where(inArray(messages.id, ids));
  return new Map(rows.map(({ id, status }) => [id, status]));
}

function recipientOf({ to, customerId, kind }: Message) {
  return { email: to.email, customerId: customerId ?? null, kind };
}

async function deliver(
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
    return keep(deps, { ...message, ...mail }, { outcome: 'suppressed', refusal: options.refusal }, options);
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
  delivery: Delivery | { outcome: 'suppressed'; refusal: MailRefusal },
  { alongside }: { alongside: Alongside | undefined },
): Promise<SendOutcome> {
  const { db, mailer } = deps;
  const { outcome } = delivery;
  const refusal = outcome === 'suppressed' ? delivery.refusal : null;
  const at = deps.now();
  const keepsBody = mailer.keepsBody && outcome === 'sent';
  await write(db, (tx) => {
    tx.run(
      insertRow(db, messages, {
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
        providerId: outcome === 'sent' ? delivery.providerId : null,
        note: outcome === 'refused' ? delivery.note : refusal,
        sentAt: at,
      }),
    );
    if (outcome === 'sent') recordSent(deps, tx, message);
    alongside?.(tx, { outcome, refusal });
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
