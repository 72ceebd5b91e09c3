/** Reproducible chance: the same seed tells the same story. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  of<T>(choices: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
  /** One key, as often as its weight says. */
  weighted<K extends string>(weights: Record<K, number>): K;
}

/** The mulberry32 generator, 32 bits of state. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[Math.floor(next() * choices.length)];
    if (choice === undefined) throw new Error('Nothing to choose from');
    return choice;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    of: pick,
    happens: (probability) => next() < probability,
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
      return pick(entries)[0];
    },
  };
}

/** Random bytes for ids and tokens of the sample, from the same seed. */
export function bytesFrom(chance: Chance): (count: number) => Uint8Array {
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(chance.next() * 256));
}
