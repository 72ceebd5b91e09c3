import { AskedNames } from './asked-names.ts';
import { bucketsFor, type Buckets } from './buckets.ts';
import { CodeLists } from './code-lists.ts';
import type { Mergers } from '../named.ts';
import { blockSize, FactStore } from './fact-store.ts';
import type { ApartQuestion, FactCounts, FactQuestion } from './fact-question.ts';
import { evenly, type FactSearch, type FactsFound } from './fact-search.ts';
import { countsApart, countsFrom, type Tallies, type Tally } from './fact-tally.ts';
import { countedAmong, pickedTally, type PickedFacts } from './picked-facts.ts';
import { PlaceTally, type Following } from './place-tally.ts';
import {
  bandOf,
  codesSaid,
  countedCategories,
  countedCodes,
  excuseOf,
  isNamedIn,
  type NamedIn,
  segmentIn,
  sidesOf,
} from './said.ts';
import type { NpsBand } from '#surveys/nps.ts';

/** What is asked, but for what it is told apart by. */
type Counting = Omit<FactQuestion, 'by'>;
type ReasonLists = ReturnType<typeof reasonLists>;

/**
 * All facts in columns of numbers: where an answer stands, what it measured, what it named, its money and its sign. Texts
 * are few and repeat, so a filter looks at each of them once and at an answer only by its number: a million answers are
 * added up in milliseconds, whatever narrows them.
 */
export class FactColumns {
  readonly #store = new FactStore();
  #picked: PickedFacts = { facts: new Uint32Array(0), buckets: new Uint32Array(0), length: 0 };
  readonly #lists = {
    scores: new CodeLists<string[]>((measures) => measures),
    categories: new CodeLists<NamedIn>(countedCategories),
    segments: new CodeLists<NamedIn>((named) => [segmentIn(named)]),
    sides: new CodeLists<NamedIn>(sidesOf),
    excuses: new CodeLists<NamedIn>(excuseOf),
    measured: new CodeLists<string[]>((measures) => [measures.join(' ')]),
  };
  readonly #bands: number[] = [];
  readonly #atPlaces = new WeakMap<CodeLists<never>, PlaceTally[]>();
  readonly #said = new AskedNames();
  readonly #reasons = new Map<string, ReasonLists>();

  /** From so many facts a place on, those that nothing said narrows are counted place by place. */
  constructor(private readonly factsPerPlace = 16) {}

  add(line: string, seq?: number): void {
    this.#store.add(line, seq);
  }

  count(question: FactQuestion): FactCounts {
    const buckets = bucketsFor(this.#store.places.values, question);
    return countsFrom(buckets.list, this.#tallies(buckets, question));
  }

  /** What `count` gives for each of the dimensions. */
  countApart(question: ApartQuestion): FactCounts[] {
    const buckets = bucketsFor(this.#store.places.values, question);
    const tallies = this.#tallies(buckets, question);
    return question.by.map((_, at) => countsApart(buckets.list, tallies, at));
  }

  #tallies(buckets: Buckets, question: Counting): Tallies {
    if (isOfPeopleAlone(question)) return { people: this.#peopleAt(buckets) };
    const isByPlace = this.#isByPlace(question);
    if (!isByPlace) this.#pick(buckets, question);
    const count = (following: Following, part = 0) =>
      isByPlace
        ? this.#placesOf(following, part).into(buckets, following)
        : this.#pickedOf(following, buckets);
    const { measures, named } = this.#store;
    const { scores, categories, segments, sides, excuses, measured } = this.#lists;
    const scored = (lists: CodeLists<string[]>) =>
      count({ lists: lists.follow(measures.values), by: 'measure', withMoney: false });
    const said = (lists: CodeLists<NamedIn>) =>
      count({ lists: lists.follow(named.values), by: 'name', withMoney: false });
    const reasons = () => this.#reasonLists(question);
    const has = (part: FactQuestion['parts'][number]) => question.parts.includes(part);
    return {
      people: has('people') ? (isByPlace ? this.#peopleAt(buckets) : this.#peoplePicked(buckets)) : null,
      scores: has('scores') ? scored(scores) : null,
      reasons: has('reasons') ? count({ lists: reasons(), by: 'name', withMoney: true }) : null,
      categories: has('categories') ? said(categories) : null,
      segments: has('segments') ? said(segments) : null,
      sides: has('sides') ? said(sides) : null,
      measured: has('measured') ? scored(measured) : null,
      bands: has('bands') ? this.#byBand(count, reasons()) : null,
      excuses: has('excuses') ? said(excuses) : null,
    };
  }

  /** The answers of a slice, one by one, in the order they came. */
  find({ slice, merged, scored, withInferred = false, most }: FactSearch): FactsFound {
    const question = { slice, merged, parts: [] };
    const buckets = bucketsFor(this.#store.places.values, question);
    this.#pick(buckets, question, withInferred ? 'said' : 'codes');
    const { facts, buckets: of, length } = scored ? this.#scoredIn(scored) : this.#picked;
    const inMonth = new Uint32Array(buckets.list.length);
    for (let at = 0; at < length; at++) inMonth[of[at]!]! += 1;
    const months = buckets.list.flatMap(({ month }, bucket) => (inMonth[bucket] ? [month] : []));
    return {
      n: length,
      facts: evenly(length, most).map((at) => this.#store.seq.numbers[facts[at]!]!),
      newest: months.toSorted().at(-1) ?? null,
    };
  }

  /** The facts of the slice, with the bucket each is counted in. */
  #pick(buckets: Buckets, question: Counting, namedBy: 'codes' | 'said' = 'codes'): void {
    const { slice } = question;
    const size = this.#store.place.length;
    if (this.#picked.facts.length < size) {
      const room = this.#store.place.numbers.length;
      this.#picked = { facts: new Uint32Array(room), buckets: new Uint32Array(room), length: 0 };
    }
    const says = this.#saying(question, namedBy);
    const { facts, buckets: into } = this.#picked;
    const [place, name, of] = [this.#store.place.numbers, this.#store.name.numbers, buckets.of];
    let length = 0;
    for (let block = 0; block < this.#store.months.length; block++) {
      const months = this.#store.months[block];
      if (!months || months.to < slice.from || months.from > slice.to) continue;
      const end = Math.min(size, (block + 1) * blockSize);
      for (let fact = block * blockSize; fact < end; fact++) {
        const bucket = of[place[fact] ?? 0] ?? -1;
        if (bucket < 0 || (says && says[name[fact] ?? 0] === 0)) continue;
        facts[length] = fact;
        into[length++] = bucket;
      }
    }
    this.#picked.length = length;
  }

  /** Which of the things named are asked for, by their numbers; null where all are. */
  #saying(question: Counting, namedBy: 'codes' | 'said'): Uint8Array | null {
    const { segment } = question.slice;
    const named = shownName(question);
    if (named === undefined && segment === undefined) return null;
    const counted = this.#reasonLists(question, namedBy);
    const sets = this.#lists.segments.follow(this.#store.named.values);
    const isAsked = (word: number) =>
      (named === undefined || isNamedIn(codesAt(counted, word), named)) &&
      (segment === undefined || codesAt(sets, word)[0] === segment);
    const filter = JSON.stringify([named, segment, question.merged, namedBy]);
    return this.#said.of(filter, this.#store.named.values.length, isAsked);
  }

  #reasonLists({ merged = {} }: Counting, by: keyof ReasonLists = 'codes'): CodeLists<NamedIn> {
    const key = JSON.stringify(merged);
    const lists = this.#reasons.get(key) ?? reasonLists(merged);
    // Mergers change rarely, and then nobody asks by the old ones again.
    if (this.#reasons.size > 2) this.#reasons.clear();
    this.#reasons.set(key, lists);
    return lists[by].follow(this.#store.named.values);
  }

  #peopleAt({ of, list }: Buckets): Float64Array {
    const n = new Float64Array(list.length);
    of.forEach((bucket, place) => {
      if (bucket >= 0) n[bucket]! += this.#store.people[place] ?? 0;
    });
    return n;
  }

  #peoplePicked(buckets: Buckets): Float64Array {
    const n = new Float64Array(buckets.list.length);
    const { facts, buckets: of, length } = this.#picked;
    const sign = this.#store.sign.numbers;
    for (let at = 0; at < length; at++) n[of[at] ?? 0]! += sign[facts[at] ?? 0] ?? 0;
    return n;
  }

  /** Whether the places know the answer, and are few beside the facts. */
  #isByPlace({ slice }: Counting): boolean {
    const isNarrowed = slice.named !== undefined || slice.segment !== undefined;
    return !isNarrowed && this.#store.places.values.length * this.factsPerPlace <= this.#store.size;
  }

  /** All facts by place, or a part of them: each band is one. */
  #placesOf(following: Following, part: number): PlaceTally {
    const known = this.#atPlaces.get(following.lists) ?? [];
    this.#atPlaces.set(following.lists, known);
    return (known[part] ??= new PlaceTally()).follow(this.#store, following);
  }

  #pickedOf(following: Following, buckets: Buckets): Tally {
    const { isCounted } = following;
    const picked = isCounted ? countedAmong(this.#picked, this.#store, isCounted) : this.#picked;
    return pickedTally(picked, this.#store, buckets, following);
  }

  /** The facts asked for, one band after the other. */
  #byBand(count: (following: Following, part: number) => Tally, lists: CodeLists<NamedIn>) {
    return bands.map((band, at) => {
      const isCounted = Uint8Array.from(this.#bandNumbers(), (number) => Number(number === at));
      return { band, tally: count({ lists, by: 'name', withMoney: true, isCounted }, at + 1) };
    });
  }

  #scoredIn({ measure, least, most }: NonNullable<FactSearch['scored']>): PickedFacts {
    const isAsked = (words: string[]) =>
      words.some((word) => {
        const value = Number(word.slice(measure.length + 1));
        return word.startsWith(`${measure}=`) && value >= least && value <= most;
      });
    const isCounted = Uint8Array.from(this.#store.measures.values, (words) => Number(isAsked(words)));
    return countedAmong(this.#picked, this.#store, isCounted);
  }

  #bandNumbers(): number[] {
    const words = this.#store.measures.values;
    for (let word = this.#bands.length; word < words.length; word++)
      this.#bands.push(bandNumber(bandOf(words[word] ?? [])));
    return this.#bands;
  }
}

/** A detail that is merged is found under the one it is shown as, whichever of the two is asked for. */
const shownName = ({ slice: { named }, merged = {} }: Counting): string | undefined =>
  named === undefined ? undefined : (merged[named] ?? named);

const reasonLists = (merged: Mergers) => ({
  codes: new CodeLists<NamedIn>((named) => countedCodes(named, merged)),
  said: new CodeLists<NamedIn>((named) => codesSaid(named, merged)),
});

const isOfPeopleAlone = ({ parts, slice }: Counting): boolean =>
  parts.every((part) => part === 'people') && slice.named === undefined && slice.segment === undefined;

const bandNumber = (band: NpsBand | null): number => (band === null ? -1 : bands.indexOf(band));
const bands = ['promoter', 'passive', 'detractor'] as const;

function codesAt({ starts, list, codes }: CodeLists<NamedIn>, word: number): string[] {
  const numbers = list.subarray(starts[word], starts[word + 1]);
  return Array.from(numbers, (code) => codes.values[code] ?? '');
}
