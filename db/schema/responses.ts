import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers, orders } from './customers.ts';
import { departures, reasonCategories } from './departures.ts';
import { flag, id, instant, json, minor } from './columns.ts';
import { invitations, programs, surveyVersions, waves } from './programs.ts';
import { staff } from './staff.ts';

export const tiers = ['gold', 'silver', 'copper'] as const;

export const responses = sqliteTable(
  'responses',
  {
    id: id(),
    /** Unique: one completed response per invitation (design rule 2). Null for imported answers. */
    invitationId: text('invitation_id')
      .unique()
      .references(() => invitations.id),
    /** Key of an imported answer, so that the same file twice changes nothing. */
    importKey: text('import_key').unique(),
    programId: text('program_id').references(() => programs.id),
    waveId: text('wave_id').references(() => waves.id),
    surveyVersionId: text('survey_version_id').references(() => surveyVersions.id),
    customerId: text('customer_id').references(() => customers.id),
    orderId: text('order_id').references(() => orders.id),
    status: text('status', { enum: ['partial', 'complete'] }).notNull(),
    locale: text('locale'),
    answers: json<Record<string, unknown>>('answers').notNull(),
    verbatim: text('verbatim'),
    nps: integer('nps'),
    csat: integer('csat'),
    ces: integer('ces'),
    /** As they were when the customer answered. */
    tier: text('tier', { enum: tiers }),
    accountManager: text('account_manager'),
    department: text('department'),
    month: text('month').notNull(),
    answeredAt: instant('answered_at').notNull(),
    /** Counts up with every correction. */
    version: integer('version').notNull().default(1),
    /** Who wrote the answers down on the telephone; null where the customer did herself. */
    interviewedBy: text('interviewed_by').references(() => staff.id),
  },
  (t) => [
    index('responses_month').on(t.month, t.answeredAt),
    index('responses_customer').on(t.customerId, t.answeredAt),
    index('responses_wave').on(t.waveId, t.answeredAt),
  ],
);

/** What a response said before it was corrected. */
export const responseVersions = sqliteTable(
  'response_versions',
  {
    responseId: text('response_id')
      .notNull()
      .references(() => responses.id),
    version: integer('version').notNull(),
    locale: text('locale'),
    answers: json<Record<string, unknown>>('answers').notNull(),
    verbatim: text('verbatim'),
    answeredAt: instant('answered_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.responseId, t.version] })],
);

export const callTimes = ['any', 'morning', 'afternoon', 'evening'] as const;

/** A customer who has answered asks to be called back. */
export const callbackRequests = sqliteTable('callback_requests', {
  responseId: text('response_id')
    .primaryKey()
    .references(() => responses.id),
  customerId: text('customer_id')
    .notNull()
    .references(() => customers.id),
  phone: text('phone').notNull(),
  wishedTime: text('wished_time', { enum: callTimes }).notNull(),
  askedAt: instant('asked_at').notNull(),
});

/** Codes that people who answer without a name are thanked with. Nothing says when one was drawn, or for which answer. */
export const rewardCodes = sqliteTable(
  'reward_codes',
  {
    id: id(),
    programId: text('program_id')
      .notNull()
      .references(() => programs.id),
    code: text('code').notNull(),
    isDrawn: flag('is_drawn').notNull().default(false),
  },
  (t) => [
    uniqueIndex('reward_codes_code').on(t.programId, t.code),
    index('reward_codes_left')
      .on(t.programId)
      .where(sql`is_drawn = 0`),
  ],
);

/**
 * Submissions to shared links by the hash of the number their browser drew, so that a retry is taken once and shown the
 * same code. Kept in the order of the hash (`WITHOUT ROWID`), so that no order tells which answer came with which.
 */
export const anonymousSubmissions = sqliteTable('anonymous_submissions', {
  submissionHash: text('submission_hash').primaryKey(),
  waveId: text('wave_id')
    .notNull()
    .references(() => waves.id),
  rewardCodeId: text('reward_code_id').references(() => rewardCodes.id),
});

/** A coded cause of a response or of a departure. */
export const reasons = sqliteTable(
  'reasons',
  {
    id: id(),
    responseId: text('response_id').references(() => responses.id),
    departureId: text('departure_id').references(() => departures.id),
    category: text('category', { enum: reasonCategories }).notNull(),
    detail: text('detail').notNull(),
    status: text('status', { enum: ['stated', 'inferred', 'confirmed'] }).notNull(),
    question: text('question'),
    /** The words that show an inferred reason, and how sure the reader is, 0 to 1. */
    quote: text('quote'),
    confidence: real('confidence'),
    /** The competitor named with it. */
    competitorId: text('competitor_id'),
    month: text('month').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('reasons_response').on(t.responseId),
    index('reasons_category').on(t.category, t.month, t.at),
    index('reasons_detail').on(t.category, t.detail, t.month, t.at),
    index('reasons_competitor')
      .on(t.competitorId, t.responseId)
      .where(sql`competitor_id IS NOT NULL`),
  ],
);

/** How many answers gave a value of a measure. NPS, CSAT and CES of any period and slice add up from here. */
export const scoreRollup = sqliteTable(
  'score_rollup',
  {
    month: text('month').notNull(),
    programId: text('program_id').notNull(),
    tier: text('tier').notNull(),
    measure: text('measure').notNull(),
    value: text('value').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.measure, t.programId, t.tier, t.value] })],
);

/**
 * Responses (`source` response) or departures (`source` departure) that named a reason, and the monthly revenue
 * of their customers. A row with an empty detail counts the category once however many of its details were named;
 * `all` as category counts everyone, named or not.
 */
export const reasonRollup = sqliteTable(
  'reason_rollup',
  {
    month: text('month').notNull(),
    source: text('source', { enum: ['response', 'departure'] }).notNull(),
    programId: text('program_id').notNull(),
    tier: text('tier').notNull(),
    category: text('category').notNull(),
    detail: text('detail').notNull(),
    currency: text('currency').notNull(),
    n: integer('n').notNull(),
    monthlyMinor: minor('monthly_minor').notNull(),
  },
  (t) => [
    primaryKey({
      columns: [t.source, t.month, t.category, t.detail, t.programId, t.tier, t.currency],
    }),
  ],
);

/** Responses by the exact set of categories they named, sorted and joined with `+`: the overlap picture (R2). */
export const segmentRollup = sqliteTable(
  'segment_rollup',
  {
    month: text('month').notNull(),
    programId: text('program_id').notNull(),
    tier: text('tier').notNull(),
    segment: text('segment').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.month, t.programId, t.tier, t.segment] })],
);
