import type { InStatement } from '@libsql/client';

/** Anything that can say its SQL: a Drizzle insert, update or delete that is not awaited. */
export interface Statement {
  toSQL(): { sql: string; params: unknown[] };
}

/** A statement of our own, for what Drizzle cannot say. */
export interface RawStatement {
  sql: string;
  args: (string | number | null)[];
}

/** The list of statements of one `write`. It is only collected here; the queue runs it. */
export interface Tx {
  run(statement: Statement | RawStatement): void;
  /** As `run`, and the whole unit fails with a `GuardError` unless exactly one row changed. */
  must(statement: Statement | RawStatement, otherwise: string): void;
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
  readonly statements: InStatement[] = [];
  readonly #guards = new Map<number, string>();

  run(statement: Statement | RawStatement): void {
    this.statements.push(toInStatement(statement));
  }

  must(statement: Statement | RawStatement, otherwise: string): void {
    this.run(statement);
    this.#guards.set(this.statements.length, otherwise);
    this.statements.push('INSERT INTO write_guards SELECT changes() WHERE changes() <> 1');
  }

  /** The error a person can be told, for a statement of this unit that the database refused. */
  failure(statementIndex: number, cause: Error): Error {
    const guard = this.#guards.get(statementIndex);
    if (guard !== undefined) return new GuardError(guard, { cause });
    return new ConstraintError(cause.message, { cause });
  }
}

function toInStatement(statement: Statement | RawStatement): InStatement {
  if ('args' in statement) return statement;
  const { sql, params } = statement.toSQL();
  // Drizzle has already turned every value into what SQLite keeps.
  return { sql, args: params as RawStatement['args'] };
}
