import { searchWords } from '../reading/fold.ts';

const mostLetters = 40;

/** A tag as it is kept: without space around it and with single spaces between its words. */
export const tidyTag = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Why a tag cannot be kept; null where it can. */
export function tagProblem(tag: string): string | null {
  if (tag === '') return 'A tag has at least one letter.';
  if ([...tag].length > mostLetters) return `A tag has at most ${mostLetters} letters.`;
  return /\p{Cc}/u.test(tag) ? 'A tag has letters, digits and signs only.' : null;
}

/** Two tags that are read as one word are one tag, however they are written. */
export function isSameTag(one: string, other: string): boolean {
  return foldedTag(one) === foldedTag(other);
}

const foldedTag = (tag: string): string => searchWords(tag).trim() || tag;
