import { Worker } from 'node:worker_threads';
import type { Asked } from './learner.ts';
import type { Answer, Question } from './reader-thread.ts';
import type { Reading } from './reading.ts';

interface Pending {
  done: (readings: Reading[]) => void;
  failed: (error: Error) => void;
}

/** Reads in a thread of its own, so that nobody who is being answered waits for it. */
export class ThreadReader {
  #thread: Worker | null = null;
  #asked = 0;
  #isClosed = false;
  readonly #pending = new Map<number, Pending>();

  read(asked: Asked): Promise<Reading[]> {
    if (this.#isClosed) return Promise.reject(new Error('The thread that reads was closed'));
    const id = ++this.#asked;
    this.#thread ??= this.#start();
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
    const thread = startThread()
      .on('message', (answer: Answer) => this.#hear(answer))
      .on('error', (error) => this.#failAll(error))
      .on('exit', () => {
        this.#thread = null;
        this.#failAll(new Error('The thread that reads has ended'));
      });
    thread.unref();
    return thread;
  }

  #hear(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if ('readings' in answer) pending?.done(answer.readings);
    else pending?.failed(new Error(answer.failed));
  }

  #failAll(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { failed } of all) failed(error);
  }
}

/** The built thread, or its source by way of the loader that reads sources. */
function startThread(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./reader-thread.js', import.meta.url));
  const source = JSON.stringify(new URL('./reader-thread.ts', import.meta.url).href);
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const begin = `import(${loader}).then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(begin, { eval: true });
}
