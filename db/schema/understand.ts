import { sql } from 'drizzle-orm';
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { flag, id, instant, json } from './columns.ts';
import { reasonCategories } from './departures.ts';
import { responses } from './responses.ts';
import { staff } from './staff.ts';

/** A text in the languages that were written. */
type Labels = Partial<Record<'en' | 'ar' | 'he' | 'ru', string>>;

/**
 * What each named answer counts as, append-only and in the order of commits: a correction adds the old fact again with
 * `sign` -1 and the new one with +1. Whoever adds up all facts, or those after the last he has read, has every figure of
 * any slice. Answers without a name are not here, because their order would tell when each was given.
 */
export const responseFacts = sqliteTable(
  'response_facts',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    responseId: text('response_id').notNull(),
    sign: integer('sign').notNull(),
    /** As `factText` writes it. */
    said: text('said').notNull(),
  },
  (t) => [index('response_facts_response').on(t.responseId, t.seq)],
);

/** The teams of the company that customers are served by and asked about: `department:<code>` measures. */
export const departments = sqliteTable('departments', {
  code: text('code').primaryKey(),
  labels: json<Labels>('labels').notNull(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** The company's own details of the codebook, and what it changed of the shipped ones. */
export const reasonDetails = sqliteTable('reason_details', {
  code: text('code').primaryKey(),
  category: text('category', { enum: reasonCategories }).notNull(),
  /** Where a language has none, the shipped label stands, or that of the company's language. */
  labels: json<Labels>('labels').notNull(),
  /** Not offered any more; what was said under it stays. */
  retiredAt: instant('retired_at'),
  /** Shown and counted as this one; taken apart again by clearing it. */
  mergedInto: text('merged_into'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** How a company is called by customers who go to it, in any script. */
export const competitors = sqliteTable('competitors', {
  id: id(),
  name: text('name').notNull().unique(),
  aliases: json<string[]>('aliases').notNull(),
  retiredAt: instant('retired_at'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** What the reader made of an answer's words, and whether a person has looked. */
export const readings = sqliteTable(
  'readings',
  {
    responseId: text('response_id')
      .primaryKey()
      .references(() => responses.id),
    /** `inferred`: it named a reason. `no-reason`: there is none in the words. `unsorted`: it was not sure. */
    state: text('state', { enum: ['inferred', 'no-reason', 'unsorted', 'reviewed'] }).notNull(),
    language: text('language'),
    confidence: real('confidence'),
    readAt: instant('read_at').notNull(),
    reviewedBy: text('reviewed_by').references(() => staff.id),
    reviewedAt: instant('reviewed_at'),
    /** Counts up with every review, so that two people do not overwrite each other. */
    revision: integer('revision').notNull().default(0),
  },
  (t) => [
    index('readings_queue').on(t.state, t.responseId),
    index('readings_lessons').on(t.reviewedAt),
    index('readings_waiting')
      .on(t.confidence, t.responseId)
      .where(sql`state IN ('inferred', 'unsorted')`),
  ],
);

/** How far the reader has read, by the facts' numbers. */
export const readingProgress = sqliteTable('reading_progress', {
  id: integer('id').primaryKey(),
  factsRead: integer('facts_read').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** The words of answers, found by `voice_index`, a full-text index whose rows have this number. */
export const voices = sqliteTable('voices', {
  id: integer('id').primaryKey(),
  responseId: text('response_id')
    .notNull()
    .unique()
    .references(() => responses.id),
});

export const voiceTags = sqliteTable(
  'voice_tags',
  {
    id: id(),
    responseId: text('response_id')
      .notNull()
      .references(() => responses.id),
    tag: text('tag').notNull(),
    by: text('by')
      .notNull()
      .references(() => staff.id),
    at: instant('at').notNull(),
  },
  (t) => [
    uniqueIndex('voice_tags_once').on(t.responseId, t.tag),
    index('voice_tags_tag').on(t.tag, t.responseId),
  ],
);

/** A page with its filters, under a name. */
export const savedViews = sqliteTable(
  'saved_views',
  {
    id: id(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    name: text('name').notNull(),
    page: text('page').notNull(),
    query: text('query').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [uniqueIndex('saved_views_name').on(t.staffId, t.name)],
);

/** A view for people without an account; it shows no person. */
export const sharedViews = sqliteTable('shared_views', {
  id: id(),
  tokenHash: text('token_hash').notNull().unique(),
  name: text('name').notNull(),
  page: text('page').notNull(),
  query: text('query').notNull(),
  createdBy: text('created_by')
    .notNull()
    .references(() => staff.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  revokedAt: instant('revoked_at'),
});

export const digestSubscriptions = sqliteTable('digest_subscriptions', {
  staffId: text('staff_id')
    .primaryKey()
    .references(() => staff.id),
  cadence: text('cadence', { enum: ['weekly', 'monthly'] }).notNull(),
  /** The filters of the desk's address. */
  query: text('query').notNull(),
  /** The period mailed last: `2026-W48` or `2026-11`. */
  sentFor: text('sent_for'),
  updatedAt: instant('updated_at').notNull(),
});

/** A change that was told once. */
export const changeAlerts = sqliteTable(
  'change_alerts',
  {
    id: id(),
    kind: text('kind', { enum: ['reason-rose', 'department-fell', 'nps-fell'] }).notNull(),
    /** What changed: `price`, or a department's code. */
    about: text('about').notNull(),
    month: text('month').notNull(),
    facts: json<Record<string, unknown>>('facts').notNull(),
    foundAt: instant('found_at').notNull(),
  },
  (t) => [uniqueIndex('change_alerts_once').on(t.kind, t.about, t.month)],
);

/** The public page "What we heard" (C10); the only row has id 1. */
export const publicPage = sqliteTable('public_page', {
  id: integer('id').primaryKey(),
  isOn: flag('is_on').notNull(),
  introduction: json<Labels>('introduction').notNull(),
  /** The scores that stand there; null for NPS, or CSAT where nobody was asked for NPS. */
  measures: json<('nps' | 'csat')[]>('measures'),
  updatedAt: instant('updated_at').notNull(),
});

/** A customer lets the company show what she wrote, without her name. */
export const publicationConsents = sqliteTable('publication_consents', {
  responseId: text('response_id')
    .primaryKey()
    .references(() => responses.id),
  givenAt: instant('given_at').notNull(),
  withdrawnAt: instant('withdrawn_at'),
});

/** A comment chosen for the public page, as it is shown there. */
export const publishedComments = sqliteTable('published_comments', {
  responseId: text('response_id')
    .primaryKey()
    .references(() => publicationConsents.responseId),
  words: text('words').notNull(),
  chosenBy: text('chosen_by')
    .notNull()
    .references(() => staff.id),
  chosenAt: instant('chosen_at').notNull(),
});

/** What is being repaired, and what has been. */
export const repairs = sqliteTable('repairs', {
  id: id(),
  category: text('category', { enum: reasonCategories }),
  title: json<Labels>('title').notNull(),
  state: text('state', { enum: ['planned', 'under-way', 'done'] }).notNull(),
  doneOn: text('done_on'),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
