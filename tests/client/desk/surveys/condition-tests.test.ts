import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BuiltCondition,
  type ConditionTest,
  needsValue,
  parseCondition,
  printCondition,
  type TestOperator,
} from '#client/desk/surveys/condition-tests.ts';
import { compileCondition } from '#surveys/condition.ts';
import { checkExpression } from '#surveys/expression.ts';

describe('a condition written by hand', () => {
  test.each([
    ['{score} < 7', { question: 'score', is: 'less', value: 7 }],
    ['{score} = 7', { question: 'score', is: 'equal', value: 7 }],
    ["{why} = 'late'", { question: 'why', is: 'equal', value: 'late' }],
    ['{why} == "late"', { question: 'why', is: 'equal', value: 'late' }],
    ['{why} notempty', { question: 'why', is: 'notempty' }],
    ['{on-time} = false', { question: 'on-time', is: 'equal', value: false }],
    ["{why} contains 'price'", { question: 'why', is: 'contains', value: 'price' }],
    ["{why} anyof ['a', 2]", { question: 'why', is: 'anyof', value: ['a', 2] }],
    ['{n} >= -1.5', { question: 'n', is: 'greaterorequal', value: -1.5 }],
  ])('%s is shown in the builder', (text, expected) => {
    expect(parseCondition(text)).toEqual({ join: 'and', tests: [expected] });
  });

  test.each([
    ['{a} = 1 and {b} = 2', 'and'],
    ['{a} = 1 or {b} = 2', 'or'],
    ['{a}=1&&{b}=2', 'and'],
    ['{a}=1 || {b}=2', 'or'],
  ])('%s is joined by %s', (text, join) => {
    expect(parseCondition(text)).toMatchObject({ join, tests: [{ question: 'a' }, { question: 'b' }] });
  });

  test.each([
    '',
    '({a} = 1) and {b} = 2',
    '{a} = 1 and {b} = 2 or {c} = 3',
    '{a} = {b}',
    '{a.b} = 1',
    '!{a}',
    'today() > 1',
    '{a} + 1 = 2',
    "{a} = 'it\\'s'",
    '{a} = ',
    '{a} = 1 and',
    "{a} anyof 'b'",
    "{a} = ['b']",
    '{a} = 1px',
    "{a} = 'open",
  ])('%s stays as it is written', (text) => {
    expect(parseCondition(text)).toBeNull();
  });
});

const word = fc.stringMatching(/^[\p{L}\p{N} .,!?()[\]{}-]{1,12}$/u);
const value = fc.oneof(word, fc.integer({ min: -99, max: 99 }), fc.boolean());
const operators: TestOperator[] = [
  'equal',
  'notequal',
  'greater',
  'less',
  'contains',
  'empty',
  'notempty',
  'anyof',
];
const condition: fc.Arbitrary<BuiltCondition> = fc.record({
  join: fc.constantFrom('and' as const, 'or' as const),
  tests: fc.array(
    fc.constantFrom(...operators).chain((is) =>
      fc.record({
        question: fc.stringMatching(/^[A-Za-z][\w-]{0,8}$/),
        is: fc.constant(is),
        ...(needsValue(is)
          ? {
              value:
                is === 'anyof'
                  ? fc.array(fc.oneof(word, fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 3 })
                  : value,
            }
          : {}),
      }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
});

describe('a condition that was built', () => {
  test('reads back as it was built', () => {
    fc.assert(
      fc.property(condition, (built) => {
        const join = built.tests.length > 1 ? built.join : 'and';
        expect(parseCondition(printCondition(built))).toEqual({ ...built, join });
      }),
    );
  });

  test('is one that SurveyJS and the gate run', () => {
    fc.assert(
      fc.property(condition, (built) => {
        const text = printCondition(built);
        expect({ text, ...checkExpression(text) }).toMatchObject({ ok: true });
      }),
    );
  });

  test.each(['((((((', 'a "(((((( b', "it's ((((((", ':-))))))'])('may look for %s', (value) => {
    const text = printCondition({ join: 'and', tests: [{ question: 'a', is: 'equal', value }] });
    expect(checkExpression(text)).toMatchObject({ ok: true });
  });

  test.each<[ConditionTest, Record<string, unknown>, boolean]>([
    [{ question: 'a', is: 'equal', value: 'x y' }, { a: 'x y' }, true],
    [{ question: 'a', is: 'equal', value: '5' }, { a: '6' }, false],
    [{ question: 'a', is: 'anyof', value: ['x', 'y'] }, { a: ['y'] }, true],
    [{ question: 'a', is: 'anyof', value: ['x'] }, { a: ['y'] }, false],
    [{ question: 'a', is: 'contains', value: 'x' }, { a: ['x', 'y'] }, true],
    [{ question: 'a', is: 'empty' }, {}, true],
    [{ question: 'a', is: 'equal', value: true }, { a: true }, true],
    [{ question: 'a', is: 'lessorequal', value: 6 }, { a: 6 }, true],
  ])('%j holds as it reads', (built, answers, expected) => {
    const text = printCondition({ join: 'and', tests: [built] });
    expect(compileCondition(text)(answers)).toBe(expected);
  });
});
