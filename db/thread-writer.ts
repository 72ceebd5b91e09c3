import type { Worker } from 'node:worker_threads';
import { startThread } from './start-thread.ts';
import { TextsSaid, type ShortStatement } from './said-texts.ts';
import { inFull, type BriefResults } from './brief-results.ts';
import type { UnitStatement, Written } from './unit.ts';
import { DatabaseBusy, StatementRefused, type Writer } from './writer.ts';
import type { Answered, Asked, Found, ThreadData } from './writer-thread.ts';

type Question = Asked extends infer A ? (A extends unknown ? Omit<A, 'id'> : never) : never;
interface RawQuery {
  sql: string;
  args: unknown[];
}

interface Pending {
  done: (answered: Answered) => void;
  failed: (error: Error) => void;
}

/**
 * Writes to a file in a thread of its own. The driver is synchronous: in the thread that answers people, each commit
 * would keep all of them waiting for the disk, and a second processor would have nothing to do.
 */
export class ThreadWriter implements Writer {
  #thread: Worker;
  #asked = 0;
  readonly #pending = new Map<number, Pending>();
  #texts = new TextsSaid();

  constructor(private readonly data: ThreadData) {
    this.#thread = this.#start();
  }

  async batch(statements: UnitStatement[]): Promise<Written[]> {
    const answered = await this.#ask({ batch: this.#texts.shorten(statements) });
    return 'written' in answered ? inFull(answered.written) : [];
  }

  /** One query, by the connection that writes. */
  async read(statement: RawQuery): Promise<Found> {
    const [read] = this.#texts.shorten([statement as UnitStatement]);
    const answered = await this.#ask({ read: read as ShortStatement });
    return 'found' in answered ? answered.found : { columns: [], rows: [] };
  }

  async reconnect(): Promise<void> {
    // A thread that has ended was begun anew already, with a connection of its own.
    await this.#ask({ reconnect: true });
  }

  async close(): Promise<void> {
    this.#thread.removeAllListeners('exit');
    const ended = new Promise((resolve) => this.#thread.once('exit', resolve));
    await this.#ask({ close: true });
    await ended;
  }

  #ask(question: Question): Promise<Answered> {
    const id = ++this.#asked;
    return new Promise((done, failed) => {
      this.#pending.set(id, { done, failed });
      this.#thread.postMessage({ id, ...question }, []);
    });
  }

  #start(): Worker {
    return startThread(import.meta.url, 'writer-thread', this.data)
      .on('message', (answered: Answered) => this.#hear(answered))
      .on('error', (error) => this.#failAll(error))
      .on('exit', () => {
        this.#failAll(new Error('The thread that writes has ended'));
        this.#texts = new TextsSaid();
        this.#thread = this.#start();
      });
  }

  #hear(answered: Answered): void {
    const pending = this.#pending.get(answered.id);
    this.#pending.delete(answered.id);
    if ('written' in answered || 'found' in answered) return pending?.done(answered);
    pending?.failed(failureOf(answered));
  }

  #failAll(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { failed } of all) failed(error);
  }
}

function failureOf(answered: Exclude<Answered, { written: BriefResults } | { found: Found }>): Error {
  if ('busy' in answered) return new DatabaseBusy(answered.busy);
  if ('failed' in answered) return new Error(answered.failed);
  const { message, index, wasGuard } = answered.refused;
  return new StatementRefused(message, index, wasGuard);
}
