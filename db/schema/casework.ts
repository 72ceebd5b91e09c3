import { integer, index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { cases } from './cases.ts';
import { id, instant, json } from './columns.ts';
import { staff } from './staff.ts';

/** Which cases a rule of assignment is about: all that is said must hold. */
export interface AssignmentTest {
  categories?: string[];
  departments?: string[];
  tiers?: ('gold' | 'silver' | 'copper')[];
  locales?: string[];
  leastSeverity?: number;
}

/** Who a new case goes to: the first rule that fits, then whoever of these fits best. */
export const assignmentRules = sqliteTable('assignment_rules', {
  id: id(),
  position: integer('position').notNull(),
  test: json<AssignmentTest>('test').notNull(),
  staffIds: json<string[]>('staff_ids').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** Who is told when a clock runs: so many business minutes before (negative) or after the time it is due. */
export const escalationSteps = sqliteTable('escalation_steps', {
  id: id(),
  clock: text('clock', { enum: ['first-contact', 'resolution'] }).notNull(),
  minutesAfterDue: integer('minutes_after_due').notNull(),
  to: text('to', { enum: ['owner', 'managers', 'named'] }).notNull(),
  /** The named leader. */
  staffId: text('staff_id').references(() => staff.id),
  /** Cases that were due up to then have been seen to. */
  seenUntil: instant('seen_until').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

/** A step that was taken for a case: once, and once more only after it was opened again. */
export const escalations = sqliteTable(
  'escalations',
  {
    caseId: text('case_id')
      .notNull()
      .references(() => cases.id),
    stepId: text('step_id').notNull(),
    /** How often the case had been reopened. */
    round: integer('round').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseId, t.stepId, t.round] })],
);

/** Words an agent starts a mail from, in every language; `{{name}}`, `{{company}}`, `{{agent}}` and the like are filled. */
export const mailTemplates = sqliteTable(
  'mail_templates',
  {
    id: id(),
    name: text('name').notNull(),
    texts: json<Record<string, { subject: string; body: string }>>('texts').notNull(),
    archivedAt: instant('archived_at'),
    updatedBy: text('updated_by').references(() => staff.id),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('mail_templates_name').on(t.name)],
);
