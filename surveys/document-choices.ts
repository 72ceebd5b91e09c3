import { MOST_CHOICES } from './choice-reader.ts';
import { isObject, wordOf } from './definition-reader.ts';
import { firstWords, withServedTexts } from './document-texts.ts';
import { type At, below, say, type Walk } from './document-walk.ts';
import { weightOf } from './document-properties.ts';
import { parseReason, REASON_CATEGORIES } from './reasons.ts';

type Source = Record<string, unknown>;

/** Where choices come from somewhere else, what stands in the document is not what would be asked. */
const ELSEWHERE = ['choicesByUrl', 'choicesFromQuestion', 'choicesLazyLoadEnabled'];

/** A choosing question with the choices we can offer; `null` when there are none, which is said. */
export function choicesServed(
  source: Source,
  at: At,
  { walk, missing }: { walk: Walk; missing: Set<string> },
): Source | null {
  if (!['radiogroup', 'dropdown', 'checkbox'].includes(wordOf(source['type']))) return source;
  const elsewhere = ELSEWHERE.find((property) => weightOf(property, source[property]) !== 'none');
  if (elsewhere) {
    say(walk, below(at, elsewhere), { said: ['property-not-served', { property: elsewhere }] });
    return null;
  }
  const { choices } = source;
  const listed = below(at, 'choices');
  const hasOne = Array.isArray(choices) && choices.length > 0;
  if (!hasOne || choices.length > MOST_CHOICES) {
    say(walk, listed, {
      said: ['choice-count', { most: MOST_CHOICES }],
      severity: hasOne ? 'unserved' : 'wrong',
    });
    return null;
  }
  const served = choices.flatMap((choice: unknown, index) => {
    const one = choiceServed(choice, { ...listed, path: `${listed.path}[${index}]` }, { walk, missing });
    return one ? [one] : [];
  });
  const distinct = withoutRepeats(served, listed, walk);
  return distinct.length === 0 ? null : withNone({ ...source, choices: distinct });
}

function choiceServed(
  choice: unknown,
  at: At,
  { walk, missing }: { walk: Walk; missing: Set<string> },
): Source | null {
  const source: Source = isObject(choice) ? choice : { value: choice };
  if (source['value'] === undefined || source['value'] === null || source['value'] === '') {
    say(walk, at, { said: ['choice-without-value', {}] });
    return null;
  }
  for (const property of ['visibleIf', 'enableIf'])
    if (weightOf(property, source[property]) !== 'none') {
      say(walk, below(at, property), { said: ['property-not-served', { property }] });
      return null;
    }
  const value = typeof source['value'] === 'string' ? source['value'].trim() : source['value'];
  const texts = withServedTexts({ text: source['text'] ?? wordOf(value) }, at, walk);
  for (const language of texts.missing) missing.add(language);
  if (texts.served['text'] === undefined && firstWords(source['text']) !== null) return null;
  return { value, text: texts.served['text'] ?? wordOf(value), ...reasonServed(source, at, walk) };
}

function reasonServed({ reason }: Source, at: At, walk: Walk): Source {
  if (reason === undefined || reason === null || reason === '') return {};
  if (parseReason(reason)) return { reason };
  const categories = REASON_CATEGORIES.join(', ');
  say(walk, below(at, 'reason'), { said: ['not-a-reason', { categories }] });
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
