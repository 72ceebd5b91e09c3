import type { Span } from '../components/marked-parts.ts';

/** Where the words that show a reason stand in the verbatim. */
export function quotedSpans(verbatim: string, reasons: readonly { quote: string | null }[]): Span[] {
  return reasons.flatMap(({ quote }) => {
    const start = quote ? verbatim.indexOf(quote) : -1;
    return quote && start >= 0 ? [{ start, end: start + quote.length }] : [];
  });
}
