import type { Operator, Test } from './condition-parser.ts';

/** How SurveyJS 2.5.43 compares, its quirks included: a page and the gate must never differ on who is asked what. */
export const RULES: Record<Operator, (left: unknown, right: unknown) => unknown> = {
  or: (left, right) => inPlaceOf(left, right) || inPlaceOf(right, inPlaceOf(left, right)),
  and: (left, right) => inPlaceOf(left, right) && inPlaceOf(right, inPlaceOf(left, right)),
  equal,
  notequal: (left, right) => !equal(left, right),
  less,
  lessorequal: (left, right) => equal(left, right) || less(left, right),
  greater: (left, right) => less(right, left),
  greaterorequal: (left, right) => equal(left, right) || less(right, left),
  contains,
  notcontains: (left, right) => (!left && !isEmpty(right)) || containsIs(false, left, right),
  anyof,
  allof: (left, right) => {
    if (!left && !isEmpty(right)) return false;
    return Array.isArray(right) ? right.every((item) => contains(left, item)) : contains(left, right);
  },
  noneof: (left, right) => !anyof(left, right),
};

export const TESTS: Record<Test, (value: unknown) => boolean> = {
  empty: isEmpty,
  notempty: (value) => !isEmpty(value),
  negate: (value) => !value,
};

/** An answer as conditions see it: the text "5" is the number, "true" is yes, and quotes around a text fall off. */
export function plainAnswer(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[tf'"\s\d.,+-]/i.test(value)) return value;
  if (/^(?:true|false)$/i.test(value)) return value.length === 4;
  if (/^['"]/.test(value) && value.length > 1 && /['"]$/.test(value)) return value.slice(1, -1);
  // The zero of "007" says something; "0.7" is a number.
  if (/^0[^x.,]/.test(value)) return value;
  const number = numberIn(value.trim());
  return Number.isNaN(number) ? value : number;
}

function numberIn(text: string): number {
  if (text.startsWith('0x')) return text.length > 32 ? NaN : Number.parseInt(text);
  // A longer row of digits is a number of something (a card, a contract), not a quantity.
  if (/^\d{16,}$/.test(text)) return NaN;
  const plain = /^[^,]*,[^,]*$/.test(text) ? text.replace(',', '.') : text;
  return Number.isFinite(Number(plain)) ? Number.parseFloat(plain) : NaN;
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.values(value).every(isEmpty);
  return !value && value !== 0 && value !== false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What counts in the place of nothing where a comparison, not a plain answer, is expected. */
function inPlaceOf(value: unknown, other: unknown): unknown {
  if (!isEmpty(value)) return value;
  if (typeof other === 'number') return 0;
  if (typeof value === 'string') return value;
  if (typeof other === 'string') return '';
  return Array.isArray(other) ? [] : 0;
}

function less(left: unknown, right: unknown): boolean {
  if (left === null || left === undefined || right === null || right === undefined) return false;
  return (left as number) < (right as number);
}

const said = (value: unknown): unknown => (value === 'undefined' ? undefined : value);

function equal(left: unknown, right: unknown): boolean {
  return left === right || isSame(said(left), said(right));
}

function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left === 'string' && typeof right === 'string') return folded(left) === folded(right);
  if (isEmpty(left) !== isEmpty(right)) return false;
  if (isObject(left) && isObject(right)) return isSameWithin(left, right);
  if (isObject(left) || isObject(right))
    return Array.isArray(left ?? right) && (left === undefined || right === undefined);
  return isEmpty(left) || isSameValue(left, right);
}

const folded = (text: string): string => text.trim().toLowerCase();

function isSameWithin(left: object, right: object): boolean {
  if (Array.isArray(left) && Array.isArray(right)) {
    const [ours, theirs] = [[...left].sort(), [...right].sort()];
    return ours.length === theirs.length && ours.every((item, index) => isSame(item, theirs[index]));
  }
  const [ours, theirs] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
  return (
    ours.size === theirs.size &&
    [...ours].every(([key, value]) => theirs.has(key) && isSame(value, theirs.get(key)))
  );
}

function isSameValue(left: unknown, right: unknown): boolean {
  if (typeof left === 'boolean' && typeof right === 'string') return String(left) === right.toLowerCase();
  if (typeof right === 'boolean' && typeof left === 'string') return String(right) === left.toLowerCase();
  const [ours, theirs] = [Number(left), Number(right)];
  if (ours === theirs) return true;
  return (
    !Number.isNaN(ours + theirs) &&
    Number.parseInt(String(left)) === Number.parseInt(String(right)) &&
    Number.parseFloat(String(left)) === Number.parseFloat(String(right))
  );
}

function contains(left: unknown, right: unknown): boolean {
  return containsIs(true, left, right);
}

function containsIs(wanted: boolean, left: unknown, right: unknown): boolean {
  if (Array.isArray(left)) {
    if (left.length === 0) return !wanted;
    const looked = Array.isArray(right) ? right : [right];
    return looked.every((item) => left.some((one) => equal(one, item))) === wanted;
  }
  if ((!left && left !== 0 && left !== false) || !right) return false;
  return String(left).toLowerCase().includes(String(right).toLowerCase()) === wanted;
}

function anyof(left: unknown, right: unknown): boolean {
  if (isEmpty(left)) return isEmpty(right);
  if (isEmpty(right)) return true;
  if (!Array.isArray(left)) return contains(right, left);
  return Array.isArray(right) ? right.some((item) => contains(left, item)) : contains(left, right);
}
