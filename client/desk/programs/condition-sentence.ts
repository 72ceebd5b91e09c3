import type { Format } from '#client/locales/format.ts';
import { startSmall } from '#client/locales/sentence.ts';
import type { Condition, Leaf } from './audience-form.ts';
import { attributeOf, valueKinds } from './audience-fields.ts';

export type Translate = (key: string, values?: Record<string, unknown>) => string;
export interface Speech {
  t: Translate;
  format: Format;
  /** BCP 47 tag of the reader's language. */
  language: string;
  currency: string;
}

/** Whom a condition asks, as a sentence. */
export function audienceSentence(condition: Condition, speech: Speech): string {
  const known = knownAudience(condition);
  if (known) return speech.t(`programs:audience.${known}`);
  const [join, inside] = opened(condition);
  return speech.t(`programs:whom.${join}`, { list: listOf(join, inside, speech) });
}

/** One test in words, such as "whose tier is gold or silver". */
export function testSentence({ field, is, value }: Leaf, speech: Speech): string {
  const { t } = speech;
  const values = { value: valueText(field, is, value, speech), defaultValue: '' };
  if (is === 'never') return t(`programs:never.${field}`, { defaultValue: `${field} ${is}` });
  const when = t(`programs:happened.${is}`, values);
  if (when) return t(`programs:day.${field}`, { when, defaultValue: `${field} ${when}` });
  const own = t(`programs:test.${field}.${is}`, values);
  if (own) return own;
  const label = startSmall(fieldLabel(field, t));
  return t(`programs:is.${is}`, { ...values, field: label, defaultValue: `${label} ${is}` });
}

export function fieldLabel(field: string, t: Translate): string {
  const attribute = attributeOf(field);
  return attribute === null
    ? t(`programs:field.${field}`, { defaultValue: field })
    : `\u2068${attribute}\u2069`;
}

/** A choice as people call it; an own value of the company stands as it was written. */
export function choiceLabel(field: string, value: string, t: Translate): string {
  return t(`programs:choice.${field}.${value}`, { defaultValue: `\u2068${value}\u2069` });
}

type Join = 'all' | 'any' | 'none';

function listOf(join: Join, inside: Condition[], speech: Speech): string {
  const words = inside.map((part) => partText(part, speech));
  return join !== 'all' ? either(words, speech.language) : speech.format.list(words);
}

function partText(condition: Condition, speech: Speech): string {
  if ('field' in condition) return testSentence(condition, speech);
  const [join, inside] = opened(condition);
  return speech.t(`programs:group.${join}`, { list: listOf(join, inside, speech) });
}

function opened(condition: Condition): [Join, Condition[]] {
  if ('field' in condition) return ['all', [condition]];
  if ('all' in condition) return ['all', condition.all];
  if ('any' in condition) return ['any', condition.any];
  return ['none', 'any' in condition.not ? condition.not.any : [condition.not]];
}

function knownAudience(condition: Condition): string | null {
  const [join, inside] = opened(condition);
  const [only, ...others] = inside;
  if (!only) return join === 'all' ? 'everyone' : null;
  if (others.length > 0 || join === 'none' || !('field' in only)) return null;
  const said = [only.field, only.is, ...[only.value ?? []].flat()].join(' ');
  return knownTests[said] ?? null;
}

const knownTests: Record<string, string> = {
  'order-or-quote last-month': 'ordered-last-month',
  'departed last-month': 'departed-last-month',
  'status one-of active': 'active',
};

function valueText(field: string, is: string, value: Leaf['value'], speech: Speech): string {
  const { format, currency, t, language } = speech;
  switch (valueKinds[is]) {
    case 'list':
      return either(
        [value ?? []].flat().map((one) => choiceLabel(field, String(one), t)),
        language,
      );
    case 'number':
      return moneyFields.test(field)
        ? format.money(Number(value), currency, true)
        : format.number(Number(value));
    case 'days':
      return format.days(Number(value));
    case 'day':
      return value ? format.day(String(value)) : '';
    default:
      return value === undefined ? '' : `\u2068${String(value)}\u2069`;
  }
}

const moneyFields = /^(spent-|monthly-revenue|total-revenue)/;

const either = (words: string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'disjunction' }).format(words);
