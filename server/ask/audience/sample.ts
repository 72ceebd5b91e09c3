import { createHash } from 'node:crypto';
import type { Sample } from '#db/schema/program-parts.ts';

/** A number from 0 up to 1 that belongs to these words: evenly spread over customers, the same whenever it is drawn. */
export function drawn(...words: string[]): number {
  return createHash('sha256').update(words.join(' ')).digest().readUIntBE(0, 6) / 2 ** 48;
}

/** Whether a program never asks this customer, so that those it asks can be compared with those it does not. */
export function isHeldOut(programId: string, customerId: string, holdOutPercent: number): boolean {
  return holdOutPercent > 0 && drawn('hold-out', programId, customerId) < holdOutPercent / 100;
}

/** The draw of a customer for a month's sample of a program. Under the wave's threshold she is in it. */
export function sampleDraw(programId: string, month: string, customerId: string): number {
  return drawn('sample', programId, month, customerId);
}

/** How many of `n` customers a sample and a hold-out leave, before the contact rules. */
export function askedOf(
  n: number,
  { sample, holdOutPercent }: { sample: Sample | null; holdOutPercent: number },
): number {
  const left = n - Math.round((n * holdOutPercent) / 100);
  if (!sample) return left;
  return 'count' in sample ? Math.min(left, sample.count) : Math.round((left * sample.percent) / 100);
}

export interface Smallest {
  add(draw: number): void;
  /** The draw under which exactly `count` of those added lie, or null when no more were added. */
  threshold(): number | null;
}

/** Keeps the smallest draws of any number of them in memory that depends only on how many are wanted. */
export function smallest(count: number): Smallest {
  const kept = new Float64Array(2 * (count + 1));
  let used = 0;
  const sortAndCut = () => {
    kept.subarray(0, used).sort();
    used = Math.min(used, count + 1);
  };
  return {
    add(draw) {
      if (used === kept.length) sortAndCut();
      kept[used++] = draw;
    },
    threshold() {
      sortAndCut();
      return used > count ? (kept[count] ?? null) : null;
    },
  };
}
