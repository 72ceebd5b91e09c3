import { searchWords } from '../reading/fold.ts';

/** A beginning of fewer letters would be the beginning of nearly everything. */
const shortestBeginning = 2;
const mostWords = 12;

/**
 * What somebody typed as a query of the full-text index: every word must be there, and the last one may be a beginning.
 * Each stands in quotation marks, so nothing that was typed is an operator. Null where there is no word in it.
 */
export function searchQuery(typed: string): string | null {
  const words = (searchWords(typed).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, mostWords);
  const last = words.length - 1;
  if (last < 0) return null;
  return words
    .map((word, at) => `"${word}"${at === last && word.length >= shortestBeginning ? '*' : ''}`)
    .join(' AND ');
}
