import { foldWord } from './fold.ts';
import { stemsOf } from './stem.ts';
import { isSign, type Word } from './word.ts';

/** Words of one meaning, whatever the language: `expensive` has `pricey`, `غالي`, `יקר` and `дорого`. */
export interface CueList {
  cue: string;
  phrases: string[];
}

/** A cue found in a text, and the words that say it. */
export interface Found {
  cue: string;
  from: number;
  to: number;
}

interface Phrase {
  cue: string;
  words: string[][];
}

/** Finds cues. A phrase matches by the stems of its words; one that ends in `*` by its beginning. */
export class Cues {
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #beginnings = new Map<string, string[]>();
  readonly #exact = new Map<string, string[]>();

  constructor(lists: CueList[]) {
    for (const { cue, phrases } of lists) for (const phrase of phrases) this.#add(cue, phrase);
  }

  #add(cue: string, phrase: string): void {
    if (phrase.endsWith('*')) return push(this.#beginnings, foldWord(phrase.slice(0, -1)), cue);
    if (phrase.startsWith('=')) return push(this.#exact, foldWord(phrase.slice(1)), cue);
    const words = phrase
      .split(/\s+/)
      .map((word) => (/[\p{L}\p{N}]/u.test(word) ? stemsOf(foldWord(word)) : [word]));
    for (const stem of words[0] ?? []) push(this.#phrases, stem, { cue, words });
  }

  find(words: Word[]): Found[] {
    const found: Found[] = [];
    words.forEach((word, at) => {
      const keys = isSign(word) ? [word.folded] : word.stems;
      const known = new Set(this.#exact.get(word.folded));
      for (const cue of this.#begun(word)) known.add(cue);
      for (const cue of known) found.push({ cue, from: at, to: at + 1 });
      for (const key of keys) {
        for (const phrase of this.#phrases.get(key) ?? []) {
          if (known.has(phrase.cue) || !continues(phrase, words, at)) continue;
          known.add(phrase.cue);
          found.push({ cue: phrase.cue, from: at, to: at + phrase.words.length });
        }
      }
    });
    return found;
  }

  #begun({ folded, stems }: Word): string[] {
    const cues: string[] = [];
    for (const form of stems.length > 1 ? [folded, ...stems] : [folded])
      for (let length = 3; length <= form.length && length <= 14; length++)
        cues.push(...(this.#beginnings.get(form.slice(0, length)) ?? []));
    return cues;
  }
}

function continues({ words }: Phrase, text: Word[], at: number): boolean {
  return words.every((stems, index) => {
    const word = text[at + index];
    if (!word) return false;
    return isSign(word) ? stems[0] === word.folded : word.stems.some((stem) => stems.includes(stem));
  });
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

/** Reads `cue: phrase, phrase`, a list a line; a line that begins with a space goes on with the one before. */
export function parseCues(text: string): CueList[] {
  return text
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n')
    .filter((line) => line.includes(':') && !line.startsWith('#'))
    .map((line) => {
      const at = line.indexOf(':');
      const phrases = line.slice(at + 1).split(',');
      return {
        cue: line.slice(0, at).trim(),
        phrases: phrases.map((phrase) => phrase.trim()).filter((phrase) => phrase !== ''),
      };
    });
}
