import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers, orders } from './customers.ts';
import { reasonCategories } from './departures.ts';
import { id, instant, json, minor } from './columns.ts';
import { responses, tiers } from './responses.ts';
import { staff } from './staff.ts';
import { sql } from 'drizzle-orm';

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
    /** Why there is a case, as facts a sentence is made from in the reader's language. */
    why: json<{ code: string; facts: Record<string, string | number> }[]>('why').notNull(),
    openedAt: instant('opened_at').notNull(),
    firstContactDueAt: instant('first_contact_due_at').notNull(),
    resolutionDueAt: instant('resolution_due_at').notNull(),
    contactedAt: instant('contacted_at'),
    resolvedAt: instant('resolved_at'),
    outcome: text('outcome', { enum: ['put-right', 'apologised', 'not-reached', 'no-fault', 'lost'] }),
    rootCause: text('root_cause'),
  },
  (t) => [
    index('cases_inbox').on(t.status, t.firstContactDueAt, t.id),
    index('cases_owner').on(t.ownerId, t.status, t.firstContactDueAt),
    index('cases_customer').on(t.customerId, t.openedAt),
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
    body: text('body').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('case_notes_case').on(t.caseId, t.at)],
);

export const grants = sqliteTable(
  'grants',
  {
    id: id(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    caseId: text('case_id').references(() => cases.id),
    responseId: text('response_id').references(() => responses.id),
    orderId: text('order_id').references(() => orders.id),
    role: text('role', { enum: ['reward', 'compensation'] }).notNull(),
    kind: text('kind', { enum: ['account-credit'] }).notNull(),
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
    status: text('status', {
      enum: ['proposed', 'approved', 'issued', 'redeemed', 'declined', 'expired', 'reversed'],
    }).notNull(),
    /** What went wrong, `category/detail`: paid once per order and wrong (design rule 3). */
    wrong: text('wrong'),
    rule: text('rule').notNull(),
    why: json<{ code: string; facts: Record<string, string | number> }[]>('why').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    expiresAt: instant('expires_at'),
    issuedAt: instant('issued_at'),
  },
  (t) => [
    index('grants_case').on(t.caseId),
    index('grants_customer').on(t.customerId, t.proposedAt),
    index('grants_status').on(t.status, t.proposedAt),
    uniqueIndex('grants_once_per_order_and_wrong')
      .on(t.orderId, t.wrong)
      .where(sql`${t.role} = 'compensation' AND ${t.status} NOT IN ('declined', 'expired', 'reversed')`),
    uniqueIndex('grants_one_reward_per_response')
      .on(t.responseId)
      .where(sql`${t.role} = 'reward'`),
  ],
);

/** An approval or a refusal: who, when, and why. */
export const grantDecisions = sqliteTable('grant_decisions', {
  id: id(),
  grantId: text('grant_id')
    .notNull()
    .unique()
    .references(() => grants.id),
  decision: text('decision', { enum: ['approved', 'declined'] }).notNull(),
  staffId: text('staff_id')
    .notNull()
    .references(() => staff.id),
  note: text('note'),
  at: instant('at').notNull(),
});
