import { isSign, type Word } from './word.ts';

/** Where in a text words stand, by its characters. */
export interface Span {
  start: number;
  end: number;
}

const weakest = 0.3;
const widestGap = 2;

/**
 * The words that show a reason: from the one that says it most outward, over words that say it too and over small ones
 * between them, within the sentence.
 */
export function quoteOf(words: Word[], contributions: Float32Array): Span | null {
  const top = strongest(words, contributions);
  const word = words[top];
  if (!word) return null;
  const least = (contributions[top] ?? 0) * weakest;
  const carries = (at: number) =>
    words[at]?.sentence === word.sentence && (contributions[at] ?? 0) >= least && !isSign(words[at] ?? word);
  const first = reach(top, -1, carries);
  const last = reach(top, 1, carries);
  return { start: words[first]?.start ?? word.start, end: words[last]?.end ?? word.end };
}

function strongest(words: Word[], contributions: Float32Array): number {
  let top = -1;
  words.forEach((word, at) => {
    if (isSign(word)) return;
    if (top < 0 || (contributions[at] ?? 0) > (contributions[top] ?? 0)) top = at;
  });
  return top;
}

function reach(from: number, step: 1 | -1, carries: (at: number) => boolean): number {
  let edge = from;
  for (let gap = 1; gap <= widestGap + 1; gap++) {
    if (!carries(edge + gap * step)) continue;
    edge += gap * step;
    gap = 0;
  }
  return edge;
}
