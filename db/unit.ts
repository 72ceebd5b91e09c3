import type { Counted } from './counter.ts';

/** Anything that can say its SQL: a Drizzle insert, update or delete that is not awaited. */
export interface Statement {
  toSQL(): { sql: string; params: unknown[] };
}

export type Value = string | number | null;

/** A statement of our own, for what Drizzle cannot say. */
export interface RawStatement {
  sql: string;
  args: Value[];
}

/** A statement on its way to the database. */
export interface UnitStatement extends RawStatement {
  /** Unless it changes exactly one row, the transaction is refused. */
  mustChangeOne?: boolean;
}

/** What became of a statement. */
export interface Written {
  /** What it returned, each row's values by name. */
  rows: Record<string, unknown>[];
  rowsAffected: number;
}

/** What one `write` says. It is only collected here; the queue runs it. */
export interface Tx {
  run(statement: Statement | RawStatement): void;
  /** As `run`, and the whole unit fails with a `GuardError` unless exactly one row changed. */
  must(statement: Statement | RawStatement, otherwise: string): void;
  /** Adds to a figure; what units that are committed together add to the same figure is one statement. */
  count(counted: Counted): void;
}

/** A guarded statement met another state than it was decided on. */
export class GuardError extends Error {
  override name = 'GuardError';
}

/** A unique, foreign-key or check constraint refused the unit; `message` names it. */
export class ConstraintError extends Error {
  override name = 'ConstraintError';
}

export class Unit implements Tx {
  readonly statements: UnitStatement[] = [];
  readonly counted: Counted[] = [];
  readonly #guards = new Map<number, string>();

  run(statement: Statement | RawStatement): void {
    this.statements.push(toUnitStatement(statement));
  }

  must(statement: Statement | RawStatement, otherwise: string): void {
    this.#guards.set(this.statements.length, otherwise);
    const { sql, args } = toUnitStatement(statement);
    this.statements.push({ sql, args, mustChangeOne: true });
  }

  count(counted: Counted): void {
    this.counted.push(counted);
  }

  /** The error a person can be told, for a statement of this unit that the database refused. */
  failure(statementIndex: number, cause: Error & { wasGuard: boolean }): Error {
    const guard = cause.wasGuard ? this.#guards.get(statementIndex) : undefined;
    if (guard !== undefined) return new GuardError(guard, { cause });
    return new ConstraintError(cause.message, { cause });
  }
}

function toUnitStatement(statement: Statement | RawStatement): UnitStatement {
  if ('args' in statement) return statement;
  const { sql, params } = statement.toSQL();
  // Drizzle has already turned every value into what SQLite keeps.
  return { sql, args: params as Value[] };
}
