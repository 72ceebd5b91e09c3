import { and, eq, gte, lte, type SQL } from 'drizzle-orm';
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
    slice.program === undefined ? undefined : eq(columns.programId, slice.program),
    slice.tier === undefined ? undefined : eq(columns.tier, slice.tier),
  );
}
