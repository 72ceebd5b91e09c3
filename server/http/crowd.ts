/** How many people are being answered this moment, in one process. */
export class Crowd {
  #inside = 0;

  /** Beyond `most` the next one is asked to come again: an answer that waits for long is given up by who sent it. */
  constructor(private readonly most: number) {}

  get isFull(): boolean {
    return this.#inside >= this.most;
  }

  /** So many at once that everything which can wait should. */
  get isLarge(): boolean {
    return this.#inside >= largeFrom;
  }

  async within<T>(work: () => Promise<T>): Promise<T> {
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
    }
  }
}

const largeFrom = 24;
