import { LibsqlBatchError, type Client } from '@libsql/client';
import { asFailure, writtenFrom } from './file-writer.ts';
import type { UnitStatement, Written } from './unit.ts';
import { StatementRefused, type Writer } from './writer.ts';

const guard = 'INSERT INTO write_guards SELECT changes() WHERE changes() <> 1';

/** Writes to a libSQL server: a group is one batch and one round trip, so a guard is a statement that fails by itself. */
export class ServerWriter implements Writer {
  constructor(private readonly client: Client) {}

  async batch(statements: UnitStatement[]): Promise<Written[]> {
    const sent = statements.flatMap(({ sql, args, mustChangeOne }, index) => [
      { index, isGuard: false, statement: { sql, args } },
      ...(mustChangeOne ? [{ index, isGuard: true, statement: guard }] : []),
    ]);
    try {
      const results = await this.client.batch(
        sent.map(({ statement }) => statement),
        'write',
      );
      return results.filter((_, at) => sent[at]?.isGuard === false).map(writtenFrom);
    } catch (error) {
      const failure = asFailure(error);
      const place = error instanceof LibsqlBatchError ? sent[error.statementIndex] : undefined;
      if (!(failure instanceof StatementRefused) || !place) throw failure;
      throw new StatementRefused(failure.message, place.index, place.isGuard);
    }
  }

  async reconnect(): Promise<void> {
    await this.client.reconnect();
  }

  async close(): Promise<void> {
    this.client.close();
  }
}
