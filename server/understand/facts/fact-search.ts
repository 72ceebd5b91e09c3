import type { Mergers } from '../named.ts';
import type { Month } from '../calendar-month.ts';
import type { Slice } from '../slice.ts';

/** Which answers are looked for one by one. */
export interface FactSearch {
  slice: Slice;
  merged?: Mergers | undefined;
  /** Only those that gave a measure a value from the least to the most. */
  scored?: { measure: string; least: number; most: number } | undefined;
  /** `slice.named` is met by what only the reader found, too. */
  withInferred?: boolean | undefined;
  /** At most so many are found: of more, every second, third or hundredth. */
  most: number;
}

export interface FactsFound {
  /** How many there are. One that was corrected may count for what it said before, so whoever reads it looks again. */
  n: number;
  /** Their numbers in `response_facts`. */
  facts: number[];
  /** The last month one of them is in. */
  newest: Month | null;
}

/** Every so many of a list, so that at most `most` are left, evenly over all of it. */
export function evenly(length: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(length / most));
  return Array.from({ length: Math.ceil(length / step) }, (_, at) => at * step);
}
