import {
  LibsqlBatchError,
  LibsqlError,
  type Client,
  type InStatement,
  type InValue,
  type ResultSet,
} from '@libsql/client';
import Libsql from 'libsql';
import { StatementCache } from './statement-cache.ts';
import type { UnitStatement } from './unit.ts';

/** What a guarded statement that changed something else than one row is refused with. */
export const guardRefused = 'GUARD_REFUSED';

type BatchStatement = InStatement | [string, unknown?] | UnitStatement;

/**
 * One connection to a file behind the driver's interface. The driver prepares every statement anew each time, which
 * costs more than running it; this one keeps them. Transactions are batches: nothing is awaited inside one.
 */
export class FileClient implements Client {
  closed = false;
  readonly protocol = 'file';
  #connection: Libsql.Database;
  #statements: StatementCache;
  /** libSQL may lose what is written on a connection after that, so nothing more is (libsql-client-ts issue 352). */
  #metBusy = false;

  constructor(
    private readonly path: string,
    private readonly timeout: number,
  ) {
    this.#connection = new Libsql(path, { timeout });
    this.#statements = new StatementCache(this.#connection);
  }

  async execute(statement: InStatement, args: unknown = []): Promise<ResultSet> {
    return this.#run(typeof statement === 'string' ? { sql: statement, args: args as InValue[] } : statement);
  }

  async batch(statements: BatchStatement[]): Promise<ResultSet[]> {
    this.#demandOpen();
    if (this.#metBusy) throw new LibsqlError('This connection met SQLITE_BUSY: reconnect', 'SQLITE_BUSY');
    try {
      this.#exec('BEGIN IMMEDIATE');
      const results = statements.map((statement, index) => this.#runAt(statement, index));
      this.#exec('COMMIT');
      return results;
    } catch (error) {
      this.#metBusy = error instanceof LibsqlError && error.code === 'SQLITE_BUSY';
      throw error;
    } finally {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
    }
  }

  async executeMultiple(sql: string): Promise<void> {
    this.#exec(sql);
  }

  async reconnect(): Promise<void> {
    this.close();
    this.#connection = new Libsql(this.path, { timeout: this.timeout });
    this.#statements = new StatementCache(this.#connection);
    this.closed = false;
    this.#metBusy = false;
  }

  close(): void {
    this.closed = true;
    this.#statements.clear();
    if (this.#connection.open) this.#connection.close();
  }

  migrate(): never {
    throw new Error('Migrations have a connection of their own');
  }

  transaction(): never {
    throw new Error('A transaction is a batch: say it with write');
  }

  sync(): never {
    throw new Error('A file has nothing to synchronise with');
  }

  #runAt(statement: BatchStatement, index: number): ResultSet {
    try {
      const result = this.#run(
        Array.isArray(statement) ? { sql: statement[0], args: statement[1] as [] } : statement,
      );
      if (typeof statement === 'object' && 'mustChangeOne' in statement && result.rowsAffected !== 1)
        throw new LibsqlError(`Changed ${result.rowsAffected} rows, not one`, guardRefused);
      return result;
    } catch (error) {
      if (!(error instanceof LibsqlError)) throw error;
      const { message, code, extendedCode, rawCode } = error;
      throw new LibsqlBatchError(message, index, code, extendedCode, rawCode, error);
    }
  }

  #run(statement: InStatement): ResultSet {
    this.#demandOpen();
    const { sql, args = [] } = typeof statement === 'string' ? { sql: statement } : statement;
    try {
      return this.#statements.run(sql, args);
    } catch (error) {
      throw asLibsqlError(error);
    }
  }

  #exec(sql: string): void {
    this.#demandOpen();
    try {
      this.#connection.exec(sql);
    } catch (error) {
      throw asLibsqlError(error);
    }
  }

  #demandOpen(): void {
    // The driver ends the process when a closed connection is used.
    if (this.closed) throw new LibsqlError('The client is closed', 'CLIENT_CLOSED');
  }
}

function asLibsqlError(error: unknown): unknown {
  if (!(error instanceof Libsql.SqliteError)) return error;
  const code = /^SQLITE_[A-Z]+/.exec(error.code)?.[0] ?? error.code;
  return new LibsqlError(error.message, code, error.code, error.rawCode, error);
}
