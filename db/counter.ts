import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { RawStatement, Value } from './unit.ts';

/** A table of figures: a row for each key, whose amounts grow. */
export interface Counter<T extends SQLiteTable> {
  (row: InferInsertModel<T>): Counted;
}

/** What is added to one row of figures. */
export interface Counted {
  sql: string;
  /** Which row of figures: two with the same key and SQL are one. */
  key: string;
  keys: Value[];
  amounts: number[];
}

/** Says how a table of figures is added to: the columns named are amounts, all others are the key. */
export function counter<T extends SQLiteTable>(
  table: T,
  ...amounts: (keyof InferInsertModel<T> & string)[]
): Counter<T> {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const keys = Object.keys(columns).filter((name) => !amounts.includes(name as (typeof amounts)[number]));
  const nameOf = (name: string) => `"${columns[name]?.name}"`;
  const names = [...keys, ...amounts].map(nameOf);
  const added = amounts.map(nameOf).map((name) => `${name} = ${name} + excluded.${name}`);
  const sql = `INSERT INTO "${getTableName(table)}" (${names.join()}) VALUES (${names.map(() => '?').join()})
    ON CONFLICT DO UPDATE SET ${added.join()}`;
  return (row) => {
    const valueOf = (name: string): unknown => Reflect.get(row, name);
    const values = keys.map((name) => valueOf(name) as Value);
    return {
      sql,
      key: values.join('\n'),
      keys: values,
      amounts: amounts.map((name) => Number(valueOf(name))),
    };
  };
}

/** The statements that add all of it, each row of figures once. */
export function addedUp(counted: readonly Counted[]): RawStatement[] {
  const sums = new Map<string, Map<string, RawStatement>>();
  for (const { sql, key, keys, amounts } of counted) {
    const rows = sums.get(sql) ?? new Map<string, RawStatement>();
    sums.set(sql, rows);
    const sum = rows.get(key);
    if (!sum) rows.set(key, { sql, args: [...keys, ...amounts] });
    else
      amounts.forEach(
        (amount, at) => (sum.args[keys.length + at] = Number(sum.args[keys.length + at]) + amount),
      );
  }
  return [...sums.values()].flatMap((rows) => [...rows.values()]);
}
