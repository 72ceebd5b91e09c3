import {
  and,
  eq,
  getTableColumns,
  is,
  Param,
  Placeholder,
  sql,
  type InferInsertModel,
  type SQL,
} from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './client.ts';
import type { RawStatement, Statement } from './unit.ts';

type Insert<T extends SQLiteTable> = InferInsertModel<T>;

/** Adds a row. For the paths that write often: Drizzle takes 100 µs to say its SQL, so it is asked once. */
export function insertRow<T extends SQLiteTable>(db: Database, table: T, row: Insert<T>): RawStatement {
  return insertRows(db, table, [row]);
}

/** Adds rows that all name the same columns, at least one. `otherwise` ends the statement, such as `ON CONFLICT …`. */
export function insertRows<T extends SQLiteTable>(
  db: Database,
  table: T,
  rows: Insert<T>[],
  otherwise = '',
): RawStatement {
  const names = given(rows[0] ?? {});
  const known = textOf(table, `insert ${rows.length} ${otherwise} ${names.join()}`, () =>
    db.insert(table).values(rows.map(() => placeholders(names)) as never),
  );
  const ofOneRow = known.order.slice(0, known.order.length / rows.length);
  return {
    sql: `${known.sql} ${otherwise}`,
    args: rows.flatMap((row) => ofOneRow.map((name) => kept(known.columns, name, row))),
  };
}

/** Changes the rows in which every column of `where` has the value given. */
export function updateRows<T extends SQLiteTable>(
  db: Database,
  table: T,
  { set, where }: { set: Partial<Insert<T>>; where: Partial<Insert<T>> },
): RawStatement {
  const [changed, asked] = [given(set), given(where)];
  const known = textOf(table, `update ${changed.join()} where ${asked.join()}`, (columns) =>
    db
      .update(table)
      .set(placeholders(changed) as never)
      .where(allEqual(columns, asked)),
  );
  const args = known.order.map((name, at) => kept(known.columns, name, at < changed.length ? set : where));
  return { sql: known.sql, args };
}

type Columns = Record<string, SQLiteColumn>;

interface Text {
  sql: string;
  /** The columns its values go to, in turn. */
  order: string[];
  columns: Columns;
}

const texts = new WeakMap<SQLiteTable, Map<string, Text>>();

function textOf(table: SQLiteTable, key: string, build: (columns: Columns) => Statement): Text {
  const ofTable = texts.get(table) ?? new Map<string, Text>();
  texts.set(table, ofTable);
  const known = ofTable.get(key) ?? built(table, build);
  ofTable.set(key, known);
  return known;
}

function built(table: SQLiteTable, build: (columns: Columns) => Statement): Text {
  const columns: Columns = getTableColumns(table);
  const { sql: text, params } = build(columns).toSQL();
  return { sql: text, order: params.map(placeholderName), columns };
}

function given(row: object): string[] {
  return Object.entries(row).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}

function placeholders(names: string[]): Record<string, Placeholder> {
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
}

function placeholderName(param: unknown): string {
  const value = is(param, Param) ? param.value : param;
  if (!is(value, Placeholder)) throw new Error('A statement kept for use again has a value of its own');
  return value.name;
}

function allEqual(columns: Columns, names: string[]): SQL | undefined {
  return and(...names.map((name) => eq(sql.identifier(columns[name]?.name ?? name), sql.placeholder(name))));
}

/** A value as SQLite keeps it: the column's own mapping turns dates, JSON and flags into what there is. */
function kept(columns: Columns, name: string, row: object): string | number | null {
  const value: unknown = Reflect.get(row, name) ?? null;
  return value === null ? null : (columns[name]?.mapToDriverValue(value) as string | number);
}
