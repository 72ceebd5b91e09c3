/** So many filters by what was named are remembered. */
const mostRemembered = 50;

interface Looked {
  flags: Uint8Array;
  words: number;
}

/** Which of the things ever named meet a filter, by their numbers; each is looked at once, as the list only grows. */
export class AskedNames {
  readonly #known = new Map<string, Looked>();

  of(filter: string, words: number, isAsked: (word: number) => boolean): Uint8Array {
    const known = this.#known.get(filter) ?? { flags: new Uint8Array(1024), words: 0 };
    if (this.#known.size >= mostRemembered) this.#known.clear();
    this.#known.set(filter, known);
    if (known.flags.length < words) known.flags = withRoom(known.flags, 2 * words);
    for (; known.words < words; known.words++) known.flags[known.words] = Number(isAsked(known.words));
    return known.flags;
  }
}

function withRoom(flags: Uint8Array, length: number): Uint8Array {
  const larger = new Uint8Array(length);
  larger.set(flags);
  return larger;
}
