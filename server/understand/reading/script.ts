export type Script = 'latin' | 'arabic' | 'hebrew' | 'cyrillic' | 'other';

/** The script of a word, by its first letter. */
export function scriptOf(word: string): Script {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code < 0x250))
      return 'latin';
    if (code >= 0x590 && code < 0x600) return 'hebrew';
    if (code >= 0x600 && code < 0x780) return 'arabic';
    if (code >= 0x400 && code < 0x530) return 'cyrillic';
    if (code >= 0x1000) return 'other';
  }
  return 'other';
}
