import { LibsqlBatchError, LibsqlError, type ResultSet, type Value } from '@libsql/client';
import { FileClient, guardRefused } from './file-client.ts';
import type { UnitStatement, Written } from './unit.ts';
import { DatabaseBusy, StatementRefused, type Writer } from './writer.ts';

export type Synchronous = 'FULL' | 'NORMAL';

/** How long the driver, which is synchronous, waits for another process's write before the queue tries again. */
const patienceMilliseconds = 200;

/** Writes to a file, in the thread that calls it. */
export class FileWriter implements Writer {
  private constructor(
    private readonly client: FileClient,
    private readonly synchronous: Synchronous,
  ) {}

  static async open(path: string, synchronous: Synchronous): Promise<FileWriter> {
    const writer = new FileWriter(new FileClient(path, patienceMilliseconds), synchronous);
    await retryWhileBusy(() => writer.#setUp());
    return writer;
  }

  async batch(statements: UnitStatement[]): Promise<Written[]> {
    try {
      return (await this.client.batch(statements)).map(writtenFrom);
    } catch (error) {
      throw asFailure(error);
    }
  }

  /** The rows of one query, as arrays. */
  async read([statement]: UnitStatement[]): Promise<{ columns: string[]; rows: Value[][] }> {
    const { columns, rows } = await this.client.execute(statement ?? '');
    return { columns, rows: rows.map((row) => columns.map((_, at) => row[at] ?? null)) };
  }

  async reconnect(): Promise<void> {
    await this.client.reconnect();
    await this.#setUp();
  }

  async close(): Promise<void> {
    this.client.close();
  }

  async #setUp(): Promise<void> {
    await this.client.executeMultiple(
      `PRAGMA busy_timeout=${patienceMilliseconds}; PRAGMA journal_mode=WAL; PRAGMA synchronous=${this.synchronous};
       PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=67108864; PRAGMA wal_autocheckpoint=8000;
       PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY;`,
    );
  }
}

export const writtenFrom = ({ rows, rowsAffected }: ResultSet): Written => ({
  rows: rows.map((row) => ({ ...row })),
  rowsAffected,
});

/** What the driver says, in the queue's words. */
export function asFailure(error: unknown): unknown {
  if (!(error instanceof LibsqlError)) return error;
  if (/BUSY|LOCKED/.test(`${error.code} ${error.message}`)) return new DatabaseBusy(error.message);
  if (!(error instanceof LibsqlBatchError) || !isRefusal(error)) return error;
  return new StatementRefused(error.message, error.statementIndex, error.code === guardRefused);
}

function isRefusal({ code, extendedCode }: LibsqlError): boolean {
  return (
    code === guardRefused ||
    /SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE|TOOBIG)/.test(`${code} ${extendedCode ?? ''}`)
  );
}

async function retryWhileBusy(action: () => Promise<void>, tries = 50): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await action();
    } catch (error) {
      if (attempt >= tries || !/BUSY|locked/i.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
