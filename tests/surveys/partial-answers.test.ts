import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { standingPage } from '#surveys/form-steps.ts';
import { compilePartial } from '#surveys/partial-answers.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { everyType } from './every-type.ts';

const keep = compilePartial(everyType());

describe('of answers that are not sent yet', () => {
  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['what could be sent is kept', { nps: 7, sales: 4 }, { nps: 7, sales: 4 }],
    ['nothing is owed yet', { sales: 4 }, { sales: 4 }],
    ['unknown keys are left out', { nps: 7, admin: true, constructor: 1 }, { nps: 7 }],
    ['values off the scale and of another type are left out', { nps: 42, sales: '4' }, {}],
    ['answers of hidden questions are left out', { nps: 9, which: ['high'] }, { nps: 9 }],
    [
      'answers of questions shown by others are kept',
      { nps: 2, which: ['high'] },
      { nps: 2, which: ['high'] },
    ],
    ['"other" is kept before its text is written', { nps: 7, why: 'other' }, { nps: 7, why: 'other' }],
    ['blank texts and empty lists are nothing', { nps: 7, 'sales-Comment': '  ', which: [] }, { nps: 7 }],
  ])('%s', (_, given, kept) => {
    expect(keep(given)).toEqual(kept);
  });

  test.each([null, undefined, 7, 'x', [], [{ nps: 7 }]])('nothing can be kept of %j', (given) => {
    expect(keep(given)).toEqual({});
  });

  test('a text over its cap is cut off there, never in the middle of a character', () => {
    const cut = (text: string) => keep({ nps: 7, sales: 1, 'sales-Comment': text })['sales-Comment'];
    expect(cut('x'.repeat(5000))).toBe('x'.repeat(4000));
    expect(cut(`${'x'.repeat(3999)}😀`)).toBe('x'.repeat(3999));
    expect(cut('a\0b')).toBeUndefined();
  });

  test('a choice or a row that is still missing loses nobody the others', () => {
    const begun = compilePartial({
      pages: [
        {
          name: 'p',
          elements: [
            {
              type: 'checkbox',
              name: 'two',
              title: 'Two',
              choices: [{ value: 'a' }, { value: 'b' }, { value: 'c' }],
              minSelectedChoices: 2,
            },
            {
              type: 'matrix',
              name: 'rows',
              title: 'Rows',
              columns: [{ value: 1 }, { value: 2 }],
              rows: [{ value: 'x' }, { value: 'y' }],
              eachRowRequired: true,
            },
          ],
        },
      ],
    });
    expect(begun({ two: ['a'], rows: { x: 1 } })).toEqual({ two: ['a'], rows: { x: 1 } });
    expect(begun({ two: ['z'], rows: { z: 1 } })).toEqual({});
  });
});

describe.each([
  ['every type', everyType()],
  ...shippedSurveys().map(({ code, definition }): [string, SurveyDefinition] => [code, definition]),
])('whatever stands in the form of %s', (_, definition) => {
  const accept = compile(definition);
  const keepOf = compilePartial(definition);
  const names = questionsOf(definition).flatMap(({ question }) => [
    question.name,
    `${question.name}-Comment`,
  ]);
  const values = questionsOf(definition).flatMap(({ question }) =>
    'choices' in question ? question.choices.map(({ value }) => value) : [],
  );
  const one = fc.oneof(
    fc.integer({ min: -1, max: 11 }),
    fc.boolean(),
    fc.constantFrom('other', 'none', 'text', 'ada@example.org', ...values),
    fc.uniqueArray(fc.constantFrom('other', 'none', 'a', ...values), { maxLength: 3 }),
    fc.anything(),
  );
  const form = fc.dictionary(fc.constantFrom('stray', ...names), one, { maxKeys: names.length });

  test('is kept only so far as the gate itself would take it, and again the same', () => {
    fc.assert(
      fc.property(form, (given) => {
        const kept = keepOf(given);
        const again = accept(kept);
        const codes = again.ok ? [] : again.problems.map(({ code }) => code);
        expect(codes.filter((code) => !['required', 'too-few', 'rows-missing'].includes(code))).toEqual([]);
        expect(keepOf(kept)).toEqual(kept);
        const whole = accept(given);
        if (whole.ok) expect(kept).toEqual(whole.answers);
        expect(definition.pages.map(({ name }) => name)).toContain(standingPage(definition, kept));
      }),
      { numRuns: 200 },
    );
  });
});

const firstPage = { nps: 9, sales: 1, 'on-time': false, why: 'fine' };

test.each<[Record<string, unknown>, string]>([
  [{}, 'first'],
  [{ nps: 9 }, 'first'],
  [firstPage, 'second'],
  [{ ...firstPage, city: 'x', age: 30, mail: 'a@b.co' }, 'second'],
  [{ ...firstPage, city: 'x', age: 30, mail: 'a@b.co', words: 'Fine' }, 'second'],
  [{ ...firstPage, sales: 3, city: 'x', age: 30, mail: 'a@b.co', words: 'Fine' }, 'third'],
])(
  'with %j a person comes back to the first page that misses something, else to the last',
  (answers, page) => {
    expect(standingPage(everyType(), answers)).toBe(page);
  },
);
