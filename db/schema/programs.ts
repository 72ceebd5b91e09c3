import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from './customers.ts';
import { id, instant, json, minor } from './columns.ts';

export const surveys = sqliteTable('surveys', {
  /** A readable code such as `monthly`. */
  id: id(),
  kind: text('kind', { enum: ['monthly', 'exit'] }).notNull(),
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
    /** SHA-256 of the definition, so that shipping the same survey again publishes nothing. */
    checksum: text('checksum').notNull(),
    publishedAt: instant('published_at').notNull(),
  },
  (t) => [uniqueIndex('survey_versions_number').on(t.surveyId, t.number)],
);

export const programs = sqliteTable('programs', {
  /** A readable code such as `monthly`; `amends wave run monthly` names it. */
  id: id(),
  kind: text('kind', { enum: ['monthly', 'exit'] }).notNull(),
  surveyId: text('survey_id')
    .notNull()
    .references(() => surveys.id),
  audience: text('audience', { enum: ['ordered-last-month', 'active', 'departed-last-month'] }).notNull(),
  opensOnDay: integer('opens_on_day').notNull(),
  closesAfterDays: integer('closes_after_days').notNull(),
  /** What everyone who answers is given (A2); null for nothing. */
  rewardMinor: minor('reward_minor'),
  pausedAt: instant('paused_at'),
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
    closedAt: instant('closed_at'),
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
    stage: text('stage', {
      enum: [
        'queued',
        'sent',
        'delivered',
        'opened',
        'started',
        'completed',
        'bounced',
        'expired',
        'skipped',
      ],
    }).notNull(),
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
    locale: text('locale').notNull(),
    email: text('email'),
    status: text('status', {
      enum: [
        'queued',
        'sent',
        'delivered',
        'opened',
        'started',
        'completed',
        'bounced',
        'expired',
        'skipped',
      ],
    }).notNull(),
    /** Why a customer was not asked: a code of `contact-rules.ts` with the facts its sentence needs. */
    skipReason: text('skip_reason'),
    skipFacts: json<Record<string, string | number>>('skip_facts'),
    /** 128 random bits; the link's token is made from them and the secret, and only its hash is kept. */
    tokenNonce: text('token_nonce'),
    tokenHash: text('token_hash').unique(),
    orderId: text('order_id'),
    queuedAt: instant('queued_at').notNull(),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    openedAt: instant('opened_at'),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    closesAt: instant('closes_at').notNull(),
  },
  (t) => [
    uniqueIndex('invitations_once').on(t.waveId, t.customerId),
    index('invitations_wave_status').on(t.waveId, t.status, t.id),
    index('invitations_customer').on(t.customerId, t.queuedAt),
  ],
);
