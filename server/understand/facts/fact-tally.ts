import type { NpsBand } from '#surveys/nps.ts';
import { valueIn } from './buckets.ts';
import type { FactCounts, Side } from './fact-question.ts';

/** Counts by bucket, currency and code, in that order. */
export interface Tally {
  codes: string[];
  currencies: string[];
  n: Float64Array;
  /** Empty where no money is counted. */
  money: Float64Array;
}

export interface Tallies {
  people?: Float64Array | null;
  scores?: Tally | null;
  reasons?: Tally | null;
  categories?: Tally | null;
  segments?: Tally | null;
  sides?: Tally | null;
  excuses?: Tally | null;
  measured?: Tally | null;
  bands?: { band: NpsBand; tally: Tally }[] | null;
}

type Bucket = { month: string; group: string };
type Row = Bucket & { code: string; currency: string; n: number; monthlyMinor: number };

/** The counts as rows; what adds up to nothing, because it was taken back, is no row. */
export function countsFrom(buckets: Bucket[], tallies: Tallies): FactCounts {
  const rows = (tally: Tally | null | undefined) => (tally ? rowsOf(buckets, tally) : []);
  return {
    people: Array.from(tallies.people ?? [], (n, at) => ({ month: '', group: '', ...buckets[at], n })).filter(
      ({ n }) => n !== 0,
    ),
    scores: rows(tallies.scores).map(({ month, group, code, n }) => {
      const [measure, value] = halves(code, '=');
      return { month, group, measure, value, n };
    }),
    reasons: rows(tallies.reasons).map(({ month, group, code, currency, n, monthlyMinor }) => {
      const [category, detail] = halves(code, '/');
      return { month, group, category, detail, currency, n, monthlyMinor };
    }),
    categories: rows(tallies.categories).map(({ month, group, code, n }) => ({
      month,
      group,
      category: code,
      n,
    })),
    segments: rows(tallies.segments).map(({ month, group, code, n }) => ({ month, group, segment: code, n })),
    sides: rows(tallies.sides).map(({ month, group, code, n }) => {
      const [side, category] = halves(code, '/');
      // `sidesOf` makes no others.
      return { month, group, side: side as Side, category, n };
    }),
    excuses: rows(tallies.excuses).map(({ month, group, code, n }) => {
      const [first, other] = halves(code, '/');
      return { month, group, first, other, n };
    }),
    measured: rows(tallies.measured).map(({ month, group, code, n }) => ({
      month,
      group,
      measures: code.split(' ').filter((measure) => measure !== ''),
      n,
    })),
    bands: (tallies.bands ?? []).flatMap(({ band, tally }) =>
      rows(tally).map(({ code, ...row }) => {
        const [category, detail] = halves(code, '/');
        return { category, detail, band, ...row };
      }),
    ),
  };
}

/** The counts by one of the values that a bucket's group is of; what it has in common with others is added up. */
export function countsApart(list: Bucket[], tallies: Tallies, at: number): FactCounts {
  const buckets: Bucket[] = [];
  const numbers = new Map<string, number>();
  const into = list.map(({ month, group }) => {
    const value = valueIn(group, at);
    const key = `${month} ${value}`;
    const number = numbers.get(key) ?? buckets.push({ month, group: value }) - 1;
    numbers.set(key, number);
    return number;
  });
  const added = (counts: Float64Array) => addedInto(counts, into, buckets.length);
  const folded = (tally: Tally): Tally => ({ ...tally, n: added(tally.n), money: added(tally.money) });
  const { people, bands, ...others } = tallies;
  return countsFrom(buckets, {
    people: people && added(people),
    bands: bands && bands.map(({ band, tally }) => ({ band, tally: folded(tally) })),
    ...Object.fromEntries(Object.entries(others).map(([part, tally]) => [part, tally && folded(tally)])),
  });
}

/** Counts bucket by bucket, added to those of the buckets that these have become. */
function addedInto(counts: Float64Array, into: number[], buckets: number): Float64Array {
  const width = into.length === 0 ? 0 : counts.length / into.length;
  const sums = new Float64Array(width * buckets);
  into.forEach((bucket, from) => {
    for (let at = 0; at < width; at++) sums[bucket * width + at]! += counts[from * width + at]!;
  });
  return sums;
}

function rowsOf(buckets: Bucket[], { codes, currencies, n, money }: Tally): Row[] {
  const rows: Row[] = [];
  let at = 0;
  for (const { month, group } of buckets)
    for (const currency of currencies)
      for (const code of codes) {
        const count = n[at] ?? 0;
        // Named one by one: there are many, and what follows a spread takes a microsecond each.
        if (count !== 0) rows.push({ month, group, code, currency, n: count, monthlyMinor: money[at] ?? 0 });
        at += 1;
      }
  return rows;
}

function halves(code: string, between: string): [string, string] {
  const at = code.lastIndexOf(between);
  return [code.slice(0, at), code.slice(at + 1)];
}
