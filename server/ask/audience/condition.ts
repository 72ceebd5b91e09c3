import type { Condition } from '#db/schema/program-parts.ts';

/** One test of a condition: a leaf of its tree. */
export type Test = Extract<Condition, { field: string }>;

/** Which value a test needs: the operator decides. */
const operators = {
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
} as const;
export type Operator = keyof typeof operators;

export type FieldKind = 'choice' | 'text' | 'number' | 'money' | 'day' | 'flag';

interface Field {
  kind: FieldKind;
  operators: readonly Operator[];
  /** The only values of a choice. */
  values?: readonly string[];
}

const chosen = ['one-of', 'none-of'] as const;
const maybe = ['known', 'unknown'] as const;
const counted = ['at-least', 'at-most'] as const;
const happened = ['last-month', 'within-days', 'longer-ago', 'since', 'before', 'never'] as const;

/** Everything a condition may test beside the customer's own attributes (`attribute.<name>`). */
export const fields = {
  status: { kind: 'choice', operators: chosen, values: ['active', 'left'] },
  tier: { kind: 'choice', operators: [...chosen, ...maybe], values: ['gold', 'silver', 'copper'] },
  tag: { kind: 'text', operators: chosen },
  locale: { kind: 'choice', operators: [...chosen, ...maybe], values: ['en', 'ar', 'he', 'ru'] },
  'time-zone': { kind: 'text', operators: [...chosen, ...maybe] },
  'account-manager': { kind: 'text', operators: [...chosen, ...maybe] },
  email: { kind: 'flag', operators: ['yes', 'no'] },
  'monthly-revenue': { kind: 'money', operators: [...counted, ...maybe] },
  'total-revenue': { kind: 'money', operators: [...counted, ...maybe] },
  'order-or-quote': { kind: 'day', operators: happened },
  order: { kind: 'day', operators: happened },
  quote: { kind: 'day', operators: happened },
  'orders-30-days': { kind: 'number', operators: counted },
  'orders-90-days': { kind: 'number', operators: counted },
  'orders-365-days': { kind: 'number', operators: counted },
  'orders-ever': { kind: 'number', operators: counted },
  'spent-30-days': { kind: 'money', operators: counted },
  'spent-90-days': { kind: 'money', operators: counted },
  'spent-365-days': { kind: 'money', operators: counted },
  'spent-ever': { kind: 'money', operators: counted },
  departed: { kind: 'day', operators: happened },
  'customer-since': { kind: 'day', operators: ['within-days', 'longer-ago', 'since', 'before'] },
  answered: { kind: 'day', operators: happened },
  'last-score': {
    kind: 'choice',
    operators: [...chosen, ...maybe],
    values: ['promoter', 'passive', 'detractor'],
  },
} as const satisfies Record<string, Field>;
export type FieldName = keyof typeof fields;

const attribute: Field = { kind: 'text', operators: [...chosen, 'contains', ...maybe] };
const attributePrefix = 'attribute.';

/** Everybody. */
export const everybody: Condition = { all: [] };

/** The name of the attribute a field stands for, or null when it is a field of our own. */
export function attributeOf(field: string): string | null {
  return field.startsWith(attributePrefix) ? field.slice(attributePrefix.length) : null;
}

export function fieldOf(name: string): Field | undefined {
  if (attributeOf(name)) return attribute;
  return Object.hasOwn(fields, name) ? fields[name as FieldName] : undefined;
}

export function attributeField(name: string) {
  return { field: `${attributePrefix}${name}`, ...attribute, attribute: true as const };
}

/** The tests of a condition, wherever they stand. */
export function testsOf(condition: Condition): Test[] {
  if ('field' in condition) return [condition];
  return partsOf(condition).flatMap(testsOf);
}

/** Whether a condition holds, when each of its tests is known. */
export function holds(condition: Condition, isTrue: (test: Test) => boolean): boolean {
  if ('field' in condition) return isTrue(condition);
  if ('not' in condition) return !holds(condition.not, isTrue);
  if ('all' in condition) return condition.all.every((part) => holds(part, isTrue));
  return condition.any.some((part) => holds(part, isTrue));
}

/** The tests that keep a condition from holding; `isNot` marks one that should have failed and did not. */
export function failing(
  condition: Condition,
  isTrue: (test: Test) => boolean,
  isNot = false,
): (Test & { isNot: boolean })[] {
  if (holds(condition, isTrue) !== isNot) return [];
  if ('field' in condition) return [{ ...condition, isNot }];
  if ('not' in condition) return failing(condition.not, isTrue, !isNot);
  return partsOf(condition).flatMap((part) => failing(part, isTrue, isNot));
}

export function partsOf(condition: Exclude<Condition, Test>): Condition[] {
  if ('not' in condition) return [condition.not];
  return 'all' in condition ? condition.all : condition.any;
}

export function valueKindOf(operator: string): (typeof operators)[Operator] | undefined {
  return Object.hasOwn(operators, operator) ? operators[operator as Operator] : undefined;
}
