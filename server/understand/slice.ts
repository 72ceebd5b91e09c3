import { and, eq, gte, lte, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { Month } from './calendar-month.ts';

/** Which answers a figure is about: months from the first to the last, and whatever else narrows them. */
export interface Slice extends Narrowing {
  from: Month;
  to: Month;
}

/** What can stand in the address bar of every page of figures. */
export interface Narrowing {
  program?: string | undefined;
  tier?: Tier | undefined;
  department?: string | undefined;
  /** The account manager of the customers. */
  manager?: string | undefined;
  /** The language they answered in. */
  language?: string | undefined;
  /** Those who named a category, `price`, or a detail of it, `price/too-high`. */
  named?: string | undefined;
  /** Those who named exactly these categories: `price+service`, or `none` of them (R2). */
  segment?: string | undefined;
}

/** Whether the roll-ups can tell: they know months, programs and tiers. */
export const isInRollUps = ({ department, manager, language, named, segment }: Narrowing): boolean =>
  [department, manager, language, named, segment].every((value) => value === undefined);

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
