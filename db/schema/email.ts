import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant, json } from './columns.ts';

/** Every mail we tried to send. `html` and `text` are kept by the outbox transport only. */
export const messages = sqliteTable(
  'messages',
  {
    /** Made from the job that sends it, so that a retry meets its own row. */
    id: id(),
    kind: text('kind').notNull(),
    toEmail: text('to_email').notNull(),
    toName: text('to_name'),
    locale: text('locale').notNull(),
    subject: text('subject').notNull(),
    html: text('html'),
    text: text('text'),
    headers: json<Record<string, string>>('headers').notNull(),
    customerId: text('customer_id'),
    invitationId: text('invitation_id'),
    caseId: text('case_id'),
    transport: text('transport').notNull(),
    status: text('status', { enum: ['sent', 'suppressed', 'failed'] }).notNull(),
    providerId: text('provider_id'),
    note: text('note'),
    sentAt: instant('sent_at').notNull(),
    deliveredAt: instant('delivered_at'),
    bouncedAt: instant('bounced_at'),
    complainedAt: instant('complained_at'),
  },
  (t) => [
    index('messages_sent').on(t.sentAt, t.id),
    index('messages_customer').on(t.customerId, t.sentAt),
    index('messages_case').on(t.caseId),
    index('messages_provider').on(t.providerId),
  ],
);

/** An address we must not mail, and why. */
export const suppressions = sqliteTable('suppressions', {
  email: text('email').primaryKey(),
  reason: text('reason', { enum: ['unsubscribed', 'nothing', 'bounced', 'complained', 'by-hand'] }).notNull(),
  invitationId: text('invitation_id'),
  note: text('note'),
  at: instant('at').notNull(),
});

/** What the mail provider told us, by the id of its notice, so that one told twice is heard once. */
export const deliveryEvents = sqliteTable('delivery_events', {
  id: id(),
  kind: text('kind').notNull(),
  providerId: text('provider_id').notNull(),
  at: instant('at').notNull(),
  receivedAt: instant('received_at').notNull(),
});

/** Every time the company reached out to a customer, whatever the channel: what the caps count. Append-only. */
export const contacts = sqliteTable(
  'contacts',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    customerId: text('customer_id').notNull(),
    channel: text('channel', { enum: ['email', 'call'] }).notNull(),
    /** The kind of mail, or what the call was for. */
    kind: text('kind').notNull(),
    messageId: text('message_id'),
    invitationId: text('invitation_id'),
    caseId: text('case_id'),
    at: instant('at').notNull(),
  },
  (t) => [index('contacts_customer').on(t.customerId, t.at)],
);
