import { WordList } from './word-list.ts';

/** For every word of a growing list the codes it counts under, all in one piece of memory. */
export class CodeLists<T> {
  readonly codes = new WordList((code) => code);
  starts = new Uint32Array(1024);
  #list = new Uint32Array(1024);
  #words = 0;
  #used = 0;

  constructor(private readonly codesOf: (word: T) => string[]) {}

  get list(): Uint32Array {
    return this.#list;
  }

  /** Takes in what has come to the list since. */
  follow(words: T[]): this {
    while (this.#words < words.length) {
      // The loop's condition says that there is one.
      for (const code of this.codesOf(words[this.#words] as T)) this.#add(this.codes.numberOf(code));
      this.#words += 1;
      if (this.#words >= this.starts.length) this.starts = doubled(this.starts);
      this.starts[this.#words] = this.#used;
    }
    return this;
  }

  #add(code: number): void {
    if (this.#used === this.#list.length) this.#list = doubled(this.#list);
    this.#list[this.#used++] = code;
  }
}

function doubled(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
