import { and, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { messages } from '#db/schema/email.ts';
import type { Actor } from '../auth/actor.ts';
import { allows } from '../auth/role.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { messageKinds, type MessageKind } from './message-kind.ts';

const pageSize = 50;
type Reader = Pick<Actor, 'role'>;

interface Filter {
  kind?: MessageKind | undefined;
  status?: 'sent' | 'suppressed' | 'failed' | undefined;
  after?: string | undefined;
}

/** Mail to customers, newest first; `next` asks for the following page. */
export async function listMessages({ db }: Deps, reader: Reader, { kind, status, after }: Filter) {
  const [instant = '', id = ''] = (after ?? '').split('.');
  const conditions: (SQL | undefined)[] = [
    within(reader),
    kind && eq(messages.kind, kind),
    status && eq(messages.status, status),
    after ? sql`(${messages.sentAt}, ${messages.id}) < (${Number(instant) || 0}, ${id})` : undefined,
  ];
  const rows = await db
    .select({
      id: messages.id,
      kind: messages.kind,
      toName: messages.toName,
      toEmail: messages.toEmail,
      locale: messages.locale,
      subject: messages.subject,
      status: messages.status,
      note: messages.note,
      sentAt: messages.sentAt,
    })
    .from(messages)
    .where(and(...conditions))
    .orderBy(desc(messages.sentAt), desc(messages.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    messages: page,
    next: last && rows.length > pageSize ? `${last.sentAt.getTime()}.${last.id}` : null,
  };
}

export async function theMessage(deps: Deps, reader: Reader, id: string) {
  const { html, ...message } = await read(deps, reader, id);
  return { ...message, hasHtml: html !== null };
}

export async function messageHtml(deps: Deps, reader: Reader, id: string): Promise<string> {
  const { html } = await read(deps, reader, id);
  if (html === null) throw new DomainError('not_found', 'The text of this mail was not kept.');
  return html;
}

async function read({ db }: Deps, reader: Reader, id: string) {
  const [message] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.id, id), within(reader)));
  if (!message) throw new DomainError('not_found', 'There is no such mail.');
  return message;
}

const customerKinds = Object.entries(messageKinds).flatMap(([kind, purpose]) =>
  purpose === 'staff' ? [] : [kind],
);

/** A sign-in link to a colleague is a key: only an administrator sees mail to the staff. */
function within({ role }: Reader): SQL | undefined {
  return allows('admin', role) ? undefined : inArray(messages.kind, customerKinds);
}
