import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { cases } from './cases.ts';
import { id, instant, json, minor } from './columns.ts';
import { customers, orders } from './customers.ts';
import { compensationPolicies } from './policies.ts';
import { responses } from './responses.ts';
import { staff } from './staff.ts';
import { sql } from 'drizzle-orm';

/** The kinds of compensation (C3, C7), points (C9) among them. */
export const grantKinds = [
  'account-credit',
  'voucher',
  'free-order',
  'extra-service',
  'higher-class',
  'fixed-prices',
  'debt-write-off',
  'points',
  'leader-call',
  'leader-letter',
] as const;

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
    kind: text('kind', { enum: grantKinds }).notNull(),
    /** What it is worth; points are an amount in the currency `PTS`, a call or a letter is worth 0. */
    amountMinor: minor('amount_minor').notNull(),
    currency: text('currency').notNull(),
    status: text('status', {
      enum: ['proposed', 'approved', 'issued', 'redeemed', 'declined', 'expired', 'reversed'],
    }).notNull(),
    /** What went wrong, `category/detail`: paid once per order and wrong (design rule 3). */
    wrong: text('wrong'),
    rule: text('rule').notNull(),
    why: json<{ code: string; facts: Record<string, string | number> }[]>('why').notNull(),
    /** The version of the policy that decided; null before there were versions. */
    policyId: text('policy_id').references(() => compensationPolicies.id),
    programId: text('program_id'),
    /** What exactly is given, where money does not say it: which service, which prices, by whom. */
    details: json<Record<string, string | number>>('details').notNull().default({}),
    /** Who may say yes at the least; the same person never proposes and approves above the limit. */
    approval: text('approval', { enum: ['agent', 'manager', 'admin'] })
      .notNull()
      .default('agent'),
    /** Why a guard holds it for a person to look at; null when none does. */
    held: json<{ code: string; facts: Record<string, string | number> }[]>('held'),
    /** The colleague who proposed it by hand; null where the policy did. */
    proposedBy: text('proposed_by').references(() => staff.id),
    proposedAt: instant('proposed_at').notNull(),
    /** A proposal nobody decides is over then; what was issued and not used is over then too. */
    expiresAt: instant('expires_at'),
    issuedAt: instant('issued_at'),
    /** The last day an issued grant may be used. */
    validUntil: instant('valid_until'),
    reversedAt: instant('reversed_at'),
    reversedBy: text('reversed_by').references(() => staff.id),
    reversalReason: text('reversal_reason'),
  },
  (t) => [
    index('grants_case').on(t.caseId),
    index('grants_customer').on(t.customerId, t.proposedAt),
    index('grants_status').on(t.status, t.proposedAt),
    index('grants_compensation')
      .on(t.proposedAt, t.id)
      .where(sql`role = 'compensation'`),
    index('grants_compensation_response')
      .on(t.responseId)
      .where(sql`role = 'compensation'`),
    index('grants_valid_until')
      .on(t.validUntil)
      .where(sql`${t.status} = 'issued' AND ${t.validUntil} IS NOT NULL`),
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
