import { npsBand, type NpsBand } from '#surveys/nps.ts';
import { segmentOf, countedReasons } from '#server/listen/roll-up.ts';
import { shownReason, type Mergers } from '../named.ts';
import {
  countedIn,
  readCodes,
  readScores,
  readStated,
  type FactReason,
  type ResponseFact,
} from '#server/listen/response-fact.ts';

/** Where answers stand: everything of a fact that narrows or groups, but for what was said. */
export interface Place {
  month: string;
  program: string;
  tier: string;
  department: string;
  manager: string;
  language: string;
  currency: string;
}

/** What a fact says was named, and by whom. */
export type NamedIn = Pick<ResponseFact, 'stated' | 'told' | 'inferred' | 'confirmed'>;

const betweenFields = '\u001F';

export function readPlace(text: string): Place {
  const [month = '', program = '', tier = '', department = '', manager = '', language = '', currency = ''] =
    text.split(betweenFields);
  return { month, program, tier, department, manager, language, currency };
}

export const readMeasures = (text: string): string[] =>
  readScores(text).map(({ measure, value }) => `${measure}=${value}`);

/** The band of the NPS among what was measured; null where nobody asked or answered it. */
export function bandOf(measures: string[]): NpsBand | null {
  const nps = measures.find((measure) => measure.startsWith('nps='));
  return nps === undefined ? null : npsBand(Number(nps.slice('nps='.length)));
}

export function readNamed(text: string): NamedIn {
  const [stated = '', told = '', inferred = '', confirmed = ''] = text.split(betweenFields);
  return {
    stated: readStated(stated),
    told: readCodes(told),
    inferred: readCodes(inferred),
    confirmed: readCodes(confirmed),
  };
}

/** Where an answer counts among the reasons, `category/detail` each, the details of one that was merged as that one. */
export function countedCodes(named: NamedIn, merged: Mergers = {}): string[] {
  return countedReasons(countedIn(named).map((reason) => shownReason(reason, merged))).map(codeOf);
}

/** Everything that anybody found in an answer, each category and each detail. */
export function codesSaid(named: NamedIn, merged: Mergers = {}): string[] {
  const { stated, told, inferred, confirmed } = named;
  const all = [...stated.flat(), ...told, ...inferred, ...confirmed].map((one) => shownReason(one, merged));
  return [...new Set(all.flatMap((reason) => [`${reason.category}/`, codeOf(reason)]))];
}

/** `all`, and each category that an answer counts under. */
export const countedCategories = (named: NamedIn): string[] => ['all', ...categoriesOf(countedIn(named))];

export const segmentIn = (named: NamedIn): string => segmentOf(countedIn(named));

/** `stated/price`: in which way each category was named. */
export function sidesOf({ stated, told, inferred, confirmed }: NamedIn): string[] {
  const sides = { stated: [...stated.flat(), ...told], inferred, confirmed };
  return Object.entries(sides).flatMap(([side, reasons]) =>
    categoriesOf(reasons).map((category) => `${side}/${category}`),
  );
}

/**
 * `/agree` or `/differ` for an answer to both a first and an indirect question, and where they differ `price/service`: the
 * category given first and each that came then.
 */
export function excuseOf({ stated }: NamedIn): string[] {
  const [first = [], ...later] = stated.map(categoriesOf);
  const [given] = first;
  const indirect = later.findLast((categories) => categories.length > 0);
  if (given === undefined || !indirect) return [];
  if (indirect.includes(given)) return ['/agree'];
  return ['/differ', ...indirect.map((other) => `${given}/${other}`)];
}

export const isNamedIn = (codes: string[], named: string): boolean =>
  codes.includes(named.includes('/') ? named : `${named}/`);

const codeOf = ({ category, detail }: FactReason): string => `${category}/${detail}`;
const categoriesOf = (reasons: FactReason[]): string[] => [
  ...new Set(reasons.map(({ category }) => category)),
];
