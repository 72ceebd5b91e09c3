export type PersonalKind = 'address' | 'link' | 'number' | 'name';
export type PersonalSpan = { start: number; end: number; kind: PersonalKind };

const patterns: Record<Exclude<PersonalKind, 'name'>, RegExp> = {
  address: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu,
  link: /(?:https?:\/\/|www\.)\S+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_]{3,}/giu,
  // Four digits and more, in any script, also with what people put between them: telephone, order and card numbers.
  number: /\p{Nd}(?:[ .\-/()]?\p{Nd}){3,}/gu,
};
const shortestName = 3;

/** The places in words that may tell who is meant: addresses, links, long numbers, and the names that are known. */
export function personalDataIn(words: string, names: string[]): PersonalSpan[] {
  const kinds = Object.entries(patterns) as [Exclude<PersonalKind, 'name'>, RegExp][];
  const found = kinds.flatMap(([kind, pattern]) => spansOf(words, pattern, kind));
  const named = names.flatMap(partsOf).flatMap((name) => spansOf(words, wholeWord(name), 'name'));
  return [...found, ...named]
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(
      (span, at, all) => !all.slice(0, at).some(({ start, end }) => start <= span.start && span.end <= end),
    );
}

function spansOf(words: string, pattern: RegExp, kind: PersonalKind): PersonalSpan[] {
  return [...words.matchAll(pattern)].map(({ index, 0: text }) => ({
    start: index,
    end: index + text.length,
    kind,
  }));
}

const partsOf = (name: string): string[] =>
  [...new Set(name.split(/[\s,.]+/u))].filter((part) => Array.from(part).length >= shortestName);

/** The name as a word of its own, with what Arabic and Hebrew write together with it. */
const wholeWord = (name: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])[وفبلكהובלמש]{0,2}${escaped(name)}(?![\\p{L}\\p{N}])`, 'giu');

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
