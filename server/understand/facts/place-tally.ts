import type { Buckets } from './buckets.ts';
import type { CodeLists } from './code-lists.ts';
import type { FactStore } from './fact-store.ts';
import type { Tally } from './fact-tally.ts';

/** What facts count under, and which of them are counted. */
export interface Following {
  lists: CodeLists<never>;
  by: 'measure' | 'name';
  withMoney: boolean;
  /** By the number of what was measured; without it all are. */
  isCounted?: Uint8Array;
}

/**
 * All facts counted by place and code, and kept up as they come. Whatever is not narrowed by what was said is added up from
 * it: from thousands of places instead of millions of facts.
 */
export class PlaceTally {
  #n = new Float64Array(0);
  #money = new Float64Array(0);
  /** Room for so many codes a place. */
  #room = 0;
  #facts = 0;

  /** Takes in the facts that have come since; always asked with the same lists. */
  follow(store: FactStore, { lists, by, withMoney, isCounted }: Following): this {
    this.#makeRoom(store.places.values.length, lists.codes.values.length, withMoney);
    const { starts, list } = lists;
    const word = store[by].numbers;
    const [place, measure] = [store.place.numbers, store.measure.numbers];
    const [sign, worth] = [store.sign.numbers, store.money.numbers];
    for (; this.#facts < store.size; this.#facts++) {
      const fact = this.#facts;
      if (isCounted && isCounted[measure[fact]!] !== 1) continue;
      const row = place[fact]! * this.#room;
      const [end, add] = [starts[word[fact]! + 1]!, sign[fact]!];
      for (let at = starts[word[fact]!]!; at < end; at++) {
        this.#n[row + list[at]!]! += add;
        if (withMoney) this.#money[row + list[at]!]! += add * worth[fact]!;
      }
    }
    return this;
  }

  /** The counts of the places asked for, each in its bucket. */
  into(buckets: Buckets, { lists, withMoney }: Following): Tally {
    const codes = lists.codes.values;
    const currencies = withMoney ? buckets.currencies : [''];
    const n = new Float64Array(buckets.list.length * currencies.length * codes.length);
    const money = new Float64Array(withMoney ? n.length : 0);
    buckets.of.forEach((bucket, place) => {
      if (bucket < 0) return;
      const currency = withMoney ? buckets.currencyOf[place]! : 0;
      const row = (bucket * currencies.length + currency) * codes.length;
      const from = place * this.#room;
      for (let code = 0; code < codes.length; code++) {
        n[row + code]! += this.#n[from + code]!;
        if (withMoney) money[row + code]! += this.#money[from + code]!;
      }
    });
    return { codes, currencies, n, money };
  }

  #makeRoom(places: number, codes: number, withMoney: boolean): void {
    if (codes <= this.#room && places * this.#room <= this.#n.length) return;
    const room = codes <= this.#room ? this.#room : 2 * codes;
    const moved = (counts: Float64Array<ArrayBuffer>) => {
      const larger = new Float64Array(2 * places * room);
      for (let from = 0, to = 0; from < counts.length; from += this.#room, to += room)
        larger.set(counts.subarray(from, from + this.#room), to);
      return larger;
    };
    this.#n = moved(this.#n);
    if (withMoney) this.#money = moved(this.#money);
    this.#room = room;
  }
}
