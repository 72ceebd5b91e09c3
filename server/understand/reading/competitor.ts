import type { Span } from './quote.ts';
import { isSign, wordsOf, type Word } from './word.ts';

export interface CompetitorName {
  id: string;
  name: string;
  aliases: string[];
}

export interface NamedCompetitor {
  id: string;
  name: string;
  span: Span;
  /** The words that name it, from the first to the one after the last. */
  from: number;
  to: number;
}

interface Alias {
  id: string;
  name: string;
  words: string[];
}

/** What the company's competitors are called, by the number of words and the longest first. */
export type Competitors = readonly Alias[];

export function competitorsOf(names: CompetitorName[]): Competitors {
  return names
    .flatMap(({ id, name, aliases }) =>
      [name, ...aliases].map((alias) => ({ id, name, words: wordsOf(alias).map(({ folded }) => folded) })),
    )
    .filter(({ words }) => words.length > 0)
    .toSorted((a, b) => lengthOf(b) - lengthOf(a));
}

const lengthOf = ({ words }: Alias): number => words.join(' ').length;

/** The competitor that a text names; of names within each other the longest. */
export function competitorIn(words: Word[], competitors: Competitors): NamedCompetitor | null {
  for (const alias of competitors) {
    for (let at = 0; at + alias.words.length <= words.length; at++) {
      const said = words.slice(at, at + alias.words.length);
      const [first, last] = [said[0], said.at(-1)];
      if (!first || !last || !isSaid(said, alias.words)) continue;
      return {
        id: alias.id,
        name: alias.name,
        span: { start: first.start, end: last.end },
        from: at,
        to: at + said.length,
      };
    }
  }
  return null;
}

function isSaid(said: Word[], alias: string[]): boolean {
  const last = alias.length - 1;
  return alias.every((part, at) => {
    const word = said[at];
    if (!word || isSign(word)) return word?.folded === part;
    return formsOf(word.folded, { isFirst: at === 0, isLast: at === last }).some((form) =>
      isClose(form, part),
    );
  });
}

const arabicBefore = /^(?:[وف]?(?:ال|لل|بال|كال)|[وفبلك])/;
const hebrewBefore = /^(?:[וש]?[בלמהכש]|ו|ש)/;
const russianAfter = /(?:ами|ями|ого|ому|ах|ях|ам|ям|ом|ем|ой|ей|ою|у|ю|а|я|е|и|ы|о)$/;
const englishAfter = /(?:s|es)$/;

/** A name as it may stand in a sentence: with what is written onto it in front, or with the ending of a case. */
function formsOf(word: string, { isFirst, isLast }: { isFirst: boolean; isLast: boolean }): string[] {
  const forms = [word];
  const add = (form: string) => {
    if (form.length >= 2 && !forms.includes(form)) forms.push(form);
  };
  if (isFirst) {
    for (const before of [arabicBefore, hebrewBefore]) {
      const bare = word.replace(before, '');
      add(bare);
      add(bare.replace(before, ''));
    }
  }
  if (isLast) for (const after of [russianAfter, englishAfter]) add(word.replace(after, ''));
  return forms;
}

const longEnough = 6;

/** The same, without the ending of a case, or with one slip in a name of six letters and more. */
function isClose(form: string, part: string): boolean {
  if (form === part) return true;
  if (/[а-я]/.test(part) && part.length >= 4 && form === part.replace(russianAfter, '')) return true;
  return part.length >= longEnough && Math.abs(form.length - part.length) <= 1 && isOneSlip(form, part);
}

/** One letter other, more, fewer, or two in each other's place. */
function isOneSlip(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end))
    end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
