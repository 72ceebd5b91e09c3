/** Words by number and numbers by word, in the order they first came. */
export class WordList<T> {
  readonly #numbers = new Map<string, number>();
  readonly values: T[] = [];

  constructor(private readonly read: (word: string) => T) {}

  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    this.#numbers.set(word, this.values.length);
    this.values.push(this.read(word));
    return this.values.length - 1;
  }
}
