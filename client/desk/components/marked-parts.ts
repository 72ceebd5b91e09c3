export type Span = { start: number; end: number };
type Part = { at: number; words: string; isMarked: boolean };

/** The text cut where marks begin and end. Spans may overlap, stand in any order or reach past the end. */
export function markedParts(text: string, spans: readonly Span[]): Part[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans)
    for (const at of [start, end]) if (at > 0 && at < text.length) cuts.add(at);
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((at, index) => ({
    at,
    words: text.slice(at, places[index + 1]),
    isMarked: spans.some(({ start, end }) => start <= at && at < end),
  }));
}
