import { SHOWN_TEXTS } from './shown-texts.ts';

/** One thing that differs. `path` is within the question or the survey: `title`, `choices.late.text`, `rateMax`. */
export type Change = {
  what: 'text' | 'type' | 'required' | 'condition' | 'mark' | 'choice' | 'scale' | 'other';
  path: string;
  /** For texts: the language they differ in, `default` for the first. */
  language: string | null;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
};

/** The lists of a question that are compared by their values. */
export const LISTS = ['choices', 'rows', 'columns'];

type Ends = Partial<Pick<Change, 'from' | 'to' | 'language'>>;

export const change = (
  what: Change['what'],
  path: string,
  { from = null, to = null, language = null }: Ends,
): Change => ({
  what,
  path,
  language,
  from,
  to,
});

const WHAT: Readonly<Record<string, Change['what']>> = {
  type: 'type',
  isRequired: 'required',
  requiredIf: 'required',
  eachRowRequired: 'required',
  visibleIf: 'condition',
  measure: 'mark',
  reason: 'mark',
  rateMin: 'scale',
  rateMax: 'scale',
  showOtherItem: 'choice',
  showNoneItem: 'choice',
};

/** What differs between two things property by property; what stands in one list only is not said here. */
export function changesBetween(before: object, after: object, path = ''): Change[] {
  const [from, to] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((key) => {
    const place = path === '' ? key : `${path}.${key}`;
    const [one, other] = [from.get(key), to.get(key)];
    if (!LISTS.includes(path)) return changesAt(place, one, other);
    return isPlain(one) && isPlain(other) ? changesBetween(one, other, place) : [];
  });
}

function changesAt(path: string, from: unknown, to: unknown): Change[] {
  const property = path.split('.').at(-1) ?? path;
  if (SHOWN_TEXTS.has(property)) return textChanges(path, textsOf(from), textsOf(to));
  if (isPlain(from) || isPlain(to))
    return changesBetween(isPlain(from) ? from : {}, isPlain(to) ? to : {}, path);
  const isSame = from === to || (!from && !to && from !== 0 && to !== 0);
  return isSame ? [] : [change(WHAT[property] ?? 'other', path, { from: leaf(from), to: leaf(to) })];
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null;

const leaf = (value: unknown): Change['from'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const textsOf = (text: unknown): Map<string, unknown> =>
  new Map(Object.entries(isPlain(text) ? text : text === undefined ? {} : { default: text }));

function textChanges(path: string, from: Map<string, unknown>, to: Map<string, unknown>): Change[] {
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((language) => from.get(language) !== to.get(language))
    .map((language) =>
      change('text', path, { language, from: leaf(from.get(language)), to: leaf(to.get(language)) }),
    );
}
