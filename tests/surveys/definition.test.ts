import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDefinition, type SurveyKind } from '#surveys/definition.ts';
import type { Language } from '#surveys/languages.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { questionsOf } from '#surveys/survey-definition.ts';

const rating = (name: string, more: object = {}) => ({ type: 'rating', name, title: name, ...more });
const radio = (name: string, more: object = {}) => ({
  type: 'radiogroup',
  name,
  title: name,
  choices: ['a', 'b'],
  ...more,
});

function problems(
  elements: unknown,
  more: { kind?: SurveyKind; languages?: Language[]; survey?: object } = {},
) {
  const { kind = 'transactional', languages = ['en'], survey = {} } = more;
  return checkDefinition({ ...survey, elements }, { kind, languages }).problems.map(
    ({ path, message }) => `${path}: ${message}`,
  );
}

describe('the shipped surveys', () => {
  test('pass the check in all four languages', () =>
    expect(shippedSurveys().map((survey) => survey.code)).toEqual([
      'monthly',
      'exit-interview',
      'after-service',
      'staff-reasons',
      'loyal',
      'follow-up',
      'win-back',
    ]));

  test('are short: five questions at most, but for the two that follow a reason into its detail', () => {
    const counts = shippedSurveys().map(({ code, definition }) => [code, questionsOf(definition).length]);
    expect(counts.filter(([, count]) => Number(count) > 5).map(([code]) => code)).toEqual([
      'exit-interview',
      'staff-reasons',
    ]);
  });

  test('ask the staff for the same reasons as the leavers, so that the two pictures compare (A7)', () => {
    const reasonsOf = (code: string) =>
      questionsOf(shippedSurveys().find((survey) => survey.code === code)!.definition).flatMap(
        ({ question }) =>
          'choices' in question
            ? question.choices.flatMap(({ value, reason }) =>
                reason ? [`${question.name} ${value} ${reason}`] : [],
              )
            : [],
      );
    const ofLeavers = reasonsOf('exit-interview').filter((reason) => !reason.endsWith('/deceased'));
    expect(reasonsOf('staff-reasons')).toEqual(ofLeavers);
  });

  test('write no reason down for what might happen one day (A8)', () =>
    expect(JSON.stringify(shippedSurveys().find(({ code }) => code === 'loyal'))).not.toContain('"reason"'));

  test('the monthly one asks four questions', () =>
    expect(questionsOf(shippedSurveys()[0]!.definition)).toHaveLength(4));

  test('promise nobody a compensation', () => {
    const said = JSON.stringify(shippedSurveys()).toLowerCase();
    for (const word of [
      'compensat',
      'refund',
      'discount',
      'credit',
      'تعويض',
      'خصم',
      'פיצוי',
      'הנחה',
      'компенсац',
      'скидк',
    ])
      expect(said).not.toContain(word);
  });
});

describe('a definition is refused, with the place and the reason, when', () => {
  const three = [rating('a'), rating('b'), rating('c')];
  test.each([
    [
      'a monthly survey is too short',
      three.slice(1),
      { kind: 'monthly' as const },
      /^pages: a monthly survey asks 3 to 5/,
    ],
    [
      'a monthly survey is too long',
      [...three, rating('d'), rating('e'), rating('f')],
      { kind: 'monthly' as const },
      /^pages: a monthly survey asks 3 to 5 questions, this one 6/,
    ],
    [
      'a mark is unknown',
      [rating('a', { measure: 'joy' })],
      {},
      /^pages\[0\]\.elements\[0\]\.measure: not a measure/,
    ],
    [
      'NPS stands on 1 to 5',
      [rating('a', { measure: 'nps' })],
      {},
      /\.measure: nps must be a rating from 0 to 10/,
    ],
    ['NPS stands on a choice', [radio('a', { measure: 'nps' })], {}, /\.measure: nps must be a rating/],
    ['on time has other words', [radio('a', { measure: 'on-time' })], {}, /exactly the values no, yes/],
    ['a rating is a verbatim', [rating('a', { measure: 'verbatim' })], {}, /verbatim must be free text/],
    [
      'a measure stands twice',
      [rating('a', { measure: 'csat' }), rating('b', { measure: 'csat' })],
      {},
      /elements\[1\]\.measure: csat is measured twice/,
    ],
    [
      'a reason is unknown',
      [radio('a', { choices: [{ value: 'x', text: 'x', reason: 'price/late-delivery' }] })],
      {},
      /choices\[0\]\.reason: not a reason/,
    ],
    [
      'a language has no text',
      [radio('a', { title: { default: 'Hi', ar: 'أهلا', he: ' ' } })],
      { languages: ['en', 'ar', 'he', 'ru'] as Language[] },
      /elements\[0\]\.title: no text in he, ru/,
    ],
    [
      'a choice has no text',
      [radio('a', { title: { default: 'Hi', ru: 'Да' } })],
      { languages: ['en', 'ru'] as Language[] },
      /choices\[0\]: no text in en, ru/,
    ],
    ['a name stands twice', [rating('a'), rating('A')], {}, /elements\[1\]\.name: the name A stands twice/],
    ['a name is reserved', [rating('constructor')], {}, /constructor is reserved/],
    ['a name is a comment', [rating('a-Comment')], {}, /a-Comment is reserved/],
    ['a name cannot be a field', [rating('_a')], {}, /must begin with a Latin letter/],
    [
      'a type is unknown',
      [{ type: 'yesno', name: 'a' }],
      {},
      /type: the question type "yesno" is not supported/,
    ],
    ['a type is none', [{ name: 'a' }], {}, /type: the question type undefined is not supported/],
    [
      'choices come from a URL',
      [radio('a', { choicesByUrl: { url: 'https://x.example' } })],
      {},
      /choicesByUrl: not supported/,
    ],
    ['markup is shown', [{ type: 'html', name: 'a', html: '<b>' }], {}, /type: html questions are refused/],
    ['files are asked', [{ type: 'file', name: 'a' }], {}, /type: file uploads are refused/],
    [
      'the end has markup',
      three,
      { survey: { completedHtml: '<script>' } },
      /^completedHtml: markup is refused/,
    ],
    ['scripts would run', three, { survey: { triggers: [] } }, /^triggers: not supported/],
    [
      'a text is filled from answers',
      [rating('a', { title: 'You said {a}' })],
      {},
      /title: texts are not filled/,
    ],
    [
      'a condition looks ahead',
      [rating('a', { visibleIf: '{b} = 1' }), rating('b')],
      {},
      /visibleIf: looks at b, which is not asked before/,
    ],
    [
      'a condition looks at itself',
      [rating('a', { requiredIf: '{a} = 1' })],
      {},
      /looks at a, which is not asked/,
    ],
    [
      'a condition calls a function',
      [rating('a', { visibleIf: 'today() > 1' })],
      {},
      /visibleIf: a function is not run here/,
    ],
    [
      'a condition reckons',
      [rating('a'), rating('b', { visibleIf: '{a} + 1 > 2' })],
      {},
      /"plus" is not run here/,
    ],
    ['a condition is broken', [rating('a', { visibleIf: '{a' })], {}, /cannot be read as a condition/],
    ['a condition is none', [rating('a', { visibleIf: 5 })], {}, /must be a condition in text/],
    [
      'a condition is a maze',
      [rating('a', { visibleIf: '('.repeat(50) })],
      {},
      /parentheses inside each other/,
    ],
    [
      'a scale is upside down',
      [rating('a', { rateMin: 5, rateMax: 3 })],
      {},
      /rateMax: must be above rateMin/,
    ],
    [
      'a choice stands twice',
      [radio('a', { choices: ['x', 'x'] })],
      {},
      /choices\[1\]: the value x stands twice/,
    ],
    [
      'a choice is called other',
      [radio('a', { choices: ['other'], showOtherItem: true })],
      {},
      /other is reserved/,
    ],
    ['there are no choices', [radio('a', { choices: [] })], {}, /choices: must be a list of 1 to 100/],
    [
      'choices are missing',
      [{ type: 'radiogroup', name: 'a', title: 'a' }],
      {},
      /elements\[0\]: has no choices/,
    ],
    ['a title is missing', [{ type: 'rating', name: 'a' }], {}, /elements\[0\]: has no title/],
    [
      'a comment has two owners',
      [radio('a', { showOtherItem: true, showCommentArea: true })],
      {},
      /share one field/,
    ],
    ['there is nothing', [], {}, /asks 0 questions/],
  ])('%s', (_why, elements, more, expected) =>
    expect(problems(elements, more)).toContainEqual(expect.stringMatching(expected)),
  );

  test('a page looks at its own question, whatever the order of its properties', () => {
    const page = { name: 'p', elements: [rating('a')], visibleIf: '{a} = 1' };
    const checked = checkDefinition({ pages: [page] }, { kind: 'staff', languages: ['en'] });
    expect(checked.problems).toMatchObject([
      { path: 'pages[0].visibleIf', message: 'looks at a, which is not asked before it' },
    ]);
  });
});

test('older spellings and a document without pages are read as what they mean', () => {
  const checked = checkDefinition(
    { elements: [radio('a', { hasOther: true, colCount: 2 })], showQuestionNumbers: 'off' },
    { kind: 'exit', languages: ['en'] },
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  expect(checked.definition).toEqual({
    pages: [
      {
        name: 'page1',
        elements: [
          {
            type: 'radiogroup',
            name: 'a',
            title: 'a',
            choices: [{ value: 'a' }, { value: 'b' }],
            showOtherItem: true,
          },
        ],
      },
    ],
  });
});

test('any JSON is answered and none throws', () => {
  const key = fc.constantFrom(
    'pages',
    'elements',
    'name',
    'type',
    'title',
    'choices',
    'visibleIf',
    'value',
    '__proto__',
  );
  const leaf = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.constantFrom('panel', 'rating', 'radiogroup', '{a} = 1', null, true),
  );
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      leaf,
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(key, tie('json')),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      const checked = checkDefinition(value, { kind: 'monthly' });
      expect(checked.ok).toBe(checked.problems.length === 0);
    }),
    { numRuns: 2000 },
  );
});

test('a hundred thousand nested panels are answered without a crash', () => {
  let element: object = rating('a');
  for (let depth = 0; depth < 100_000; depth++)
    element = { type: 'panel', name: `p${depth}`, elements: [element] };
  expect(problems([element])).toContainEqual(expect.stringMatching(/panels stand more than 4 deep/));
});

describe('live SurveyJS documents of others', () => {
  const folder = resolve(import.meta.dirname, '../../../shared/conformance/surveyjs');
  test('stand beside the repository', () =>
    expect(existsSync(folder), `the conformance documents are not at ${folder}; this test needs them`).toBe(
      true,
    ));

  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  test.each(files)('%s is read, and every unsupported thing in it is listed with its place', (file) => {
    const document: unknown = JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
    const checked = checkDefinition(document, { kind: 'transactional', languages: ['en'] });
    for (const { path } of unsupportedIn(document))
      expect(checked.problems.map((problem) => problem.path)).toContain(path);
  });
});

const SUPPORTED = new Set([
  'rating',
  'radiogroup',
  'dropdown',
  'checkbox',
  'boolean',
  'text',
  'comment',
  'panel',
]);

function unsupportedIn(value: unknown, path = ''): { path: string }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unsupportedIn(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  const isElement = /elements\[\d+\]$/.test(path);
  const type = 'type' in value ? String(value.type) : '';
  if (isElement && !SUPPORTED.has(type)) return [{ path: `${path}.type` }];
  return Object.entries(value).flatMap(([key, inner]) =>
    unsupportedIn(inner, path === '' ? key : `${path}.${key}`),
  );
}
