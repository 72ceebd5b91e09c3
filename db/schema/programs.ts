import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from './customers.ts';
import { day, flag, id, instant, json, minor } from './columns.ts';
import type { ProgramReward } from './policy-parts.ts';
import type { Condition, FrozenLetter, ProgramLetter, Reminder, Sample, Trigger } from './program-parts.ts';

export const surveyKinds = [
  'monthly',
  'transactional',
  'exit',
  'staff',
  'loyal',
  'follow-up',
  'win-back',
  'other',
] as const;
export const programKinds = ['monthly', 'transactional', 'exit', 'staff', 'one-off'] as const;
export const channels = ['email', 'call'] as const;
export const invitationStatuses = [
  'queued',
  'sent',
  'delivered',
  'opened',
  'started',
  'completed',
  'bounced',
  'expired',
  'skipped',
] as const;

export const surveys = sqliteTable('surveys', {
  /** A readable code such as `monthly`. */
  id: id(),
  kind: text('kind', { enum: surveyKinds }).notNull(),
  /** What the company calls it; empty for a shipped survey, which the desk names in the reader's language. */
  name: text('name').notNull().default(''),
  /** The document as it is being edited or was pasted, whole, with what we cannot serve; null when nothing waits. */
  draft: json<Record<string, unknown>>('draft'),
  /** Counts up with every saved draft, so that two editors do not overwrite each other. */
  draftRevision: integer('draft_revision').notNull().default(0),
  draftSavedAt: instant('draft_saved_at'),
  draftSavedBy: text('draft_saved_by'),
  archivedAt: instant('archived_at'),
  createdAt: instant('created_at').notNull(),
});

/** A published version never changes; open invitations keep theirs. */
export const surveyVersions = sqliteTable(
  'survey_versions',
  {
    id: id(),
    surveyId: text('survey_id')
      .notNull()
      .references(() => surveys.id),
    number: integer('number').notNull(),
    definition: json<Record<string, unknown>>('definition').notNull(),
    /** The whole document it was published from, when it holds more than we serve. */
    source: json<Record<string, unknown>>('source'),
    publishedBy: text('published_by'),
    /** SHA-256 of the definition, so that shipping the same survey again publishes nothing. */
    checksum: text('checksum').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [uniqueIndex('survey_versions_number').on(t.surveyId, t.number)],
);

export const programs = sqliteTable('programs', {
  /** A readable code such as `monthly`; `amends wave run monthly` names it. */
  id: id(),
  kind: text('kind', { enum: programKinds }).notNull(),
  /** What the company calls it; empty for a shipped program, which the desk names in the reader's language. */
  name: text('name').notNull().default(''),
  channel: text('channel', { enum: channels }).notNull().default('email'),
  surveyId: text('survey_id')
    .notNull()
    .references(() => surveys.id),
  audience: json<Condition>('audience').notNull(),
  /** No path from an answer to the person who gave it is stored (design rule 4). */
  isAnonymous: flag('is_anonymous').notNull().default(false),
  /** What starts an invitation; null for a program that goes out in waves. */
  trigger: json<Trigger>('trigger'),
  /** The day of the month a monthly wave opens, and over how many days its mails are spread (A1). */
  opensOnDay: integer('opens_on_day').notNull(),
  windowDays: integer('window_days').notNull().default(5),
  /** The day of a one-off program. */
  opensOn: day('opens_on'),
  /** Hours of the customer's day in which her mail may go, `HH:MM`. */
  sendFrom: text('send_from').notNull().default('09:00'),
  sendUntil: text('send_until').notNull().default('19:00'),
  sample: json<Sample>('sample'),
  holdOutPercent: integer('hold_out_percent').notNull().default(0),
  reminders: json<Reminder[]>('reminders').notNull().default([]),
  letter: json<ProgramLetter>('letter').notNull().default({ texts: {}, hasFirstQuestion: true }),
  closesAfterDays: integer('closes_after_days').notNull(),
  /** What everyone who answers is given (A2); null for nothing. */
  rewardMinor: minor('reward_minor'),
  /** Where it is not a fixed credit: points, or a draw; null leaves it to `rewardMinor`. */
  reward: json<ProgramReward>('reward'),
  pausedAt: instant('paused_at'),
  archivedAt: instant('archived_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** One run of a program. The counts are its funnel, moved in the transaction that moves an invitation. */
export const waves = sqliteTable(
  'waves',
  {
    id: id(),
    programId: text('program_id')
      .notNull()
      .references(() => programs.id),
    surveyVersionId: text('survey_version_id')
      .notNull()
      .references(() => surveyVersions.id),
    /** The month asked about is named by the month the wave opens in, `YYYY-MM`, in the company's zone. */
    month: text('month').notNull(),
    /** Counts up within a month when a wave is run again by hand. */
    run: integer('run').notNull(),
    openedAt: instant('opened_at').notNull(),
    closesAt: instant('closes_at').notNull(),
    /** Set when every customer of the audience has an invitation or a skip. */
    preparedAt: instant('prepared_at'),
    pausedAt: instant('paused_at'),
    closedAt: instant('closed_at'),
    /** Customers whose drawn number lies under it are in the sample; null asks everybody. */
    sampleBelow: real('sample_below'),
    /** How the letters of this wave look, frozen when it opens, so that a retried batch is the same to the byte. */
    letter: json<FrozenLetter>('letter'),
    /** The one link of an anonymous wave. */
    tokenNonce: text('token_nonce'),
    tokenHash: text('token_hash').unique(),
  },
  (t) => [uniqueIndex('waves_run').on(t.programId, t.month, t.run)],
);

/** The funnel of a wave: how many invitations reached a stage (a later stage counts in the earlier ones too). */
export const waveCounts = sqliteTable(
  'wave_counts',
  {
    waveId: text('wave_id')
      .notNull()
      .references(() => waves.id),
    stage: text('stage', { enum: invitationStatuses }).notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.waveId, t.stage] })],
);

export const invitations = sqliteTable(
  'invitations',
  {
    id: id(),
    waveId: text('wave_id')
      .notNull()
      .references(() => waves.id),
    programId: text('program_id')
      .notNull()
      .references(() => programs.id),
    surveyVersionId: text('survey_version_id')
      .notNull()
      .references(() => surveyVersions.id),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    channel: text('channel', { enum: channels }).notNull().default('email'),
    /** What it is about where a customer may be asked several times in a wave: an order, an event, a departure. */
    subject: text('subject').notNull().default(''),
    locale: text('locale').notNull(),
    email: text('email'),
    status: text('status', { enum: invitationStatuses }).notNull(),
    /** Why a customer was not asked: a code of `contact-rules.ts` with the facts its sentence needs. */
    skipReason: text('skip_reason'),
    skipFacts: json<Record<string, string | number>>('skip_facts'),
    /** 128 random bits; the link's token is made from them and the secret, and only its hash is kept. */
    tokenNonce: text('token_nonce'),
    tokenHash: text('token_hash').unique(),
    orderId: text('order_id'),
    queuedAt: instant('queued_at').notNull(),
    /** Not before this instant. */
    sendAt: instant('send_at'),
    /** The batch its mail goes out in. */
    batchId: text('batch_id'),
    remindersSent: integer('reminders_sent').notNull().default(0),
    /** When the next reminder is due; null when none is. */
    remindAt: instant('remind_at'),
    /** A machine followed its links. Never an answer, never a person. */
    scannerSeenAt: instant('scanner_seen_at'),
    scannerHits: integer('scanner_hits').notNull().default(0),
    /** The last question a person answered before she stopped. */
    reachedQuestion: text('reached_question'),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    openedAt: instant('opened_at'),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    closesAt: instant('closes_at').notNull(),
  },
  (t) => [
    uniqueIndex('invitations_once').on(t.waveId, t.customerId, t.subject),
    index('invitations_due')
      .on(t.sendAt)
      .where(sql`status = 'queued' AND batch_id IS NULL`),
    index('invitations_remind')
      .on(t.remindAt)
      .where(sql`remind_at IS NOT NULL`),
    index('invitations_batch').on(t.batchId),
    index('invitations_wave_status').on(t.waveId, t.status, t.id),
    index('invitations_customer').on(t.customerId, t.queuedAt),
  ],
);

/** Mails that leave together under one idempotency key, so that a retry after a crash is the same request. */
export const mailBatches = sqliteTable(
  'mail_batches',
  {
    id: id(),
    waveId: text('wave_id')
      .notNull()
      .references(() => waves.id),
    /** 0 for the invitation, 1 to 3 for a reminder. */
    round: integer('round').notNull(),
    status: text('status', { enum: ['queued', 'sending', 'sent', 'failed'] }).notNull(),
    /** Who is in it, fixed before the first try. */
    members: json<string[]>('members'),
    attempts: integer('attempts').notNull().default(0),
    firstTriedAt: instant('first_tried_at'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('mail_batches_wave').on(t.waveId, t.status)],
);
