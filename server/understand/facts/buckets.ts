import type { ApartQuestion, FactQuestion } from './fact-question.ts';
import type { Place } from './said.ts';

/** Where the answers of each place are counted; -1 for those outside the slice. */
export interface Buckets {
  of: Int32Array;
  list: { month: string; group: string }[];
  /** The currency of each place, by its number. */
  currencyOf: Uint16Array;
  currencies: string[];
}

export function bucketsFor(places: Place[], question: FactQuestion | ApartQuestion): Buckets {
  const of = new Int32Array(places.length).fill(-1);
  const currencyOf = new Uint16Array(places.length);
  const list: Buckets['list'] = [];
  const currencies: string[] = [];
  const numbers = new Map<string, number>();
  places.forEach((place, at) => {
    if (!isInside(place, question)) return;
    const { month, currency } = place;
    const group = groupOf([question.by ?? []].flat().map((by) => place[by]));
    const key = `${month} ${group}`;
    const known = numbers.get(key);
    of[at] = known ?? list.length;
    if (known === undefined) {
      numbers.set(key, list.length);
      list.push({ month, group });
    }
    if (!currencies.includes(currency)) currencies.push(currency);
    currencyOf[at] = currencies.indexOf(currency);
  });
  return { of, list, currencyOf, currencies };
}

const betweenValues = '\u001F';

/** The values of several dimensions as one group. */
const groupOf = (values: string[]): string => values.join(betweenValues);

/** One value of a group of several. */
export const valueIn = (group: string, at: number): string => group.split(betweenValues)[at] ?? '';

function isInside(place: Place, { slice }: Pick<FactQuestion, 'slice'>): boolean {
  return (
    place.month >= slice.from &&
    place.month <= slice.to &&
    isAsked(slice.program, place.program) &&
    isAsked(slice.tier, place.tier) &&
    isAsked(slice.department, place.department) &&
    isAsked(slice.manager, place.manager) &&
    isAsked(slice.language, place.language)
  );
}

const isAsked = (asked: string | undefined, value: string): boolean => asked === undefined || asked === value;
