import { and, eq, getTableColumns, is, Param, Placeholder, sql, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Database } from './client.ts';
import type { RawStatement, Statement, Value } from './unit.ts';

type Insert<T extends SQLiteTable> = InferInsertModel<T>;

/**
 * Adds a row. For the paths that write often: Drizzle takes 100 µs to say its SQL, so it is asked once. A row that is put
 * together from others has them last: what follows a spread takes Node 20 a microsecond for each name.
 */
export function insertRow<T extends SQLiteTable>(db: Database, table: T, row: Insert<T>): RawStatement {
  return insertRows(db, table, [row]);
}

/** Adds rows, at least one; a column that a row leaves out has its default. `otherwise` ends the statement, such as `ON CONFLICT …`. */
export function insertRows<T extends SQLiteTable>(
  db: Database,
  table: T,
  rows: Insert<T>[],
  otherwise = '',
): RawStatement {
  const known = insertText(table, { otherwise, rows: rows.length }, () => {
    const names = Object.keys(getTableColumns(table));
    const statement = db.insert(table).values(rows.map(() => placeholders(names)) as never);
    return builtText(table, statement, ` ${otherwise}`);
  });
  const args: Value[] = [];
  const perRow = known.order.length / rows.length;
  for (const row of rows) for (let at = 0; at < perRow; at++) args.push(kept(known.order[at], row));
  return { sql: known.sql, args };
}

/** Changes the rows in which every column of `where` has the value given. */
export function updateRows<T extends SQLiteTable>(
  db: Database,
  table: T,
  { set, where }: { set: Partial<Insert<T>>; where: Partial<Insert<T>> },
): RawStatement {
  const [changed, asked] = [given(set), given(where)];
  const known = updateText(table, `update ${changed.join()} where ${asked.join()}`, () => {
    const columns: Columns = getTableColumns(table);
    const statement = db
      .update(table)
      .set(placeholders(changed) as never)
      .where(
        and(...asked.map((name) => eq(sql.identifier(columnOf(columns, name).name), sql.placeholder(name)))),
      );
    return builtText(table, statement);
  });
  const args = known.order.map((to, at) => kept(to, at < changed.length ? set : where));
  return { sql: known.sql, args };
}

type Columns = Record<string, SQLiteColumn>;

/** Where one value of a statement comes from. */
interface Place {
  name: string;
  column: SQLiteColumn;
}

interface Text {
  sql: string;
  order: Place[];
}

const inserts = new WeakMap<SQLiteTable, Map<string, Text[]>>();

/** By how a statement ends and how many rows it has: putting a key together would cost as much as the statement. */
function insertText(
  table: SQLiteTable,
  { otherwise, rows }: { otherwise: string; rows: number },
  build: () => Text,
): Text {
  const ofTable = inserts.get(table) ?? new Map<string, Text[]>();
  inserts.set(table, ofTable);
  const texts = ofTable.get(otherwise) ?? [];
  ofTable.set(otherwise, texts);
  return (texts[rows] ??= build());
}

const updates = new WeakMap<SQLiteTable, Map<string, Text>>();

function updateText(table: SQLiteTable, key: string, build: () => Text): Text {
  const ofTable = updates.get(table) ?? new Map<string, Text>();
  updates.set(table, ofTable);
  const known = ofTable.get(key) ?? build();
  ofTable.set(key, known);
  return known;
}

function builtText(table: SQLiteTable, statement: Statement, otherwise = ''): Text {
  const columns: Columns = getTableColumns(table);
  const { sql: text, params } = statement.toSQL();
  return { sql: text + otherwise, order: params.map((param) => placeOf(param, columns)) };
}

function placeOf(param: unknown, columns: Columns): Place {
  const value = is(param, Param) ? param.value : param;
  if (!is(value, Placeholder)) throw new Error('A statement kept for use again has a value of its own');
  return { name: value.name, column: columnOf(columns, value.name) };
}

function columnOf(columns: Columns, name: string): SQLiteColumn {
  const column = columns[name];
  if (!column) throw new Error(`There is no column ${name}`);
  return column;
}

function given(row: object): string[] {
  const names: string[] = [];
  for (const name in row) if (Reflect.get(row, name) !== undefined) names.push(name);
  return names;
}

function placeholders(names: string[]): Record<string, Placeholder> {
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
}

/** A value as SQLite keeps it: the column's own mapping turns dates, JSON and flags into what there is. */
function kept(place: Place | undefined, row: object): Value {
  if (!place) return null;
  const { name, column } = place;
  const value: unknown = Reflect.get(row, name) ?? (name in row ? null : column.default);
  return value === null || value === undefined ? null : (column.mapToDriverValue(value) as Value);
}
