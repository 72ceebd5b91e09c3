import { isObject, wordOf } from './definition-reader.ts';
import { type At, below, say, type Walk } from './document-walk.ts';
import { OWN_WORDS } from './own-words.ts';

type Source = Record<string, unknown>;

const YES = { default: OWN_WORDS.yes.en, ...OWN_WORDS.yes };
const NO = { default: OWN_WORDS.no.en, ...OWN_WORDS.no };

/** Types that ask the same as one of ours, and how it is asked here. */
const SAME: Readonly<Record<string, (source: Source) => Source>> = {
  tagbox: (source) => ({ ...source, type: 'checkbox' }),
  buttongroup: (source) => ({ ...source, type: 'radiogroup' }),
  // Not SurveyJS's own, but spread widely; its conditions speak of 'y' and 'n'.
  yesno: (source) => ({
    ...source,
    type: 'radiogroup',
    choices: [
      { value: 'y', text: YES },
      { value: 'n', text: NO },
    ],
  }),
};

/** The question in the type we ask it in; `null` when no type of ours asks the same. */
export function askedAs(source: Source, at: At, walk: Walk): Source | null {
  const type = wordOf(source['type']);
  const same = Object.hasOwn(SAME, type) ? SAME[type] : undefined;
  if (same) {
    const asked = same(source);
    say(walk, below(at, 'type'), { said: ['type-read-as', { type, as: wordOf(asked['type']) }] });
    return asked;
  }
  if (type === 'boolean') return ownValues(source, at, walk);
  if (type === 'rating') return scaleServed(source, at, walk);
  return type === 'text' ? lineServed(source, at, walk) : source;
}

/** Inputs that ask for the same as one of ours, in older words or another look. */
const SAME_INPUT: Readonly<Record<string, string>> = {
  string: 'text',
  range: 'number',
  datetime: 'datetime-local',
};

function lineServed(source: Source, at: At, walk: Walk): Source {
  const inputType = wordOf(source['inputType']);
  const same = Object.hasOwn(SAME_INPUT, inputType) ? SAME_INPUT[inputType] : undefined;
  if (!same) return source;
  if (same !== 'text')
    say(walk, below(at, 'inputType'), { said: ['type-read-as', { type: inputType, as: same }] });
  return { ...source, inputType: same };
}

/** A yes or no kept as other values than true and false is a choice of two. */
function ownValues(source: Source, at: At, walk: Walk): Source | null {
  const { valueTrue, valueFalse, labelTrue = YES, labelFalse = NO, ...rest } = source;
  const isPlain = (value: unknown, plain: boolean) =>
    value === undefined || value === null || value === plain;
  if (isPlain(valueTrue, true) && isPlain(valueFalse, false)) return source;
  const [yes, no] = [valueTrue ?? 'true', valueFalse ?? 'false'];
  say(walk, below(at, 'type'), { said: ['type-read-as', { type: 'boolean', as: 'radiogroup' }] });
  const choices = [
    { value: yes, text: labelTrue },
    { value: no, text: labelFalse },
  ];
  return { ...rest, type: 'radiogroup', choices };
}

/** A scale written as a count or a list of following numbers is one from its first to its last. */
function scaleServed(source: Source, at: At, walk: Walk): Source | null {
  const { rateValues, rateCount, ...rest } = source;
  if (Array.isArray(rateValues) && rateValues.length > 0) {
    const points = rateValues.map((point: unknown) => (isObject(point) ? point['value'] : point));
    const isRow = points.every(
      (point, index) => Number.isInteger(point) && point === Number(wordOf(points[0])) + index,
    );
    if (isRow) return { ...rest, rateMin: points[0], rateMax: points.at(-1) };
    say(walk, below(at, 'rateValues'), { said: ['property-not-served', { property: 'rateValues' }] });
    return null;
  }
  if (source['rateStep'] !== undefined && source['rateStep'] !== 1) {
    say(walk, below(at, 'rateStep'), { said: ['property-not-served', { property: 'rateStep' }] });
    return null;
  }
  const { rateMin: from = 1 } = rest;
  const isCounted = Number.isInteger(rateCount) && Number.isInteger(from) && rest['rateMax'] === undefined;
  return isCounted ? { ...rest, rateMax: Number(from) + Number(rateCount) - 1 } : rest;
}
