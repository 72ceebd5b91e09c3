import { setTimeout as sleep } from 'node:timers/promises';
import { addedUp, type Counted } from './counter.ts';
import { Unit, type Tx, type UnitStatement, type Written } from './unit.ts';
import { DatabaseBusy, StatementRefused, type Writer } from './writer.ts';

const maxStatementsPerGroup = 4000;
const busyTries = 60;

interface Waiting {
  unit: Unit;
  done: (results: Written[]) => void;
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

  constructor(private readonly writer: Writer) {}

  write(collect: (tx: Tx) => void): Promise<Written[]> {
    const unit = this.#collect(collect);
    if (unit.statements.length + unit.counted.length === 0) return Promise.resolve([]);
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
        settle(rest, await this.writer.batch(statementsOf(rest)));
        return;
      } catch (error) {
        const refused = refusedUnit(rest, error);
        if (refused) {
          refused.failed();
          rest = rest.filter((waiting) => waiting !== refused.waiting);
        } else {
          await this.#afterFailure(error, rest, ++busy);
          if (!(error instanceof DatabaseBusy) || busy >= busyTries) return;
        }
      }
    }
  }

  // After SQLITE_BUSY the driver acknowledges writes that never reach the file (tursodatabase/libsql-client-ts
  // issue 352), so the connection is never used again.
  async #afterFailure(error: unknown, rest: Waiting[], busy: number): Promise<void> {
    const gaveUp = !(error instanceof DatabaseBusy) || busy >= busyTries;
    try {
      await this.writer.reconnect();
    } catch (reconnectError) {
      if (gaveUp) return failAll(rest, reconnectError);
    }
    if (gaveUp) failAll(rest, error);
    else await sleep(Math.random() * Math.min(250, 5 * 2 ** busy));
  }
}

/** The units one after the other; what they count comes last, each figure once for all of them. */
function statementsOf(group: Waiting[]): UnitStatement[] {
  const [statements, counted]: [UnitStatement[], Counted[]] = [[], []];
  // Pushed one by one: `flatMap` takes Node 20 ten times as long.
  for (const { unit } of group) {
    for (const statement of unit.statements) statements.push(statement);
    for (const figure of unit.counted) counted.push(figure);
  }
  for (const sum of addedUp(counted)) statements.push(sum);
  return statements;
}

function settle(group: Waiting[], results: Written[]): void {
  let from = 0;
  for (const { unit, done } of group) done(results.slice(from, (from += unit.statements.length)));
}

function refusedUnit(group: Waiting[], error: unknown): { waiting: Waiting; failed: () => void } | undefined {
  if (!(error instanceof StatementRefused)) return undefined;
  let from = 0;
  for (const waiting of group) {
    const index = error.index - from;
    if (index < waiting.unit.statements.length) {
      return { waiting, failed: () => waiting.failed(waiting.unit.failure(index, error)) };
    }
    from += waiting.unit.statements.length;
  }
  return countedBy(group, error);
}

/** A figure was refused: it belongs to nobody alone, so the last unit goes and the others are tried again. */
function countedBy(group: Waiting[], error: StatementRefused) {
  const waiting = group.findLast(({ unit }) => unit.counted.length > 0);
  return waiting && { waiting, failed: () => waiting.failed(waiting.unit.failure(-1, error)) };
}

function failAll(group: Waiting[], error: unknown): void {
  const reason = error instanceof Error ? error : new Error(String(error));
  for (const { failed } of group) failed(reason);
}
