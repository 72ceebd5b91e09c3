import { sql } from 'drizzle-orm';
import { check, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { id, instant, json, minor } from './columns.ts';
import type { PolicyDocument } from './policy-parts.ts';
import { staff } from './staff.ts';

/** What is given for which wrong, in versions: at most one is active, and one that decided something never changes. */
export const compensationPolicies = sqliteTable(
  'compensation_policies',
  {
    id: id(),
    number: integer('number').notNull().unique(),
    status: text('status', { enum: ['draft', 'active', 'retired'] }).notNull(),
    document: json<PolicyDocument>('document').notNull(),
    /** Counts up with every saved draft, so that two editors do not overwrite each other. */
    revision: integer('revision').notNull().default(0),
    createdBy: text('created_by').references(() => staff.id),
    createdAt: instant('created_at').notNull(),
    activatedBy: text('activated_by').references(() => staff.id),
    activatedAt: instant('activated_at'),
    retiredAt: instant('retired_at'),
  },
  (t) => [
    uniqueIndex('compensation_policies_one_active')
      .on(t.status)
      .where(sql`${t.status} = 'active'`),
  ],
);

/** What a month's compensation comes to, for the company and for each program, moved with the grants. */
export const budgetUse = sqliteTable(
  'budget_use',
  {
    /** `YYYY-MM` in the company's zone. */
    month: text('month').notNull(),
    /** `company`, or a program's id. */
    scope: text('scope').notNull(),
    currency: text('currency').notNull(),
    usedMinor: minor('used_minor').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.month, t.scope, t.currency] }),
    check('budget_use_not_negative', sql`${t.usedMinor} >= 0`),
  ],
);
