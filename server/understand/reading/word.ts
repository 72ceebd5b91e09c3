import { foldWord } from './fold.ts';
import { scriptOf, type Script } from './script.ts';
import { stemsOf } from './stem.ts';

/** A word of a text, or a sign that says something by itself, and where it stands. */
export interface Word {
  /** As `foldWord` writes it; a sign as it is. */
  folded: string;
  /** What it may be an inflection of; none for a sign. */
  stems: string[];
  start: number;
  end: number;
  /** Which part of a sentence it is in, and which sentence. */
  clause: number;
  sentence: number;
}

const pieces =
  /(?<word>[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’`´"׳״][\p{L}\p{M}]+)*)|(?<end>[.!?…\n؟。！？]+)|(?<pause>[,;:،؛—–()]+|\s-\s)|(?<sign>\p{Extended_Pictographic}|[$€£¥₪₽﷼%])/gu;
const unspaced = /[\u0E00-\u0E7F\u3040-\u30FF\u4E00-\u9FFF]/;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** Texts are read this far: nobody tells her reason later than that. */
const mostLetters = 4000;

export function wordsOf(text: string): Word[] {
  const read = text.slice(0, mostLetters);
  const words: Word[] = [];
  let [clause, sentence] = [0, 0];
  for (const { 0: piece, index, groups } of read.matchAll(pieces)) {
    const at = { clause, sentence, start: index, end: index + piece.length };
    if (groups?.['word']) words.push(...wordsIn(piece, at));
    else {
      if (!groups?.['pause']) words.push({ folded: piece.slice(0, 2).trim() || '.', stems: [], ...at });
      if (!groups?.['sign']) clause += 1;
      if (groups?.['end']) sentence += 1;
    }
  }
  return words;
}

type At = Pick<Word, 'clause' | 'sentence' | 'start' | 'end'>;

/** One word; more where a script writes them without spaces. */
function wordsIn(piece: string, at: At): Word[] {
  if (!unspaced.test(piece)) return [wordOf(piece, at)];
  return [...segmenter.segment(piece)].map(({ segment, index }) =>
    wordOf(segment, { ...at, start: at.start + index, end: at.start + index + segment.length }),
  );
}

function wordOf(piece: string, at: At): Word {
  const folded = foldWord(piece);
  return { folded, stems: stemsOf(folded), ...at };
}

export const isSign = ({ stems }: Word): boolean => stems.length === 0;

/** The script that most words are in. */
export function scriptOfWords(words: Word[]): Script {
  const counts = new Map<Script, number>();
  for (const { folded, stems } of words) {
    if (stems.length === 0) continue;
    const script = scriptOf(folded);
    counts.set(script, (counts.get(script) ?? 0) + folded.length);
  }
  return [...counts].reduce<[Script, number]>(
    (most, each) => (each[1] > most[1] ? each : most),
    ['other', 0],
  )[0];
}
