import type { Worker } from 'node:worker_threads';
import { startThread } from '#db/start-thread.ts';
import type { Asked } from './learner.ts';
import type { Answer, Question } from './reader-thread.ts';
import type { Reading } from './reading.ts';

interface Pending {
  done: (readings: Reading[]) => void;
  failed: (error: Error) => void;
}

/** The process ends before the answer came: it is read when there is one again. */
export class ReadingStopped extends Error {
  override name = 'ReadingStopped';

  constructor() {
    super('The thread that reads was closed');
  }
}

/** Reads in a thread of its own, so that nobody who is being answered waits for it. */
export class ThreadReader {
  #thread: Worker | null = null;
  #asked = 0;
  #isClosed = false;
  readonly #pending = new Map<number, Pending>();

  read(asked: Asked): Promise<Reading[]> {
    if (this.#isClosed) return Promise.reject(new ReadingStopped());
    const id = ++this.#asked;
    this.#thread ??= this.#start();
    // Only a question that waits for its answer keeps the process alive.
    this.#thread.ref();
    const question: Question = { id, ...asked };
    this.#thread.postMessage(question, []);
    return new Promise((done, failed) => this.#pending.set(id, { done, failed }));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.terminate();
  }

  /** One that ended is begun again by the next question. */
  #start(): Worker {
    const thread = startThread(import.meta.url, 'reader-thread', null)
      .on('message', (answer: Answer) => this.#hear(answer))
      .on('error', (error) => this.#failAll(error))
      .on('exit', () => {
        this.#thread = null;
        this.#failAll(this.#isClosed ? new ReadingStopped() : new Error('The thread that reads has ended'));
      });
    thread.unref();
    return thread;
  }

  #hear(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if (this.#pending.size === 0) this.#thread?.unref();
    if ('readings' in answer) pending?.done(answer.readings);
    else pending?.failed(new Error(answer.failed));
  }

  #failAll(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { failed } of all) failed(error);
  }
}
