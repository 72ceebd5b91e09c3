import { and, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Month } from './calendar-month.ts';

/** Which answers a figure is about: months from the first to the last, one program or all, one tier or all. */
export interface Slice {
  from: Month;
  to: Month;
  program?: string | undefined;
  tier?: Tier | undefined;
}

export type Tier = 'gold' | 'silver' | 'copper';

interface SlicedColumns {
  month: SQLiteColumn;
  programId: SQLiteColumn;
  tier: SQLiteColumn;
}

export function within(columns: SlicedColumns, slice: Slice): SQL | undefined {
  return and(
    gte(columns.month, slice.from),
    lte(columns.month, slice.to),
    slice.program === undefined ? ofCustomers(columns.programId) : eq(columns.programId, slice.program),
    slice.tier === undefined ? undefined : eq(columns.tier, slice.tier),
  );
}

/** What colleagues say without a name is no customer's voice: it counts only where its own program is asked for (A7). */
export function ofCustomers(programId: SQLiteColumn): SQL {
  return sql`coalesce(${programId}, '') NOT IN (SELECT id FROM programs WHERE is_anonymous)`;
}

/** What was counted and taken back by a correction leaves a count of nothing, which is nothing to show. */
export function isSaid(n: SQLiteColumn): SQL {
  return sql`sum(${n}) <> 0`;
}
