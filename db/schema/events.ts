import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant, json } from './columns.ts';

/** What happened, append-only: case timeline, audit log and live updates all read it by its increasing id. */
export const events = sqliteTable(
  'events',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    kind: text('kind').notNull(),
    actorId: text('actor_id'),
    customerId: text('customer_id'),
    caseId: text('case_id'),
    data: json<Record<string, unknown>>('data').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('events_case').on(t.caseId, t.id), index('events_customer').on(t.customerId, t.id)],
);
