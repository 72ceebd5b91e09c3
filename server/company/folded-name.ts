import { lettersAlike } from './letters-alike.ts';

const marks = /[\p{M}\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]/gu;
const quotes = /['’‘`´"“”„«»׳״]/gu;
const spaces = /[\s\-‐-―־_.]+/gu;

/**
 * A name as it is compared: without letter case, marks, quotes and hyphens, Arabic and Hebrew letters in one form each.
 * Two names with the same folded form are the same name.
 */
export function foldedName(name: string): string {
  // Composed first, so that a hamza on its letter is that letter and no mark.
  const composed = name.normalize('NFKC').toLowerCase();
  return [...composed]
    .map((letter) => lettersAlike[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replaceAll('и\u0306', 'й')
    .replace(marks, '')
    .replace(quotes, '')
    .replace(spaces, ' ')
    .trim();
}

/** How many letters and digits a name has. */
export const lettersIn = (name: string): number => foldedName(name).match(/[\p{L}\p{N}]/gu)?.length ?? 0;
