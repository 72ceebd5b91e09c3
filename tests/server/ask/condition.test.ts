import { describe, expect, test } from 'vitest';
import type { Condition } from '#db/schema/program-parts.ts';
import { conditionProblems } from '#server/ask/audience/condition-check.ts';
import { failing, fields, holds } from '#server/ask/audience/condition.ts';

const gold = { field: 'tier', is: 'one-of', value: ['gold'] };
const mailed = { field: 'email', is: 'yes' };
const nested = (levels: number): unknown => (levels === 0 ? gold : { all: [nested(levels - 1)] });

describe('a condition', () => {
  test.each<[string, unknown]>([
    ['everybody', { all: [] }],
    ['one test', gold],
    ['tests joined', { all: [gold, { any: [mailed, { not: gold }] }] }],
    ['an attribute', { field: 'attribute.City "x"', is: 'contains', value: 'ri' }],
    ['days', { field: 'order', is: 'within-days', value: 30 }],
    ['a day', { field: 'departed', is: 'since', value: '2026-02-28' }],
    ['money', { field: 'spent-90-days', is: 'at-least', value: 100_000 }],
    ['six levels', nested(6)],
  ])('may be %s', (_what, condition) => {
    expect(conditionProblems(condition)).toEqual({});
  });

  test.each<[string, unknown, string]>([
    ['nothing', null, '(all)'],
    ['a text', 'everybody', '(all)'],
    ['a list', [gold], '(all)'],
    ['an empty object', {}, '(all)'],
    ['two joins at once', { all: [], any: [gold] }, '(all)'],
    ['one of nothing', { any: [] }, 'any'],
    ['a join without a list', { all: gold }, 'all'],
    ['an unknown field', { all: [gold, { field: 'password', is: 'yes' }] }, 'all.1.field'],
    ['a field of the prototype', { field: 'constructor', is: 'yes' }, 'field'],
    ['a nameless attribute', { field: 'attribute.', is: 'known' }, 'field'],
    ['an unknown operator', { not: { field: 'tier', is: 'like', value: ['gold'] } }, 'not.is'],
    ['an operator of another field', { field: 'tier', is: 'within-days', value: 3 }, 'is'],
    ['a choice there is not', { field: 'tier', is: 'one-of', value: ['platinum'] }, 'value'],
    ['an empty choice', { field: 'tier', is: 'one-of', value: [] }, 'value'],
    ['a choice that is no list', { field: 'tier', is: 'one-of', value: 'gold' }, 'value'],
    ['a list of numbers', { field: 'tag', is: 'one-of', value: [1] }, 'value'],
    ['half an order', { field: 'orders-30-days', is: 'at-least', value: 0.5 }, 'value'],
    ['fewer than none', { field: 'orders-30-days', is: 'at-least', value: -1 }, 'value'],
    ['a number in words', { field: 'order', is: 'within-days', value: '30' }, 'value'],
    ['longer than ten years', { field: 'order', is: 'within-days', value: 3651 }, 'value'],
    ['a day that is not', { field: 'departed', is: 'since', value: '2026-02-30' }, 'value'],
    ['a value nobody needs', { field: 'email', is: 'yes', value: 'x' }, 'value'],
    ['something beside', { ...gold, or: 1 }, '(all)'],
    ['an endless text', { field: 'attribute.a', is: 'contains', value: 'x'.repeat(201) }, 'value'],
    ['seven levels', nested(7), 'all.0.all.0.all.0.all.0.all.0.all.0.all.0'],
    ['too many tests', { all: Array.from({ length: 61 }, () => gold) }, 'all'],
    [
      'too many tests together',
      {
        all: [
          { all: Array.from({ length: 40 }, () => gold) },
          { all: Array.from({ length: 40 }, () => gold) },
        ],
      },
      '(all)',
    ],
  ])('may not be %s, and the place is named', (_what, condition, place) => {
    expect(Object.keys(conditionProblems(condition))).toEqual([place]);
  });

  test('every field has its operators, and a choice its values', () => {
    for (const field of Object.values(fields)) {
      expect(field.operators.length).toBeGreaterThan(1);
      if (field.kind === 'choice') expect(field.values.length).toBeGreaterThan(1);
    }
  });
});

describe('why a condition does not hold', () => {
  const isTrue = ({ field }: { field: string }) => field === 'email';
  test.each<[string, Condition, string[]]>([
    ['a test that holds', mailed, []],
    ['a test that does not', gold, ['tier']],
    [
      'all: only those that fail',
      { all: [mailed, gold, { field: 'tag', is: 'one-of', value: ['a'] }] },
      ['tier', 'tag'],
    ],
    [
      'any: each, when all fail',
      { any: [gold, { field: 'tag', is: 'one-of', value: ['a'] }] },
      ['tier', 'tag'],
    ],
    ['any: nothing, when one holds', { any: [gold, mailed] }, []],
    ['not: the one that holds', { not: mailed }, ['not email']],
    ['not all: each that holds', { not: { all: [mailed, mailed] } }, ['not email', 'not email']],
    ['not any: only those that hold', { not: { any: [gold, mailed] } }, ['not email']],
    ['not not', { not: { not: gold } }, ['tier']],
  ])('%s', (_what, condition, names) => {
    const found = failing(condition, isTrue).map(({ field, isNot }) => (isNot ? `not ${field}` : field));
    expect(found).toEqual(names);
    expect(holds(condition, isTrue)).toBe(names.length === 0);
  });
});
