export const leftOut = '[…]';

/**
 * Whether words are the original with nothing but whole stretches left out, each marked `[…]`: what stands between the
 * marks stands in the original, in this order, and what begins or ends without a mark begins or ends it. Spaces and line
 * breaks do not count.
 */
export function areShortenedFrom(words: string, original: string): boolean {
  const pieces = words.split(leftOut).map(evened);
  const whole = evened(original);
  if (!pieces.some((piece) => piece !== '')) return false;
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  if (!whole.startsWith(first) || !whole.endsWith(last)) return false;
  let at = 0;
  return pieces.every((piece, place) => {
    const isLast = place === pieces.length - 1;
    const found = isLast ? whole.length - piece.length : whole.indexOf(piece, at);
    if (found < at || (place === 0 && found !== 0)) return false;
    at = found + piece.length;
    return pieces.length > 1 || piece === whole;
  });
}

const evened = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
