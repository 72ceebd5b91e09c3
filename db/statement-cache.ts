import type { InArgs, InValue, ResultSet, Row, Value } from '@libsql/client';
import type Libsql from 'libsql';

const mostKept = 300;
/** A longer text is an import's, made for its rows and never said again. */
const longestKept = 10_000;

interface Prepared {
  statement: Libsql.Statement;
  /** Null for a statement that gives no rows. */
  columns: string[] | null;
}

/** The prepared statements of one connection. One that failed is not used again. */
export class StatementCache {
  readonly #kept = new Map<string, Prepared>();

  constructor(private readonly connection: Libsql.Database) {}

  run(sql: string, args: InArgs): ResultSet {
    const prepared = this.#kept.get(sql) ?? this.#prepare(sql);
    try {
      return resultOf(prepared, boundFrom(args));
    } catch (error) {
      this.#kept.delete(sql);
      throw error;
    }
  }

  clear(): void {
    this.#kept.clear();
  }

  #prepare(sql: string): Prepared {
    const statement = this.connection.prepare(sql);
    const prepared = { statement, columns: columnsOf(statement) };
    if (sql.length > longestKept) return prepared;
    const [oldest] = this.#kept.keys();
    if (this.#kept.size >= mostKept && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(sql, prepared);
    return prepared;
  }
}

function columnsOf(statement: Libsql.Statement): string[] | null {
  try {
    // Refused by a statement that gives no rows.
    statement.raw(true);
  } catch {
    return null;
  }
  return statement.columns().map(({ name }) => name);
}

function resultOf({ statement, columns }: Prepared, bound: unknown): ResultSet {
  if (columns === null) {
    const { changes, lastInsertRowid } = statement.run(bound);
    return result([], { rows: [], rowsAffected: changes, lastInsertRowid: BigInt(lastInsertRowid) });
  }
  return resultOfRows(columns, statement.all(bound) as Value[][]);
}

/** Rows as they come from the database, as the driver gives them. */
export function resultOfRows(columns: string[], values: Value[][]): ResultSet {
  const rows = values.map((row) => rowOf(columns, row));
  return result(columns, { rows, rowsAffected: 0, lastInsertRowid: undefined });
}

function result(
  columns: string[],
  given: Pick<ResultSet, 'rows' | 'rowsAffected' | 'lastInsertRowid'>,
): ResultSet {
  return { columns, columnTypes: [], ...given, toJSON: () => ({ columns, ...given }) };
}

/** The driver's rows: values by name, and by number unseen. */
function rowOf(columns: string[], values: Value[]): Row {
  const row = Object.defineProperty({}, 'length', { value: values.length }) as Row;
  values.forEach((value, index) => {
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      throw new RangeError('A number of the database is too large to be exact');
    Object.defineProperty(row, index, { value });
    const name = columns[index];
    if (name !== undefined && !Object.hasOwn(row, name)) row[name] = value;
  });
  return row;
}

function boundFrom(args: InArgs): unknown {
  if (Array.isArray(args)) return args.map(bindable);
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name.replace(/^[@$:]/, ''), bindable(value)]),
  );
}

function bindable(value: InValue): unknown {
  if (value === undefined) throw new TypeError('undefined cannot be kept in the database');
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.valueOf();
  return value instanceof ArrayBuffer ? Buffer.from(value) : value;
}
