import { setTimeout as sleep } from 'node:timers/promises';
import { LibsqlBatchError, LibsqlError, type Client, type ResultSet } from '@libsql/client';
import { Unit, type Tx } from './unit.ts';

const maxStatementsPerGroup = 4000;
const busyTries = 60;

interface Waiting {
  unit: Unit;
  done: (results: ResultSet[]) => void;
  failed: (error: Error) => void;
}

/**
 * The one door for writes of a process. Units that wait in the same turn of the event loop share one
 * `BEGIN IMMEDIATE … COMMIT` (one batch, one round trip to a server), so durability costs one sync per group.
 * A unit the database refuses fails alone: the group is rolled back and sent again without it.
 */
export class WriteQueue {
  #waiting: Waiting[] = [];
  #draining: Promise<void> | null = null;
  #collecting = false;

  constructor(
    private readonly client: Client,
    /** Opens the connection afresh and sets its pragmas again. */
    private readonly reconnect: () => Promise<void>,
  ) {}

  write(collect: (tx: Tx) => void): Promise<ResultSet[]> {
    const unit = this.#collect(collect);
    if (unit.statements.length === 0) return Promise.resolve([]);
    return new Promise((done, failed) => {
      this.#waiting.push({ unit, done, failed });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when everything asked for so far is committed or refused. */
  async idle(): Promise<void> {
    while (this.#draining) await this.#draining;
  }

  #collect(collect: (tx: Tx) => void): Unit {
    if (this.#collecting)
      throw new Error('A write inside a write: add the statements to the tx you were given');
    this.#collecting = true;
    try {
      const unit = new Unit();
      const result: unknown = collect(unit);
      if (result instanceof Promise)
        throw new Error('A write is decided before it is written: no async function');
      return unit;
    } finally {
      this.#collecting = false;
    }
  }

  async #drain(): Promise<void> {
    await new Promise((turnEnds) => setImmediate(turnEnds));
    while (this.#waiting.length > 0) await this.#commit(this.#nextGroup());
    this.#draining = null;
  }

  #nextGroup(): Waiting[] {
    let statements = 0;
    const tooMany = this.#waiting.findIndex(({ unit }, index) => {
      statements += unit.statements.length;
      return index > 0 && statements > maxStatementsPerGroup;
    });
    return this.#waiting.splice(0, tooMany === -1 ? this.#waiting.length : tooMany);
  }

  async #commit(group: Waiting[]): Promise<void> {
    let rest = group;
    for (let busy = 0; rest.length > 0;) {
      try {
        settle(
          rest,
          await this.client.batch(
            rest.flatMap(({ unit }) => unit.statements),
            'write',
          ),
        );
        return;
      } catch (error) {
        const refused = refusedUnit(rest, error);
        if (refused) {
          refused.failed();
          rest = rest.filter((waiting) => waiting !== refused.waiting);
        } else {
          await this.#afterFailure(error, rest, ++busy);
          if (!isBusy(error) || busy >= busyTries) return;
        }
      }
    }
  }

  // After SQLITE_BUSY the driver acknowledges writes that never reach the file (tursodatabase/libsql-client-ts
  // issue 352), so the connection is never used again.
  async #afterFailure(error: unknown, rest: Waiting[], busy: number): Promise<void> {
    const gaveUp = !isBusy(error) || busy >= busyTries;
    try {
      await this.reconnect();
    } catch (reconnectError) {
      if (gaveUp) return failAll(rest, reconnectError);
    }
    if (gaveUp) failAll(rest, error);
    else await sleep(Math.random() * Math.min(250, 5 * 2 ** busy));
  }
}

function settle(group: Waiting[], results: ResultSet[]): void {
  let from = 0;
  for (const { unit, done } of group) done(results.slice(from, (from += unit.statements.length)));
}

function refusedUnit(group: Waiting[], error: unknown): { waiting: Waiting; failed: () => void } | undefined {
  if (!(error instanceof LibsqlBatchError) || isBusy(error) || !isRefusal(error)) return undefined;
  let from = 0;
  for (const waiting of group) {
    const index = error.statementIndex - from;
    if (index < waiting.unit.statements.length) {
      return { waiting, failed: () => waiting.failed(waiting.unit.failure(index, error)) };
    }
    from += waiting.unit.statements.length;
  }
  return undefined;
}

function failAll(group: Waiting[], error: unknown): void {
  const reason = error instanceof Error ? error : new Error(String(error));
  for (const { failed } of group) failed(reason);
}

function isBusy(error: unknown): boolean {
  return error instanceof LibsqlError && /BUSY|LOCKED/.test(`${error.code} ${error.message}`);
}

/** The database refused this statement for what it says, so the neighbours are innocent. */
function isRefusal(error: LibsqlError): boolean {
  return /SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE|TOOBIG)/.test(`${error.code} ${error.extendedCode ?? ''}`);
}
