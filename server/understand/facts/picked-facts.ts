import type { Buckets } from './buckets.ts';
import type { FactStore } from './fact-store.ts';
import type { Tally } from './fact-tally.ts';
import type { Following } from './place-tally.ts';

/** Facts of a slice, and the bucket of each. */
export interface PickedFacts {
  facts: Uint32Array;
  buckets: Uint32Array;
  length: number;
}

/** Those of them whose measures are counted, by the number of what was measured. */
export function countedAmong(picked: PickedFacts, store: FactStore, isCounted: Uint8Array): PickedFacts {
  const { facts, buckets, length } = picked;
  const measure = store.measure.numbers;
  const counted = { facts: new Uint32Array(length), buckets: new Uint32Array(length), length: 0 };
  for (let at = 0; at < length; at++) {
    const fact = facts[at]!;
    if (isCounted[measure[fact]!] !== 1) continue;
    counted.facts[counted.length] = fact;
    counted.buckets[counted.length++] = buckets[at]!;
  }
  return counted;
}

/** What they count under, fact by fact. */
export function pickedTally(
  { facts, buckets: of, length }: PickedFacts,
  store: FactStore,
  buckets: Buckets,
  { lists, by, withMoney }: Following,
): Tally {
  const currencies = withMoney ? buckets.currencies : [''];
  const width = lists.codes.values.length;
  const n = new Float64Array(buckets.list.length * currencies.length * width);
  const money = new Float64Array(withMoney ? n.length : 0);
  const { starts, list } = lists;
  const word = store[by].numbers;
  const [sign, place, worth] = [store.sign.numbers, store.place.numbers, store.money.numbers];
  for (let at = 0; at < length; at++) {
    const fact = facts[at]!;
    const currency = withMoney ? buckets.currencyOf[place[fact]!]! : 0;
    const row = (of[at]! * currencies.length + currency) * width;
    const [end, add] = [starts[word[fact]! + 1]!, sign[fact]!];
    for (let code = starts[word[fact]!]!; code < end; code++) {
      n[row + list[code]!]! += add;
      if (withMoney) money[row + list[code]!]! += add * worth[fact]!;
    }
  }
  return { codes: lists.codes.values, currencies, n, money };
}
