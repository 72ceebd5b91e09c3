import { LibsqlError, type Client, type InArgs, type InStatement, type ResultSet } from '@libsql/client';
import { resultOfRows } from './statement-cache.ts';
import type { ThreadWriter } from './thread-writer.ts';

/**
 * Reads by the connection that writes, in its thread. It sees what was just written without looking its pages up anew,
 * which a connection beside it must after every write, and it leaves the thread that answers people free.
 */
export class ThreadReader implements Client {
  readonly closed = false;
  readonly protocol = 'file';

  constructor(private readonly writer: ThreadWriter) {}

  async execute(statement: InStatement, args: InArgs = []): Promise<ResultSet> {
    const { sql, args: given = [] } = typeof statement === 'string' ? { sql: statement, args } : statement;
    if (!Array.isArray(given)) throw new LibsqlError('Values have no names here', 'ARGS_NAMED');
    const { columns, rows } = await this.writer.read({ sql, args: given });
    return resultOfRows(columns, rows);
  }

  batch(): never {
    throw onlyReads();
  }

  migrate(): never {
    throw onlyReads();
  }

  transaction(): never {
    throw onlyReads();
  }

  executeMultiple(): never {
    throw onlyReads();
  }

  sync(): never {
    throw onlyReads();
  }

  reconnect(): never {
    throw onlyReads();
  }

  /** The connection is the writer's. */
  close(): void {}
}

const onlyReads = () => new LibsqlError('This connection only reads, one statement at a time', 'READ_ONLY');
