import type { Worker } from 'node:worker_threads';
import { startThread } from '#db/start-thread.ts';
import type { ApartQuestion, FactCounts, FactQuestion } from './fact-question.ts';
import type { FactSearch, FactsFound } from './fact-search.ts';
import type { Answered, Asked, FactThreadData, Question } from './fact-thread.ts';

interface Pending {
  done: (answer: never) => void;
  failed: (error: Error) => void;
}

/** Counts in a thread of its own: adding up millions must not keep those waiting who answer a survey. */
export class ThreadFacts {
  #thread: Worker;
  #asked = 0;
  #isClosed = false;
  readonly #pending = new Map<number, Pending>();

  constructor(
    private readonly data: FactThreadData,
    private readonly begin = (told: FactThreadData) => startThread(import.meta.url, 'fact-thread', told),
  ) {
    this.#thread = this.#start();
  }

  counts(question: FactQuestion): Promise<FactCounts> {
    return this.#ask({ question });
  }

  countsApart(apart: ApartQuestion): Promise<FactCounts[]> {
    return this.#ask({ apart });
  }

  find(search: FactSearch): Promise<FactsFound> {
    return this.#ask({ search });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread.terminate();
  }

  #ask<A extends FactCounts | FactCounts[] | FactsFound>(asked: Question) {
    const id = ++this.#asked;
    return new Promise<A>((done, failed) => {
      this.#pending.set(id, { done, failed });
      // Only a question that waits for its answer keeps the process alive.
      this.#thread.ref();
      this.#thread.postMessage({ id, ...asked } satisfies Asked, []);
    });
  }

  #start(): Worker {
    const thread = this.begin(this.data)
      .on('message', (answered: Answered) => this.#hear(answered))
      .on('error', (error) => this.#failAll(error))
      .on('exit', () => {
        this.#failAll(new Error('The thread that counts has ended'));
        if (!this.#isClosed) this.#thread = this.#start();
      });
    thread.unref();
    return thread;
  }

  #hear(answered: Answered): void {
    const pending = this.#pending.get(answered.id);
    this.#pending.delete(answered.id);
    if (this.#pending.size === 0) this.#thread.unref();
    // Each question knows what its answer is.
    if ('answer' in answered) pending?.done(answered.answer as never);
    else pending?.failed(new Error(answered.failed));
  }

  #failAll(error: Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { failed } of all) failed(error);
  }
}
