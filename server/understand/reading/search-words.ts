const unseen =
  /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06ED\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/g;
const accentedLatin = /[\u00C0-\u024F\u1E00-\u1EFF]/g;
const insideWords = /['’‘`´"׳״“”]/g;

/** Letters that are written one way or another, by the one they are searched as. */
const searchedAs: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ך: 'כ',
  ם: 'מ',
  ן: 'נ',
  ף: 'פ',
  ץ: 'צ',
  ё: 'е',
};
const otherForms = new RegExp(`[${Object.keys(searchedAs).join('')}]`, 'g');

/** The words of a text as the full-text index keeps them; what is searched for is folded the same way. */
export function searchWords(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(accentedLatin, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''))
    .replace(unseen, '')
    .replace(otherForms, (letter) => searchedAs[letter] ?? letter)
    .replace(insideWords, '');
}
