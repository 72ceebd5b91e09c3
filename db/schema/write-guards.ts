import { sql } from 'drizzle-orm';
import { check, integer, sqliteTable } from 'drizzle-orm/sqlite-core';

/** Holds no rows: its check turns "this statement must change exactly one row" into a constraint. */
export const writeGuards = sqliteTable('write_guards', { changed: integer('changed').notNull() }, (t) => [
  check('changed_exactly_one_row', sql`${t.changed} = 1`),
]);
