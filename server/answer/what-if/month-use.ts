/** What a scope's budget of a month comes to, with what moves it later. */
export class MonthUse {
  #used = new Map<string, number>();
  /** What is still to come, the latest first. */
  #later = new Map<string, Move[]>();

  /** What is used by then. Asked in the order of time: what has come stays. */
  by(at: Date, key: string): number {
    const later = this.#later.get(key) ?? [];
    for (let next = later.at(-1); next && next.at <= at.getTime(); next = later.at(-1)) {
      this.charge(key, next.minor);
      later.pop();
    }
    return this.#used.get(key) ?? 0;
  }

  /** Less than nothing gives back; what is used is never less than nothing. */
  charge(key: string, minor: number): void {
    this.#used.set(key, Math.max(0, (this.#used.get(key) ?? 0) + minor));
  }

  chargeAt(at: Date, key: string, minor: number): void {
    const later = this.#later.get(key) ?? [];
    this.#later.set(key, later);
    let [low, high] = [0, later.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((later[middle]?.at ?? 0) > at.getTime()) low = middle + 1;
      else high = middle;
    }
    later.splice(low, 0, { at: at.getTime(), minor });
  }
}

interface Move {
  at: number;
  minor: number;
}
