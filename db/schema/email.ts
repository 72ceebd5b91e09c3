import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
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
  },
  (t) => [
    index('messages_sent').on(t.sentAt, t.id),
    index('messages_customer').on(t.customerId, t.sentAt),
    index('messages_case').on(t.caseId),
  ],
);

/** An address we must not mail, and why. */
export const suppressions = sqliteTable('suppressions', {
  email: text('email').primaryKey(),
  reason: text('reason', { enum: ['unsubscribed', 'bounced', 'complained', 'by-hand'] }).notNull(),
  invitationId: text('invitation_id'),
  note: text('note'),
  at: instant('at').notNull(),
});
