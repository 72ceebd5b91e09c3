import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { segmentRollup } from '#db/schema/responses.ts';
import type { Month } from './calendar-month.ts';
import { hiddenGroups, monthsInTotal, tellableMonths } from './disclosure.ts';
import type { Dimension } from './facts/fact-question.ts';
import { factCounts } from './facts/facts.ts';
import { isInRollUps, within, type Narrowing, type Slice } from './slice.ts';

/** What may be told of the answers of a slice. */
export interface Disclosure {
  /** Whether the figures of a month stay hidden, because they or what they leave of the whole tell of too few. */
  isWithheld: (month: Month) => boolean;
  /** The months a total is made of; empty where it stays hidden. */
  inTotal: Month[];
}

type People = { month: Month; group: string; n: number };

type PeopleIn = (slice: Slice, by?: Dimension) => Promise<People[]>;

export const everyMonth = { from: '0000-01', to: '9999-12' };

/**
 * Judges a slice by all its months, and by each filter that made it: a group that is shown and the whole it was taken from
 * may not leave a rest of one to four.
 */
export const disclosureOf = (db: Database, slice: Slice): Promise<Disclosure> =>
  disclosureIn((asked, by) => peopleIn(db, asked, by), slice);

/** The same of whatever counts people: by months, or by weeks. */
export async function disclosureIn(people: PeopleIn, slice: Slice): Promise<Disclosure> {
  // All is asked at once: what counts need not wait for the next question.
  const [everybody, ...beside] = await Promise.all([
    people({ ...slice, ...everyMonth }),
    ...filtersOf(slice).map((filter) => groupsBeside(people, slice, filter)),
  ]);
  const tellable = tellableMonths(everybody);
  const total = monthsInTotal(tellable, slice.from, slice.to);
  const hidden = filtersOf(slice).map((filter, at) => hiddenBy(beside[at] ?? [], slice[filter] ?? '', total));
  return {
    isWithheld: (month) => !tellable.alone.has(month) || hidden.some((one) => one.months.has(month)),
    inTotal: hidden.some(({ hidesTotal }) => hidesTotal) ? [] : total,
  };
}

type Filter = keyof Narrowing;

const filters: Filter[] = ['program', 'tier', 'department', 'manager', 'language', 'named', 'segment'];
const filtersOf = (slice: Slice): Filter[] => filters.filter((filter) => slice[filter] !== undefined);

function hiddenBy(
  rows: People[],
  chosen: string,
  total: Month[],
): { months: Set<Month>; hidesTotal: boolean } {
  const months = [...new Set(rows.map(({ month }) => month))].filter((month) =>
    hides(
      rows.filter((row) => row.month === month),
      chosen,
    ),
  );
  const inTotal = rows.filter(({ month }) => total.includes(month));
  return { months: new Set(months), hidesTotal: hides(inTotal, chosen) };
}

function hides(rows: People[], chosen: string): boolean {
  const sums = new Map<string, number>();
  for (const { group, n } of rows) sums.set(group, (sums.get(group) ?? 0) + n);
  return hiddenGroups(Array.from(sums, ([key, n]) => ({ key, n }))).has(chosen);
}

/** The slice and what stands beside it where one of its filters is taken away. */
async function groupsBeside(people: PeopleIn, slice: Slice, filter: Filter): Promise<People[]> {
  const wider = { ...slice, [filter]: undefined };
  if (filter !== 'named' && filter !== 'segment') return people(wider, filter);
  const [inside, all] = await Promise.all([people(slice), people(wider)]);
  const chosen = slice[filter] ?? '';
  return [
    ...inside.map((row) => ({ ...row, group: chosen })),
    ...all.map((row) => ({ ...row, group: 'rest' })),
    ...inside.map((row) => ({ ...row, group: 'rest', n: -row.n })),
  ];
}

/** How many answered, by month and group. */
export async function peopleIn(db: Database, slice: Slice, by?: Dimension): Promise<People[]> {
  const isByRollUp = by === undefined || by === 'program' || by === 'tier';
  if (!isInRollUps(slice) || !isByRollUp)
    return (await factCounts(db, { slice, by, parts: ['people'] })).people;
  const { month, programId, tier, n } = segmentRollup;
  const group = by === undefined ? sql<string>`''` : by === 'tier' ? tier : programId;
  return db
    .select({ month, group, n: sql<number>`sum(${n})`.mapWith(Number) })
    .from(segmentRollup)
    .where(within(segmentRollup, slice))
    .groupBy(month, group);
}
