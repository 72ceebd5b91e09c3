import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, instant, json } from './columns.ts';

export const jobs = sqliteTable(
  'jobs',
  {
    id: id(),
    kind: text('kind').notNull(),
    payload: json<Record<string, string | number | null>>('payload').notNull(),
    state: text('state', { enum: ['queued', 'running', 'done', 'dead'] }).notNull(),
    /** When to run while queued, when the lease ends while running: one index serves both. */
    due: instant('due').notNull(),
    owner: text('owner'),
    attempts: integer('attempts').notNull(),
    lastError: text('last_error'),
    /** At most one job per key, for what must be asked for only once. */
    dedupeKey: text('dedupe_key').unique(),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    index('jobs_due')
      .on(t.due)
      .where(sql`state IN ('queued', 'running')`),
    index('jobs_state').on(t.state, t.createdAt),
  ],
);

/** When a recurring task last ran, so that several processes run it once. */
export const recurringRuns = sqliteTable('recurring_runs', {
  name: text('name').primaryKey(),
  lastRunAt: instant('last_run_at').notNull(),
});
