import { MOST_CHOICES, MOST_COLUMNS, MOST_ROWS, problemOfChoiceValue } from './choice-reader.ts';
import { isObject, wordOf } from './definition-reader.ts';
import { firstWords, withServedTexts } from './document-texts.ts';
import { type At, below, type Said, say, type Walk } from './document-walk.ts';
import { weightOf } from './document-properties.ts';
import { MEASURES, parseMeasure } from './measures.ts';
import { OWN_WORDS } from './own-words.ts';
import { parseReason, REASON_CATEGORIES } from './reasons.ts';

type Source = Record<string, unknown>;

/** Where choices come from somewhere else, what stands in the document is not what would be asked. */
const ELSEWHERE = ['choicesByUrl', 'choicesFromQuestion', 'choicesLazyLoadEnabled'];

type Gathering = { walk: Walk; missing: Set<string> };

/** What a question chooses from, by its type: each list with the most it may hold. */
const LISTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  radiogroup: { choices: MOST_CHOICES },
  dropdown: { choices: MOST_CHOICES },
  checkbox: { choices: MOST_CHOICES },
  matrix: { rows: MOST_ROWS, columns: MOST_COLUMNS },
};

type Items = Gathering & { most: number; mark: string | null };

/** The mark an item of a list may carry. */
const MARKS: Readonly<Record<string, string>> = { choices: 'reason', rows: 'measure' };

/** A choosing question with the choices we can offer; `null` when there are none, which is said. */
export function choicesServed(source: Source, at: At, gathering: Gathering): Source | null {
  const lists = Object.entries(LISTS[wordOf(source['type'])] ?? {});
  const elsewhere = lists.length > 0 ? ELSEWHERE.find((property) => isWeighty(property, source)) : undefined;
  if (elsewhere) {
    say(gathering.walk, below(at, elsewhere), { said: ['property-not-served', { property: elsewhere }] });
    return null;
  }
  const served = lists.length > 0 ? withoutDeclining(source) : { ...source };
  for (const [property, most] of lists) {
    const mark = MARKS[property] ?? null;
    const items = itemsServed(source[property], below(at, property), { ...gathering, most, mark });
    if (!items) return null;
    served[property] = property === 'choices' ? [...items, ...declining(source, at, gathering)] : items;
  }
  return withNone(served);
}

/** SurveyJS's items for those who do not know or would rather not say are choices like any other. */
function declining(source: Source, at: At, { walk, missing }: Gathering): Source[] {
  return DECLINING.flatMap(({ shown, textIn, value, text }) => {
    if (source[shown] !== true) return [];
    const texts = withServedTexts({ text: source[textIn] ?? text }, below(at, textIn), walk);
    for (const language of texts.missing) missing.add(language);
    return [{ value, text: texts.served['text'] ?? text }];
  });
}

const withoutDeclining = (source: Source): Source => {
  const items = new Set<string>(DECLINING.flatMap(({ shown, textIn }) => [shown, textIn]));
  return Object.fromEntries(Object.entries(source).filter(([property]) => !items.has(property)));
};

const DECLINING = [
  { shown: 'showRefuseItem', textIn: 'refuseText', value: 'refused', text: OWN_WORDS.refused },
  { shown: 'showDontKnowItem', textIn: 'dontKnowText', value: 'dontknow', text: OWN_WORDS.dontKnow },
] as const;

const isWeighty = (property: string, source: Source): boolean =>
  weightOf(property, source[property]) !== 'none';

function itemsServed(items: unknown, at: At, { most, ...gathering }: Items): Source[] | null {
  const hasOne = Array.isArray(items) && items.length > 0;
  if (!hasOne || items.length > most) {
    const severity = hasOne ? 'unserved' : 'wrong';
    say(gathering.walk, at, { said: ['choice-count', { most }], severity });
    return null;
  }
  const served = items.flatMap((item: unknown, index) => {
    const one = itemServed(item, { ...at, path: `${at.path}[${index}]` }, gathering);
    return one ? [one] : [];
  });
  const distinct = withoutRepeats(served, at, gathering.walk);
  return distinct.length === 0 ? null : distinct;
}

/** One choice, row or column; `null` when it cannot be offered. */
function itemServed(item: unknown, at: At, { walk, missing, mark }: Omit<Items, 'most'>): Source | null {
  const source: Source = isObject(item) ? item : { value: item };
  const value = typeof source['value'] === 'string' ? source['value'].trim() : source['value'];
  if (value === undefined || value === null || value === '') {
    say(walk, at, { said: ['choice-without-value', {}] });
    return null;
  }
  const condition = ['visibleIf', 'enableIf'].find((property) => isWeighty(property, source));
  if (condition) say(walk, below(at, condition), { said: ['property-not-served', { property: condition }] });
  const problem = condition ? null : problemOfChoiceValue(value);
  if (problem) say(walk, below(at, 'value'), { said: problem });
  if (condition || problem) return null;
  const texts = withServedTexts({ text: source['text'] ?? wordOf(value) }, at, walk);
  // A bare number reads the same in every language.
  const isBareNumber = typeof value === 'number' && (source['text'] === undefined || source['text'] === null);
  if (!isBareNumber) for (const language of texts.missing) missing.add(language);
  if (texts.served['text'] === undefined && firstWords(source['text']) !== null) return null;
  const text = texts.served['text'] ?? wordOf(value);
  return { value, text, ...markServed(mark, source, { at, walk }) };
}

/** The item's mark, left out when nobody knows it; whether it fits the question is the strict reader's to say. */
function markServed(mark: string | null, source: Source, { at, walk }: { at: At; walk: Walk }): Source {
  const given = mark === null ? undefined : source[mark];
  if (mark === null || given === undefined || given === null || given === '') return {};
  if (mark === 'reason' ? parseReason(given, walk.reading.ownDetails) : parseMeasure(given))
    return { [mark]: given };
  const said: Said =
    mark === 'reason'
      ? ['not-a-reason', { categories: REASON_CATEGORIES.join(', ') }]
      : ['not-a-measure', { measures: MEASURES.join(', ') }];
  say(walk, below(at, mark), { said });
  return {};
}

function withoutRepeats(choices: Source[], at: At, walk: Walk): Source[] {
  const seen = new Set<string>();
  return choices.filter(({ value }) => {
    const isRepeated = seen.has(wordOf(value));
    if (isRepeated) say(walk, at, { said: ['choice-twice', { value: wordOf(value).slice(0, 60) }] });
    seen.add(wordOf(value));
    return !isRepeated;
  });
}

/** A choice called "none" beside others means what our own "none" means: nothing stands beside it. */
function withNone(source: Source): Source {
  const choices = source['choices'];
  if (source['type'] !== 'checkbox' || source['showNoneItem'] === true || !Array.isArray(choices))
    return source;
  const none = choices.find((choice: Source) => choice['value'] === 'none');
  if (!none || choices.length === 1) return source;
  return {
    ...source,
    choices: choices.filter((choice) => choice !== none),
    showNoneItem: true,
    noneText: none['text'],
  };
}
