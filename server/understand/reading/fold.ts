import { lettersAlike } from '#server/company/letters-alike.ts';

const arabicMarks = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED]/g;
const hebrewPoints = /[\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/g;
const latinAccented = /[\u00C0-\u024F\u1E00-\u1EFF]/;
const insideWords = /['’‘`´"׳״“”]/g;
const drawnOut = /(\p{L})\1{2,}/gu;

/** What is written one way or another, by what it is read as. */
const readAs: Record<string, string> = { ...lettersAlike, ß: 'ss', ı: 'i' };
const otherForms = new RegExp(`[${Object.keys(readAs).join('')}]`, 'g');
const otherDigits = /[٠-٩۰-۹]/g;

/** A word as it is compared: one form of every letter, lower case, without marks, not drawn out. */
export function foldWord(word: string): string {
  return foldText(word).replace(insideWords, '').replace(drawnOut, '$1');
}

/** The words of a text as the full-text index keeps them; a search is folded the same way. */
export function searchWords(text: string): string {
  return foldText(text).replace(insideWords, '');
}

function foldText(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  const bare = latinAccented.test(lower) ? withoutAccents(lower) : lower;
  return bare
    .replace(arabicMarks, '')
    .replace(hebrewPoints, '')
    .replace(otherForms, (letter) => readAs[letter] ?? letter)
    .replace(otherDigits, (digit) => String((digit.codePointAt(0) ?? 0) % 16));
}

/** Only of Latin letters: й is a letter of its own. */
const withoutAccents = (text: string): string =>
  text.replace(/[\u00C0-\u024F\u1E00-\u1EFF]/g, (letter) =>
    letter.normalize('NFD').replace(/[\u0300-\u036F]/g, ''),
  );
