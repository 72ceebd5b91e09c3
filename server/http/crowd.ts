const largeFrom = 24;
const manyInASecond = 400;

/** How many people are being answered this moment, in one process. */
export class Crowd {
  #inside = 0;
  #second = 0;
  #came = 0;
  #cameBefore = 0;

  /** Beyond `most` the next one is asked to come again: an answer that waits for long is given up by who sent it. */
  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.#inside >= this.most;
  }

  /** So many at once, or one after the other, that everything which can wait should. */
  get isLarge(): boolean {
    this.#turn();
    return this.#inside >= largeFrom || Math.max(this.#came, this.#cameBefore) >= manyInASecond;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    this.#turn();
    this.#inside += 1;
    this.#came += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
    }
  }

  #turn(): void {
    const second = Math.floor(performance.now() / 1000);
    if (second === this.#second) return;
    this.#cameBefore = second === this.#second + 1 ? this.#came : 0;
    this.#came = 0;
    this.#second = second;
  }
}
