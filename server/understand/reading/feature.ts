import type { Cues, Found } from './cue.ts';
import { isSign, scriptOfWords, type Word } from './word.ts';

/** What a text has that may tell a reason: numbers of a table, how strong each is, and which words show it. */
export interface Features {
  ids: Int32Array;
  values: Float32Array;
  /** The first word that shows it and the one after the last; both 0 for what no single word shows. */
  from: Uint16Array;
  to: Uint16Array;
}

export const featureBits = 17;
const mask = 2 ** featureBits - 1;

/** How much each kind of feature weighs together. */
const weights = { stem: 0.8, pair: 0.35, letters: 0.45, cue: 1.8, cues: 1, whole: 0.4 };
type Kind = keyof typeof weights;

const seeds: Record<Kind, number> = { stem: 1, pair: 2, letters: 3, cue: 4, cues: 5, whole: 6 };
const kinds = Object.keys(weights) as Kind[];

const beforeContrast = 0.6;
const afterContrast = 1.25;
const negatedReach = 5;

interface One {
  id: number;
  value: number;
  from: number;
  to: number;
}

/** The words that name a competitor, from the first to the one after the last. */
export type Named = { from: number; to: number } | null;

export function featuresOf(words: Word[], cues: Cues, named: Named = null): Features {
  const found = withNamed(cues.find(words), named);
  const negated = negatedWords(words, found);
  const strength = strengths(words, found);
  const context = { words, found, negated, strength };
  const groups: Record<Kind, One[]> = {
    stem: stemFeatures(context),
    pair: pairFeatures(context),
    letters: letterFeatures(context),
    cue: cueFeatures(context),
    cues: cuePairFeatures(context),
    whole: wholeFeatures(context),
  };
  return packed(groups);
}

/** A competitor of the company's own list says what a well-known name says. */
function withNamed(found: Found[], named: Named): Found[] {
  if (!named) return found;
  const others = found.filter(({ cue, from }) => cue !== 'brand' || from < named.from || from >= named.to);
  return [...others, { cue: 'brand', ...named }].toSorted((a, b) => a.from - b.from);
}

interface Context {
  words: Word[];
  found: Found[];
  negated: boolean[];
  strength: number[];
}

/** Words that a "not" before them reaches: to the end of its part of the sentence, or five words far. */
function negatedWords(words: Word[], found: Found[]): boolean[] {
  const negated = words.map(() => false);
  for (const { cue, to } of found) {
    if (cue !== 'not') continue;
    const clause = words[to - 1]?.clause;
    for (let at = to; at < to + negatedReach && words[at]?.clause === clause; at++) negated[at] = true;
  }
  return negated;
}

/** What stands after the last "but" is what is meant. */
function strengths(words: Word[], found: Found[]): number[] {
  const turn = found.findLast(({ cue, from, to }) => cue === 'but' && from > 0 && to < words.length);
  if (!turn) return words.map(() => 1);
  return words.map((_, at) => (at < turn.from ? beforeContrast : afterContrast));
}

const hash = (kind: Kind, text: string): number => {
  let h = Math.imul(0x811c9dc5 ^ seeds[kind], 0x01000193);
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  h ^= h >>> 15;
  return Math.imul(h, 0x2c1b3c6d) >>> (32 - featureBits);
};

function stemFeatures({ words, negated, strength }: Context): One[] {
  return words.flatMap((word, at) => {
    const value = strength[at] ?? 1;
    const span = { from: at, to: at + 1 };
    if (isSign(word)) return [{ id: hash('stem', word.folded), value: value * 0.5, ...span }];
    const [stem = word.folded] = word.stems;
    const plain = word.stems.map((each) => ({ id: hash('stem', each), value, ...span }));
    if (!negated[at]) return plain;
    return [
      ...plain.map((one) => ({ ...one, value: value * 0.6 })),
      { id: hash('stem', `¬${stem}`), value, ...span },
    ];
  });
}

function pairFeatures({ words, strength }: Context): One[] {
  const pairs: One[] = [];
  for (let at = 0; at <= words.length; at++) {
    const [one, other] = [words[at - 1], words[at]];
    const [left, right] = [one?.stems[0] ?? one?.folded ?? '^', other?.stems[0] ?? other?.folded ?? '$'];
    const span = { from: Math.max(0, at - 1), to: Math.min(words.length, at + 1) };
    pairs.push({ id: hash('pair', `${left} ${right}`), value: strength[at] ?? 1, ...span });
  }
  return pairs;
}

const shortestRun = 3;
const longestRun = 5;

/** Runs of letters within a word know a word from its beginning, its middle or with a slip of the finger. */
function letterFeatures({ words, strength }: Context): One[] {
  const runs: One[] = [];
  words.forEach((word, at) => {
    if (isSign(word)) return;
    const text = `^${word.folded}$`;
    const value = strength[at] ?? 1;
    for (let start = 0; start + shortestRun <= text.length; start++)
      for (let length = shortestRun; length <= longestRun && start + length <= text.length; length++)
        runs.push({ id: hash('letters', text.slice(start, start + length)), value, from: at, to: at + 1 });
  });
  return runs;
}

const saidOf = ({ cue, from }: Found, negated: boolean[]): string =>
  negated[from] && cue !== 'not' ? `¬${cue}` : cue;

function cueFeatures({ found, negated, strength }: Context): One[] {
  return found.map((each) => ({
    id: hash('cue', saidOf(each, negated)),
    value: strength[each.from] ?? 1,
    from: each.from,
    to: each.to,
  }));
}

const farApart = 8;

/** Two cues near each other, in their order: "switched" with "to you" is another thing than with "to them". */
function cuePairFeatures({ words, found, negated, strength }: Context): One[] {
  const said = found.map((each) => saidOf(each, negated));
  return found.flatMap((one, at) =>
    found.slice(at + 1, at + farApart).flatMap((other, further) => {
      const isNear = other.from - one.to <= farApart && other.from !== one.from;
      if (!isNear || words[one.from]?.sentence !== words[other.from]?.sentence) return [];
      const text = `${said[at]} ${said[at + 1 + further]}`;
      return [{ id: hash('cues', text), value: strength[other.from] ?? 1, from: one.from, to: other.to }];
    }),
  );
}

function wholeFeatures({ words, found }: Context): One[] {
  const length =
    words.length < 3 ? 'tiny' : words.length < 8 ? 'short' : words.length < 25 ? 'middle' : 'long';
  const last = words.at(-1)?.folded ?? '';
  const said = [
    length,
    scriptOfWords(words),
    found.length === 0 ? 'no cue' : 'cue',
    last.startsWith('?') || last.startsWith('؟') ? 'asks' : 'tells',
  ];
  return said.map((text) => ({ id: hash('whole', text), value: 1, from: 0, to: 0 }));
}

/** Each kind as a vector of its own length, so that a long text says no more than a short one. */
function packed(groups: Record<Kind, One[]>): Features {
  const count = kinds.reduce((sum, kind) => sum + groups[kind].length, 0);
  const features: Features = {
    ids: new Int32Array(count),
    values: new Float32Array(count),
    from: new Uint16Array(count),
    to: new Uint16Array(count),
  };
  let at = 0;
  for (const kind of kinds) {
    const ones = groups[kind];
    const scale = weights[kind] / Math.sqrt(ones.reduce((sum, { value }) => sum + value * value, 0) || 1);
    for (const { id, value, from, to } of ones) {
      features.ids[at] = id & mask;
      features.values[at] = value * scale;
      features.from[at] = from;
      features.to[at] = to;
      at += 1;
    }
  }
  return features;
}
