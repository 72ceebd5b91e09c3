/**
 * What is known of the keys that came lately: of the last `most / 2` at least, and never of more than `most`. They are kept
 * by two generations, the older of which goes at once: a map that is rid of its first key each time searches through the
 * gaps this leaves.
 */
export class Lately<V> {
  #recent = new Map<string, V>();
  #older = new Map<string, V>();

  constructor(
    private readonly most: number,
    private readonly begin: () => V,
  ) {}

  /** What is known of a key, begun anew where nothing is. */
  of(key: string): V {
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    if (this.#recent.size >= Math.floor(this.most / 2)) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    const known = this.#older.get(key) ?? this.begin();
    this.#recent.set(key, known);
    return known;
  }
}
