import { pauseIn } from './resend-answer.ts';

/** Lets requests begin at most so many a second; one about a single person goes before the next batch. */
export class RequestRate {
  readonly #waiting = { first: [] as (() => void)[], 'after others': [] as (() => void)[] };
  readonly #spacing: number;
  #next = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(perSecond: number) {
    this.#spacing = 1000 / perSecond;
  }

  turn(order: 'first' | 'after others'): Promise<void> {
    return new Promise((go) => {
      this.#waiting[order].push(go);
      this.#letGo();
    });
  }

  notBefore(seconds: number): void {
    this.#next = Math.max(this.#next, performance.now() + seconds * 1000);
  }

  /** Every answer says how much is left of the limit, which other processes use up too. */
  heard(headers: Record<string, string> | null): void {
    const pause = pauseIn(headers);
    if (pause !== null) this.notBefore(pause);
  }

  #letGo(): void {
    if (this.#timer) return;
    for (;;) {
      const { first, 'after others': others } = this.#waiting;
      if (first.length + others.length === 0) return;
      const wait = this.#next - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => {
          this.#timer = null;
          this.#letGo();
        }, wait);
        return;
      }
      // What was late by a timer's coarseness is made up for, but never more than a moment's worth.
      this.#next = Math.max(this.#next, performance.now() - 20) + this.#spacing;
      (first.shift() ?? others.shift())?.();
    }
  }
}
