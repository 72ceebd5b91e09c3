/** A sentence begins with a capital where the script has them, also behind a mark. */
export const startLarge = (text: string): string =>
  text.replace(
    /^(<\w+>)?(\p{Ll})/u,
    (_, tag: string | undefined, letter: string) => (tag ?? '') + letter.toUpperCase(),
  );

/** A label within a sentence does not begin with a capital, unless it is an abbreviation. */
export const startSmall = (text: string): string =>
  text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
