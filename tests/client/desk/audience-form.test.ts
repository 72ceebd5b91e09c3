import { expect, test } from 'vitest';
import {
  conditionOf,
  formOf,
  freshKey,
  testsOf,
  withAdded,
  withPart,
  type Condition,
  type Group,
} from '#client/desk/programs/audience-form.ts';
import { isFinished } from '#client/desk/programs/audience-fields.ts';

const gold: Condition = { field: 'tier', is: 'one-of', value: ['gold'] };
const ordered: Condition = { field: 'order', is: 'last-month' };
const riyadh: Condition = { field: 'attribute.city', is: 'contains', value: 'Riyadh' };

test.each<[string, Condition]>([
  ['everyone', { all: [] }],
  ['one test', { all: [gold] }],
  ['all of several', { all: [gold, ordered] }],
  ['any of several', { any: [gold, ordered] }],
  ['none of one', { not: gold }],
  ['none of several', { not: { any: [gold, ordered] } }],
  ['a group within', { all: [gold, { any: [ordered, riyadh] }] }],
  ['a group of none within', { all: [gold, { not: { any: [ordered, riyadh] } }] }],
  ['not this within', { all: [gold, { not: riyadh }] }],
  ['not all of several', { not: { all: [gold, ordered] } }],
])('%s comes back from the form as it went in', (_, condition) => {
  const form = formOf(condition);
  expect(form && conditionOf(form)).toEqual(condition);
});

test('a test alone is edited as a group of one', () => {
  const form = formOf(gold);
  expect(form && conditionOf(form)).toEqual({ all: [gold] });
});

test.each<[string, Condition]>([
  ['three levels', { all: [{ any: [gold, { all: [ordered, riyadh] }] }] }],
  ['not within two levels', { all: [{ any: [gold, { not: riyadh }] }] }],
])('a condition of %s is not squeezed into the form', (_, condition) => {
  expect(formOf(condition)).toBeNull();
});

test('groups with nothing in them are left out, and nothing at all asks everyone', () => {
  const empty: Group = { key: '0', join: 'any', parts: [{ key: '1', join: 'none', parts: [] }] };
  expect(conditionOf(empty)).toEqual({ all: [] });
});

test('a test of a group is changed, and the others stay', () => {
  const form = formOf({ all: [gold, { any: [ordered, riyadh] }] });
  const changed = form && withPart(form, '0.2.2', (part) => ({ ...part, value: 'Jeddah' }));
  expect(changed && conditionOf(changed)).toEqual({
    all: [gold, { any: [ordered, { ...riyadh, value: 'Jeddah' }] }],
  });
});

test('a part taken out leaves the others', () => {
  const form = formOf({ all: [gold, { any: [ordered, riyadh] }] });
  const changed = form && withPart(form, '0.2', () => null);
  expect(changed && conditionOf(changed)).toEqual({ all: [gold] });
});

test('parts are added to the form itself and to a group of it, under keys of their own', () => {
  let form: Group = { key: '0', join: 'all', parts: [] };
  const group = freshKey(form);
  form = withAdded(form, '0', { key: group, join: 'any', parts: [] });
  form = withAdded(form, group, { key: freshKey(form), field: 'tier', is: 'one-of', value: ['gold'] });
  form = withAdded(form, '0', { key: freshKey(form), field: 'order', is: 'last-month', value: undefined });
  expect(conditionOf(form)).toEqual({ all: [{ any: [gold] }, ordered] });
  expect(new Set(testsOf(form).map(({ key }) => key)).size).toBe(2);
});

test('a fresh key is met by no part, however deep', () => {
  const form = formOf({ all: [gold, { any: [ordered, riyadh, gold, ordered, riyadh] }] });
  const keys = form ? testsOf(form).map(({ key }) => key) : [];
  expect(form && keys.includes(freshKey(form))).toBe(false);
});

test.each<[string, Condition, boolean]>([
  ['a value', gold, true],
  ['no value needed', ordered, true],
  ['no value', { field: 'tier', is: 'one-of' }, false],
  ['an empty list', { field: 'tier', is: 'one-of', value: [] }, false],
  ['blanks only', { field: 'attribute.city', is: 'contains', value: ' ' }, false],
  ['a nought', { field: 'orders-ever', is: 'at-most', value: 0 }, true],
  [
    'one unfinished test deep inside',
    { all: [gold, { not: { any: [{ field: 'tier', is: 'one-of' }] } }] },
    false,
  ],
])('a condition with %s: finished %#', (_, condition, finished) => {
  expect(isFinished(condition)).toBe(finished);
});
