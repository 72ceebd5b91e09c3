import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant, json } from './columns.ts';
import { customers } from './customers.ts';
import { reasonCategories } from './departures.ts';
import { responses, tiers } from './responses.ts';
import { staff } from './staff.ts';
import { sql } from 'drizzle-orm';

/**
 * When a case burns, in milliseconds: the time its clock runs out, eight hours earlier for each step of severity above 2
 * and eight later below it; of a resolved one, when it was resolved. As SQL, because an index is made of it.
 * Without a comma, because the generator of migrations would split it there.
 */
export const burnsAtText =
  "(CASE WHEN status = 'open' THEN first_contact_due_at - (severity - 2) * 28800000" +
  " WHEN status = 'contacted' THEN resolution_due_at - (severity - 2) * 28800000" +
  ' WHEN resolved_at IS NOT NULL THEN resolved_at ELSE opened_at END)';

export const cases = sqliteTable(
  'cases',
  {
    id: id(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    responseId: text('response_id')
      .notNull()
      .unique()
      .references(() => responses.id),
    status: text('status', { enum: ['open', 'contacted', 'resolved'] }).notNull(),
    /** Null when nobody may take it yet (no agent, or only the account manager complained about). */
    ownerId: text('owner_id').references(() => staff.id),
    score: integer('score'),
    scoreMeasure: text('score_measure', { enum: ['nps', 'csat', 'ces'] }),
    tier: text('tier', { enum: tiers }),
    category: text('category', { enum: reasonCategories }),
    detail: text('detail'),
    /** 1 can wait, 2 as usual, 3 soon, 4 at once; the inbox and the alerts go by it. */
    severity: integer('severity').notNull().default(2),
    /** Other cases of this customer in the twelve months before. */
    earlierCases: integer('earlier_cases').notNull().default(0),
    /** The team that served the customer then. */
    department: text('department'),
    /** The language the customer answered in. */
    locale: text('locale'),
    /** Why there is a case, as facts a sentence is made from in the reader's language. */
    why: json<{ code: string; facts: Record<string, string | number> }[]>('why').notNull(),
    openedAt: instant('opened_at').notNull(),
    firstContactDueAt: instant('first_contact_due_at').notNull(),
    resolutionDueAt: instant('resolution_due_at').notNull(),
    contactedAt: instant('contacted_at'),
    resolvedAt: instant('resolved_at'),
    outcome: text('outcome', { enum: ['put-right', 'apologised', 'not-reached', 'no-fault', 'lost'] }),
    rootCause: text('root_cause'),
    /** The root cause as a reason of the codebook, `category/detail`. */
    rootCauseReason: text('root_cause_reason'),
    /** Out of sight until then; an answer, a reply or a clock that runs out brings it back. */
    snoozedUntil: instant('snoozed_until'),
    snoozedBy: text('snoozed_by').references(() => staff.id),
    reopenedAt: instant('reopened_at'),
    reopenings: integer('reopenings').notNull().default(0),
    /** What the customer said when she was asked afterwards whether it was put right. */
    followUp: text('follow_up', { enum: ['put-right', 'partly', 'not-put-right'] }),
    followedUpAt: instant('followed_up_at'),
    /** When the customer last wrote back, until somebody has read it. */
    unreadReplyAt: instant('unread_reply_at'),
    /** Where compensation is being tried: some cases get the call and not the money. */
    arm: text('arm', { enum: ['offer', 'call-only'] }),
    /** Keyed hashes of the address and the device a bad answer came from, for the guard against runs of them. */
    fromAddress: text('from_address'),
    fromDevice: text('from_device'),
  },
  (t) => [
    index('cases_inbox').on(t.status, t.firstContactDueAt, t.id),
    index('cases_resolution_due').on(t.status, t.resolutionDueAt, t.id),
    // Everything the inbox narrows by stands in the index, so that no row is read that is not shown.
    index('cases_burning').on(
      t.status,
      sql`${sql.raw(burnsAtText)}`,
      t.id,
      t.firstContactDueAt,
      t.resolutionDueAt,
      t.severity,
      t.ownerId,
      t.tier,
      t.category,
      t.department,
      t.locale,
      t.openedAt,
      t.snoozedUntil,
      t.unreadReplyAt,
    ),
    index('cases_snoozed')
      .on(t.snoozedUntil)
      .where(sql`${t.snoozedUntil} IS NOT NULL`),
    index('cases_owner').on(t.ownerId, t.status, t.firstContactDueAt),
    index('cases_customer').on(t.customerId, t.openedAt),
    index('cases_from_address')
      .on(t.fromAddress, t.openedAt)
      .where(sql`${t.fromAddress} IS NOT NULL`),
    index('cases_from_device')
      .on(t.fromDevice, t.openedAt)
      .where(sql`${t.fromDevice} IS NOT NULL`),
  ],
);

export const caseNotes = sqliteTable(
  'case_notes',
  {
    id: id(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    authorId: text('author_id')
      .notNull()
      .references(() => staff.id),
    kind: text('kind', { enum: ['note', 'call', 'mail', 'letter', 'visit'] }).notNull(),
    /** Of a mail. */
    subject: text('subject'),
    /** How a call went. */
    callResult: text('call_result', { enum: ['reached', 'no-answer', 'voicemail', 'call-later'] }),
    /** How long a call took. */
    callMinutes: integer('call_minutes'),
    body: text('body').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('case_notes_case').on(t.caseId, t.at)],
);

/** What the customer wrote back. */
export const caseReplies = sqliteTable(
  'case_replies',
  {
    id: id(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    /** The mail's own id, so that the same one is kept once; null where a colleague typed it in. */
    messageId: text('message_id').unique(),
    fromEmail: text('from_email'),
    subject: text('subject'),
    body: text('body').notNull(),
    /** Who typed it in; null where it came by mail. */
    enteredBy: text('entered_by').references(() => staff.id),
    at: instant('at').notNull(),
  },
  (t) => [index('case_replies_case').on(t.caseId, t.at)],
);

/** A later bad answer that opened a resolved case again instead of a case of its own. */
export const caseAnswers = sqliteTable(
  'case_answers',
  {
    responseId: text('response_id')
      .primaryKey()
      .references(() => responses.id),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    at: instant('at').notNull(),
  },
  (t) => [index('case_answers_case').on(t.caseId)],
);

/** What was promised in a case, by us or by the customer, and by when (C8). */
export const commitments = sqliteTable(
  'commitments',
  {
    id: id(),
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    by: text('by', { enum: ['company', 'customer'] }).notNull(),
    what: text('what').notNull(),
    /** Who of us sees to it. */
    ownerId: text('owner_id').references(() => staff.id),
    dueAt: instant('due_at').notNull(),
    status: text('status', { enum: ['open', 'kept', 'missed', 'withdrawn'] }).notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => staff.id),
    madeAt: instant('made_at').notNull(),
    settledBy: text('settled_by').references(() => staff.id),
    settledAt: instant('settled_at'),
    remindedAt: instant('reminded_at'),
  },
  (t) => [index('commitments_case').on(t.caseId, t.dueAt), index('commitments_due').on(t.status, t.dueAt)],
);
