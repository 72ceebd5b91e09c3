import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDefinition } from '#surveys/definition.ts';
import { haveSameScale, scaleKeyOf } from '#surveys/scale-key.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { questionsOf, type SurveyDefinition } from '#surveys/survey-definition.ts';
import { diffVersions } from '#surveys/version-diff.ts';
import { everyType } from './every-type.ts';

const survey = (...elements: object[]): SurveyDefinition => {
  const checked = checkDefinition({ elements }, { kind: 'other', languages: [] });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.definition;
};
const rating = (name: string, more: object = {}) => ({ type: 'rating', name, title: name, ...more });
const radio = (name: string, more: object = {}) => ({
  type: 'radiogroup',
  name,
  title: name,
  choices: [{ value: 'late', text: 'Late', reason: 'service/late-delivery' }, { value: 'fine' }],
  ...more,
});
const matrix = (more: object = {}) => ({
  type: 'matrix',
  name: 'm',
  title: 'm',
  rows: ['x', 'y'],
  columns: [1, 2, 3, 4, 5],
  ...more,
});

test.each(shippedSurveys().map(({ code, definition }) => [code, definition] as const))(
  '%s differs from itself in nothing, however its parts are copied',
  (_code, definition) =>
    expect(diffVersions(definition, structuredClone(definition))).toEqual({
      survey: [],
      questions: [],
      breaksTrend: false,
    }),
);

describe('between two versions', () => {
  test('added, removed and moved questions are told apart', () => {
    const diff = diffVersions(
      survey(rating('a'), rating('b'), rating('c'), rating('d')),
      survey(rating('d'), rating('a'), rating('e'), rating('c')),
    );
    expect(diff.questions.map(({ name, kind, breaksTrend }) => [name, kind, breaksTrend])).toEqual([
      ['d', 'moved', false],
      ['e', 'added', false],
      ['b', 'removed', false],
    ]);
  });

  test.each<[string, object, object, object, boolean]>([
    [
      'a text in one language',
      rating('a', { title: { default: 'How?', ar: 'كيف؟' } }),
      rating('a', { title: { default: 'How?', ar: 'كيف كان؟' } }),
      { what: 'text', path: 'title', language: 'ar', from: 'كيف؟', to: 'كيف كان؟' },
      false,
    ],
    [
      'a text out of one language',
      rating('a'),
      rating('a', { title: { default: 'a', he: 'א' } }),
      { what: 'text', language: 'he', from: null, to: 'א' },
      false,
    ],
    [
      'that it must be answered',
      rating('a'),
      rating('a', { isRequired: true }),
      { what: 'required', path: 'isRequired', from: null, to: true },
      false,
    ],
    [
      'a wider scale',
      rating('a'),
      rating('a', { rateMax: 10 }),
      { what: 'scale', path: 'rateMax', from: null, to: 10 },
      true,
    ],
    [
      'a measure',
      rating('a'),
      rating('a', { measure: 'csat' }),
      { what: 'mark', path: 'measure', to: 'csat' },
      true,
    ],
    [
      'a type',
      rating('a'),
      { type: 'comment', name: 'a', title: 'a' },
      { what: 'type', from: 'rating', to: 'comment' },
      true,
    ],
    [
      'a choice more',
      radio('a'),
      radio('a', {
        choices: [{ value: 'late', text: 'Late', reason: 'service/late-delivery' }, 'fine', 'new'],
      }),
      { what: 'choice', path: 'choices', from: null, to: 'new' },
      true,
    ],
    [
      'a choice less',
      radio('a'),
      radio('a', { choices: ['fine'] }),
      { what: 'choice', path: 'choices', from: 'late', to: null },
      true,
    ],
    [
      'what a choice means',
      radio('a'),
      radio('a', { choices: [{ value: 'late', text: 'Late', reason: 'service/slow-answer' }, 'fine'] }),
      { what: 'mark', path: 'choices.late.reason', from: 'service/late-delivery', to: 'service/slow-answer' },
      true,
    ],
    [
      'how a choice reads',
      radio('a'),
      radio('a', { choices: [{ value: 'late', text: 'Too late', reason: 'service/late-delivery' }, 'fine'] }),
      { what: 'text', path: 'choices.late.text', language: 'default', from: 'Late', to: 'Too late' },
      false,
    ],
    [
      'a row more',
      matrix(),
      matrix({ rows: ['x', 'y', 'z'] }),
      { what: 'choice', path: 'rows', to: 'z' },
      true,
    ],
    [
      'a column less',
      matrix(),
      matrix({ columns: [1, 2, 3, 4] }),
      { what: 'choice', path: 'columns', from: 5 },
      true,
    ],
    [
      "a row's mark",
      matrix(),
      matrix({ rows: [{ value: 'x', measure: 'department:x' }, 'y'] }),
      { what: 'mark', path: 'rows.x.measure', to: 'department:x' },
      true,
    ],
  ])('%s', (_what, before, after, change, breaksTrend) => {
    const diff = diffVersions(survey(before), survey(after));
    expect(diff.questions).toMatchObject([{ kind: 'changed', breaksTrend }]);
    expect(diff.questions[0]?.changes).toContainEqual(expect.objectContaining(change));
    expect(diff.breaksTrend).toBe(breaksTrend);
  });

  test('another condition, also of the page around it, is told and breaks nothing', () => {
    const a = rating('a');
    const page = (more: object) => survey(a, { type: 'panel', name: 'p', elements: [rating('b')], ...more });
    const diff = diffVersions(page({}), page({ visibleIf: '{a} = 1' }));
    expect(diff.questions).toMatchObject([
      { name: 'b', changes: [{ what: 'condition', from: '', to: '{a} = 1' }], breaksTrend: false },
    ]);
  });

  test('a measure that passes to another question breaks its trend', () => {
    const diff = diffVersions(
      survey(rating('a', { measure: 'csat' })),
      survey(rating('b', { measure: 'csat' })),
    );
    expect(diff).toMatchObject({
      breaksTrend: true,
      questions: [
        { name: 'b', kind: 'added', breaksTrend: true },
        { name: 'a', kind: 'removed' },
      ],
    });
  });

  test('the order of choices is no change of the scale', () => {
    const [one, other] = [
      survey(radio('a')),
      survey(
        radio('a', { choices: ['fine', { value: 'late', text: 'Late', reason: 'service/late-delivery' }] }),
      ),
    ];
    expect(diffVersions(one, other)).toMatchObject({ questions: [], breaksTrend: false });
  });
});

test('a scale is compared with its own kind only, and words with nothing', () => {
  const questions = questionsOf(everyType()).map(({ question }) => question);
  for (const a of questions) {
    expect(haveSameScale(a, structuredClone(a))).toBe(scaleKeyOf(a) !== null);
    for (const b of questions) if (a.type !== b.type) expect(haveSameScale(a, b)).toBe(false);
  }
});

test('any two versions are told apart without a throw, and back is the same distance', () => {
  const elements = fc.array(
    fc.record({
      type: fc.constantFrom('rating', 'comment'),
      name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      title: fc.constantFrom('x', 'y'),
      isRequired: fc.boolean(),
    }),
    { minLength: 1 },
  );
  const version = elements.map((list) => survey(...new Map(list.map((one) => [one.name, one])).values()));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const [there, back] = [diffVersions(a, b), diffVersions(b, a)];
      expect(there.questions.length === 0).toBe(JSON.stringify(a) === JSON.stringify(b));
      expect(there.breaksTrend).toBe(back.breaksTrend);
      expect(there.questions.filter(({ kind }) => kind === 'added')).toHaveLength(
        back.questions.filter(({ kind }) => kind === 'removed').length,
      );
    }),
  );
});
