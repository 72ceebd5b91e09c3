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

interface Begun {
  cues: string[];
  phrases: Phrase[];
}

const mostKept = 40_000;

/** Finds cues. A phrase matches by the stems of its words; one that ends in `*` by its beginning. */
export class Cues {
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #beginnings = new Map<string, string[]>();
  readonly #exact = new Map<string, string[]>();
  readonly #kept = new Map<string, Begun>();

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
      const { cues, phrases } = this.#begunBy(word);
      for (const cue of cues) found.push({ cue, from: at, to: at + 1 });
      for (const { cue, words: said } of phrases) {
        if (cues.includes(cue) || !continues(said, words, at)) continue;
        found.push({ cue, from: at, to: at + said.length });
      }
    });
    return found;
  }

  /** What a word says by itself, and the longer phrases that begin with it. */
  #begunBy(word: Word): Begun {
    const known = this.#kept.get(word.folded);
    if (known) return known;
    const cues = new Set(this.#exact.get(word.folded));
    for (const cue of this.#byBeginning(word)) cues.add(cue);
    const phrases: Phrase[] = [];
    for (const key of isSign(word) ? [word.folded] : word.stems)
      for (const phrase of this.#phrases.get(key) ?? []) {
        if (phrase.words.length === 1) cues.add(phrase.cue);
        else phrases.push(phrase);
      }
    const begun = { cues: [...cues], phrases: phrases.toSorted((a, b) => b.words.length - a.words.length) };
    if (this.#kept.size >= mostKept) this.#kept.clear();
    this.#kept.set(word.folded, begun);
    return begun;
  }

  #byBeginning({ folded, stems }: Word): string[] {
    const forms = stems.length > 1 ? [folded, ...stems] : [folded];
    return forms.flatMap((form) =>
      Array.from(
        { length: form.length },
        (_, at) => this.#beginnings.get(form.slice(0, at + 1)) ?? [],
      ).flat(),
    );
  }
}

function continues(phrase: string[][], text: Word[], at: number): boolean {
  return phrase.every((stems, index) => {
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
