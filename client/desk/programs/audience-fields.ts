import type { Condition, Value } from './audience-form.ts';

/** What may be tested, as the server tells it. */
export interface AudienceField {
  field: string;
  kind: 'choice' | 'text' | 'number' | 'money' | 'day' | 'flag';
  operators: readonly string[];
  values?: readonly string[] | undefined;
  attribute?: true | undefined;
}

/** Which value an operator takes. */
export const valueKinds: Record<string, 'list' | 'text' | 'nothing' | 'number' | 'days' | 'day'> = {
  'one-of': 'list',
  'none-of': 'list',
  contains: 'text',
  known: 'nothing',
  unknown: 'nothing',
  'at-least': 'number',
  'at-most': 'number',
  'last-month': 'nothing',
  'within-days': 'days',
  'longer-ago': 'days',
  since: 'day',
  before: 'day',
  never: 'nothing',
  yes: 'nothing',
  no: 'nothing',
};

export const needsValue = (operator: string): boolean => (valueKinds[operator] ?? 'nothing') !== 'nothing';

const attributePrefix = 'attribute.';

/** The name of the company's own attribute that a field stands for, or null. */
export const attributeOf = (field: string): string | null =>
  field.startsWith(attributePrefix) ? field.slice(attributePrefix.length) : null;

/** The value kept when the operator changes to one that takes the same kind of value. */
export function valueAfter(value: Value, from: string, to: string): Value {
  return valueKinds[from] === valueKinds[to] ? value : undefined;
}

/** Whether every test of a condition has the value it needs. */
export function isFinished(condition: Condition): boolean {
  if ('field' in condition) return !needsValue(condition.is) || !isEmpty(condition.value);
  if ('not' in condition) return isFinished(condition.not);
  return ('all' in condition ? condition.all : condition.any).every(isFinished);
}

const isEmpty = (value: Value): boolean =>
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);
