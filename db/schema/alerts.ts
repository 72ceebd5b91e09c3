import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { cases } from './cases.ts';
import { flag, id, instant, json } from './columns.ts';
import { staff } from './staff.ts';

/** How far a reader of the events has come: what is behind it has been seen to, once. */
export const eventTails = sqliteTable('event_tails', {
  name: text('name').primaryKey(),
  eventId: integer('event_id').notNull(),
  at: instant('at').notNull(),
});

/** How a colleague wants to hear of cases; without a row the defaults hold. */
export const alertSettings = sqliteTable('alert_settings', {
  staffId: text('staff_id')
    .primaryKey()
    .references(() => staff.id),
  mode: text('mode', { enum: ['immediate', 'hourly', 'daily', 'off'] }).notNull(),
  scope: text('scope', { enum: ['mine', 'all'] }).notNull(),
  leastSeverity: integer('least_severity').notNull(),
  hasSound: flag('has_sound').notNull(),
  hasBrowserNotice: flag('has_browser_notice').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const noticeKinds = [
  'opened',
  'assigned',
  'reopened',
  'escalated',
  'replied',
  'commitment-due',
  'commitment-missed',
  'held',
] as const;

/** What a colleague is to be told of a case; several that wait go in one mail. */
export const caseNotices = sqliteTable(
  'case_notices',
  {
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    /** The event it tells of: told once. */
    eventId: integer('event_id').notNull(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    kind: text('kind', { enum: noticeKinds }).notNull(),
    at: instant('at').notNull(),
    mailedAt: instant('mailed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.staffId, t.eventId] }),
    index('case_notices_waiting').on(t.mailedAt, t.staffId, t.at),
  ],
);

/** Where alerts go besides mail: a Slack-compatible incoming webhook, or the company's own, signed. */
export const alertHooks = sqliteTable('alert_hooks', {
  id: id(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['slack', 'generic'] }).notNull(),
  url: text('url').notNull(),
  secret: text('secret'),
  /** Kinds of notices it is told of. */
  kinds: json<string[]>('kinds').notNull(),
  leastSeverity: integer('least_severity').notNull(),
  locale: text('locale', { enum: ['en', 'ar', 'he', 'ru'] }).notNull(),
  createdBy: text('created_by')
    .notNull()
    .references(() => staff.id),
  createdAt: instant('created_at').notNull(),
  pausedAt: instant('paused_at'),
  pausedBecause: text('paused_because', { enum: ['unanswered', 'gone'] }),
});

export const hookDeliveries = sqliteTable(
  'hook_deliveries',
  {
    id: id(),
    hookId: text('hook_id')
      .notNull()
      .references(() => alertHooks.id),
    body: text('body').notNull(),
    state: text('state', { enum: ['queued', 'delivered', 'failed'] }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    status: integer('status'),
    lastError: text('last_error'),
    at: instant('at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('hook_deliveries_hook').on(t.hookId, t.at)],
);
