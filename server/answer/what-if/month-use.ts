/** What a scope's budget of a month comes to, with what is given back to it later. */
export class MonthUse {
  #used = new Map<string, number>();
  /** What comes back, the latest first. */
  #back = new Map<string, { at: number; minor: number }[]>();

  /** What is used by then. Asked in the order of time: what has come back stays back. */
  by(at: Date, key: string): number {
    const back = this.#back.get(key) ?? [];
    for (let next = back.at(-1); next && next.at <= at.getTime(); next = back.at(-1)) {
      this.#used.set(key, Math.max(0, this.total(key) - next.minor));
      back.pop();
    }
    return this.total(key);
  }

  charge(key: string, minor: number): void {
    this.#used.set(key, this.total(key) + minor);
  }

  giveBack(key: string, minor: number, at: Date): void {
    const back = this.#back.get(key) ?? [];
    this.#back.set(key, back);
    let [low, high] = [0, back.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((back[middle]?.at ?? 0) > at.getTime()) low = middle + 1;
      else high = middle;
    }
    back.splice(low, 0, { at: at.getTime(), minor });
  }

  private total(key: string): number {
    return this.#used.get(key) ?? 0;
  }
}
