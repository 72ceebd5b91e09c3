type Tag = 'em' | 'bad' | 'good';

/** A translated sentence whose `<em>`, `<bad>` and `<good>` become the emphasis of the page's title. */
export function MarkedText({ text }: { text: string }) {
  return markedPieces(text).map(({ at, words, tag }) =>
    tag ? (
      <em key={at} data-tone={tag === 'em' ? undefined : tag}>
        {words}
      </em>
    ) : (
      <span key={at}>{words}</span>
    ),
  );
}

function markedPieces(text: string): { at: number; words: string; tag: Tag | null }[] {
  const pieces: { at: number; words: string; tag: Tag | null }[] = [];
  let at = 0;
  for (const match of text.matchAll(/<(em|bad|good)>(.*?)<\/\1>/gs)) {
    if (match.index > at) pieces.push({ at, words: text.slice(at, match.index), tag: null });
    pieces.push({ at: match.index, words: match[2] ?? '', tag: match[1] as Tag });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ at, words: text.slice(at), tag: null });
  return pieces;
}
