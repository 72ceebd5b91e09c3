import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { checkDefinition } from '#surveys/definition.ts';
import { readDocument } from '#surveys/read-document.ts';
import { questionsOf } from '#surveys/survey-definition.ts';
import { sharedFile } from '../support/shared-folder.ts';

const read = (json: unknown, languages: ('en' | 'ar' | 'he' | 'ru')[] = ['en']) =>
  readDocument(json, { kind: 'other', languages });
const rating = (name: string, more: object = {}) => ({ type: 'rating', name, title: name, ...more });
const radio = (name: string, more: object = {}) => ({
  type: 'radiogroup',
  name,
  title: name,
  choices: ['a', 'b'],
  ...more,
});
const said = (json: unknown) =>
  read(json).problems.map(({ severity, path, code }) => `${severity} ${path} ${code}`);
const asked = (json: unknown) => {
  const { served } = read(json);
  return served ? questionsOf(served).map(({ question }) => question.name) : [];
};

describe('live SurveyJS documents of others', () => {
  const folder = sharedFile('conformance/surveyjs');
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  test('are there', () => expect(files.length).toBeGreaterThan(7));

  test.each(files)('%s: every question and every expression is served or listed with its place', (file) => {
    const document: unknown = JSON.parse(readFileSync(resolve(folder, file), 'utf8'));
    const { served, problems, counts } = read(document);
    const listed = problems.filter(({ severity }) => severity !== 'advice').map(({ path }) => path);
    const names = new Set(served ? questionsOf(served).map(({ question }) => question.name) : []);
    const questions = questionsIn(document);
    expect(counts.questions).toBe(questions.length);
    expect(counts.served).toBe(names.size);
    for (const { path, name } of questions)
      expect(names.has(name) || listed.some((place) => place.startsWith(path)), path).toBe(true);
    const kept = JSON.stringify(served ?? {});
    for (const { path, text } of expressionsIn(document)) {
      const isServed = kept.includes(JSON.stringify(text));
      const owner = path.slice(0, path.lastIndexOf('.'));
      const within = questions.filter((inner) => inner.path.startsWith(owner));
      const isLeftOut = within.every((inner) => !names.has(inner.name));
      const isListed = isLeftOut || listed.some((place) => path.startsWith(place));
      expect(isServed || isListed, `${path}: ${text}`).toBe(true);
    }
    for (const { place } of problems) expect(place.page).toBe(1);
    if (served) expect(checkDefinition(served, { kind: 'other', languages: [] }).problems).toEqual([]);
  });

  test('most of what is asked plainly is served, the rest is said', () => {
    const total = { questions: 0, served: 0 };
    for (const file of files) {
      const { counts } = read(JSON.parse(readFileSync(resolve(folder, file), 'utf8')));
      total.questions += counts.questions;
      total.served += counts.served;
    }
    console.info(`of ${total.questions} elements of the live documents ${total.served} are served`);
    expect(total).toEqual({ questions: 156, served: 33 });
  });
});

type Found = { path: string; name: string };

function questionsIn(value: unknown, path = ''): Found[] {
  return thingsIn(value, path).flatMap(({ path, thing }) =>
    /elements\[\d+\]$/.test(path) && thing['type'] !== 'panel' ? [{ path, name: String(thing['name']) }] : [],
  );
}

function expressionsIn(value: unknown): { path: string; text: string }[] {
  return thingsIn(value, '').flatMap(({ path, thing }) =>
    Object.entries(thing).flatMap(([key, text]) =>
      /(?:If|Expression)$/.test(key) && typeof text === 'string' ? [{ path: `${path}.${key}`, text }] : [],
    ),
  );
}

function thingsIn(value: unknown, path: string): { path: string; thing: Record<string, unknown> }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => thingsIn(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return [
    { path, thing: { ...value } },
    ...Object.entries(value).flatMap(([key, inner]) => thingsIn(inner, path === '' ? key : `${path}.${key}`)),
  ];
}

describe('what can be asked is kept, and what cannot is listed', () => {
  test('a question of an unknown type goes, with all that hang on it, and its neighbours stay', () => {
    const document = {
      elements: [
        rating('a'),
        { type: 'file', name: 'f', title: 'Send us a picture' },
        rating('b', { visibleIf: '{f} notempty' }),
        { type: 'panel', name: 'p', visibleIf: '{b} = 1', elements: [rating('c'), rating('d')] },
        rating('e', { requiredIf: '{f} notempty' }),
      ],
    };
    expect(asked(document)).toEqual(['a', 'e']);
    expect(said(document)).toEqual([
      'unserved elements[1].type type-file',
      'unserved elements[2].visibleIf condition-unserved',
      'unserved elements[3].visibleIf condition-unserved',
      'unserved elements[3].elements[0] inside-unserved',
      'unserved elements[3].elements[1] inside-unserved',
      'unserved elements[4].requiredIf condition-unserved',
    ]);
    expect(read(document).problems[0]?.place).toEqual({
      page: 1,
      pageTitle: null,
      question: 'Send us a picture',
    });
  });

  test.each<[string, unknown, string]>([
    [
      'a trigger',
      { elements: [rating('a')], triggers: [{ type: 'complete' }] },
      'unserved triggers property-not-served',
    ],
    [
      'a calculated value',
      { elements: [rating('a')], calculatedValues: [{ name: 'x', expression: '1' }] },
      'unserved calculatedValues property-not-served',
    ],
    [
      'a timer',
      { elements: [rating('a')], maxTimeToFinish: 60 },
      'unserved maxTimeToFinish property-not-served',
    ],
    [
      'a right answer',
      { elements: [radio('a', { correctAnswer: 'a' })] },
      'unserved elements[0].correctAnswer property-not-served',
    ],
    [
      'a check of its own',
      { elements: [radio('a', { validators: [{ type: 'expression' }] })] },
      'unserved elements[0].validators property-not-served',
    ],
    [
      'choices from elsewhere',
      { elements: [radio('a', { choicesByUrl: { url: 'https://x.example' } })] },
      'unserved elements[0].choicesByUrl property-not-served',
    ],
    [
      'a choice under a condition',
      { elements: [radio('a', { choices: ['x', { value: 'y', visibleIf: '{z} = 1' }] })] },
      'unserved elements[0].choices[1].visibleIf property-not-served',
    ],
    [
      'a computed question',
      { elements: [{ type: 'expression', name: 'a', expression: '1' }] },
      'unserved elements[0].type type-expression',
    ],
    [
      'a scale of words',
      { elements: [rating('a', { rateValues: ['bad', 'good'] })] },
      'unserved elements[0].rateValues property-not-served',
    ],
    [
      'a hidden question',
      { elements: [rating('a', { visible: false })] },
      'unserved elements[0] never-visible',
    ],
    [
      'a function',
      { elements: [rating('a', { visibleIf: 'today() > 1' })] },
      'unserved elements[0].visibleIf condition-not-run',
    ],
    [
      'a variable of the host',
      { elements: [rating('a', { visibleIf: '{vip}' })] },
      'unserved elements[0].visibleIf condition-unknown',
    ],
    [
      'a condition that looks ahead',
      { elements: [rating('a', { visibleIf: '{b} = 1' }), rating('b')] },
      'wrong elements[0].visibleIf condition-looks-ahead',
    ],
    [
      'a name that stands twice',
      { elements: [rating('a'), rating('A')] },
      'wrong elements[1].name name-twice',
    ],
    [
      'a measure that does not fit',
      { elements: [rating('a', { measure: 'nps' })] },
      'wrong elements[0].measure measure-needs-rating',
    ],
    [
      'a reason nobody knows',
      { elements: [radio('a', { choices: [{ value: 'x', reason: 'bad' }] })] },
      'wrong elements[0].choices[0].reason not-a-reason',
    ],
    [
      'a text filled from an answer',
      { elements: [rating('a', { title: 'Hello {name}' })] },
      'unserved elements[0].title text-filled',
    ],
    [
      'markup',
      { elements: [rating('a', { title: '<b>Really?</b>' })] },
      'advice elements[0].title markup-removed',
    ],
    [
      'a property of no one',
      { elements: [rating('a', { sparkle: 3 })] },
      'advice elements[0].sparkle property-ignored',
    ],
    [
      'a name that is no field',
      { elements: [rating('How was it?')] },
      'advice elements[0].name name-changed',
    ],
    [
      'a page of two lives',
      { pages: [{ elements: [rating('a')] }], elements: [rating('b')] },
      'wrong elements elements-beside-pages',
    ],
    ['nothing', {}, 'wrong pages no-pages'],
    ['no survey', 5, 'wrong  not-a-document'],
  ])('%s', (_what, document, expected) => expect(said(document)).toContain(expected));

  test.each<[string, object]>([
    ['look', { width: '50%', colCount: 3, startWithNewLine: false, titleLocation: 'left' }],
    ['emptiness', { validators: [], defaultValue: null, choicesByUrl: {}, visibleIf: '' }],
    ['what happens anyway', { visible: true, readOnly: false, choicesOrder: 'none' }],
  ])('%s is passed over quietly', (_what, more) =>
    expect(said({ elements: [radio('a', more)] })).toEqual([]),
  );
});

describe('a document of elsewhere', () => {
  test('keeps its conditions when names and letter case change', () => {
    const document = {
      pages: [
        {
          name: 'Page one!',
          elements: [
            { type: 'yesno', name: 'Was it late?', title: 'Was it late?' },
            { type: 'boolean', name: 'paid', title: 'Paid?', valueTrue: 'ja', valueFalse: 'nein' },
            rating('score', { rateCount: 7 }),
            {
              type: 'comment',
              name: 'why',
              title: 'Why?',
              visibleIf: "{was it late?} = 'y' and {PAID} = 'nein'",
            },
            { type: 'tagbox', name: 'tags', title: 'Tags', choices: ['a', 'none', 'other'] },
          ],
        },
      ],
    };
    const { served, counts } = read(document);
    expect(counts).toMatchObject({ questions: 5, served: 5, unserved: 0, wrong: 0 });
    expect(served?.pages[0]).toMatchObject({
      name: 'Page-one',
      elements: [
        { type: 'radiogroup', name: 'Was-it-late', choices: [{ value: 'y' }, { value: 'n' }] },
        { type: 'radiogroup', name: 'paid', choices: [{ value: 'ja' }, { value: 'nein' }] },
        { type: 'rating', rateMax: 7 },
        { type: 'comment', visibleIf: "{Was-it-late} = 'y' and {paid} = 'nein'" },
        { type: 'checkbox', showNoneItem: true, choices: [{ value: 'a' }, { value: 'other' }] },
      ],
    });
    const accept = compile(served!);
    expect(accept({ 'Was-it-late': 'y', paid: 'nein', why: 'x' })).toMatchObject({
      ok: true,
      answers: { why: 'x' },
    });
    expect(accept({ 'Was-it-late': 'y', paid: 'ja', why: 'x' })).toMatchObject({ answers: { paid: 'ja' } });
  });

  test('keeps "I do not know" as a choice, and older inputs as what they ask for', () => {
    const { served, counts } = read({
      elements: [
        radio('a', { showDontKnowItem: true, showRefuseItem: true, refuseText: 'Pass' }),
        { type: 'text', name: 'b', title: 'b', inputType: 'range', min: 1, max: 9 },
        { type: 'text', name: 'c', title: 'c', inputType: 'date', min: '=today()' },
        { type: 'text', name: 'd', title: 'd', inputType: 'color' },
      ],
    });
    expect(counts).toMatchObject({ questions: 4, served: 3, unserved: 2, wrong: 0, advice: 1 });
    expect(served?.pages[0]?.elements).toMatchObject([
      {
        choices: [{ value: 'a' }, { value: 'b' }, { value: 'refused', text: 'Pass' }, { value: 'dontknow' }],
      },
      { inputType: 'number', min: 1, max: 9 },
      { inputType: 'date' },
    ]);
  });

  test('keeps a matrix, its marks that fit, and conditions on its rows', () => {
    const { served, counts, problems } = read({
      elements: [
        {
          type: 'matrix',
          name: 'Our work',
          title: 'Our work',
          isAllRowRequired: true,
          rows: [
            { value: 'sales', measure: 'department:sales' },
            { value: 'all', measure: 'nps' },
          ],
          columns: [1, 2, 3, 4, 5],
        },
        { type: 'comment', name: 'why', title: 'Why?', visibleIf: '{our work.sales} < 3' },
        { type: 'comment', name: 'not', title: 'Why not?', visibleIf: '{our work.delivery} < 3' },
      ],
    });
    expect(counts).toMatchObject({ questions: 3, served: 2 });
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'elements[0].name name-changed',
      'elements[0].rows[1].measure measure-needs-rating',
      'elements[2].visibleIf condition-unknown',
    ]);
    const accept = compile(served!);
    expect(accept({ 'Our-work': { sales: 2, all: 5 }, why: 'x' })).toMatchObject({
      ok: true,
      answers: { why: 'x' },
      scores: [{ measure: 'department:sales', value: 2 }],
    });
    expect(accept({ 'Our-work': { sales: 2 } })).toMatchObject({ ok: false });
  });

  test('in one language is served, and the languages it lacks are advice', () => {
    const { served, problems, counts } = read({ title: { ar: 'مرحبا' }, elements: [rating('a')] }, [
      'en',
      'ar',
    ]);
    expect(served).toMatchObject({ title: { ar: 'مرحبا', default: 'مرحبا' } });
    expect(counts).toMatchObject({ advice: 2, wrong: 0, unserved: 0 });
    expect(problems.map(({ params }) => params)).toEqual([{ languages: 'en' }, { languages: 'ar' }]);
  });

  test('shows markup as the words in it, never as markup', () => {
    const { served } = read({
      elements: [rating('a', { title: 'One<br>two &amp; <script>alert(1)</script><ul><li>three</ul>' })],
    });
    expect(served?.pages[0]?.elements[0]).toMatchObject({ title: 'One\ntwo & • three' });
  });

  test('of a monthly survey that is too long is served as far as it goes, and the rule is said', () => {
    const six = { elements: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => rating(name)) };
    const { served, problems } = readDocument(six, { kind: 'monthly', languages: ['en'] });
    expect(served).not.toBeNull();
    expect(problems).toMatchObject([{ code: 'monthly-length', severity: 'wrong', params: { count: 6 } }]);
  });
});

const key = fc.constantFrom(
  ...'toString valueOf name type'.split(' '),
  ...'pages elements questions name type title choices visibleIf requiredIf value text rows columns __proto__'.split(
    ' ',
  ),
  ...'measure reason default ar rateMin rateMax rateValues showOtherItem showNoneItem validators visible inputType'.split(
    ' ',
  ),
);
const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.constantFrom('panel', 'rating', 'radiogroup', 'checkbox', 'matrix', 'text', 'boolean', 'yesno', 'html'),
  fc.constantFrom<unknown>(
    'a',
    'b',
    'other',
    'none',
    '{a} = 1',
    '{b} notempty',
    'nps',
    'price',
    null,
    true,
    false,
    '',
  ),
);
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(key, tie('json')),
  ),
}));
const question = fc.dictionary(key, json).map((more) => ({ type: 'rating', name: 'a', ...more }));
const document = fc.oneof(
  json,
  fc.record({ elements: fc.array(fc.oneof(question, json), { maxLength: 5 }) }),
  fc.record({
    pages: fc.array(fc.record({ name: leaf, elements: fc.array(question, { maxLength: 4 }) }), {
      maxLength: 3,
    }),
  }),
);

test('any JSON is read without a throw, and what is served stands before the strict check', () => {
  fc.assert(
    fc.property(document, (value) => {
      const { served, counts, problems } = readDocument(value, { kind: 'other', languages: ['en', 'ar'] });
      if (served) expect(checkDefinition(served, { kind: 'other', languages: [] }).problems).toEqual([]);
      expect(counts.served).toBe(served ? questionsOf(served).length : 0);
      expect(counts.unserved + counts.wrong + counts.advice).toBe(problems.length);
      expect(counts.questions).toBeGreaterThanOrEqual(counts.served);
    }),
    { numRuns: 3000 },
  );
});

test('no size and no depth takes long or exhausts anything', () => {
  let deep: object = rating('a');
  for (let depth = 0; depth < 100_000; depth++) deep = { type: 'panel', name: `p${depth}`, elements: [deep] };
  const wide = { elements: Array.from({ length: 10_000 }, () => rating('?', { visibleIf: '{x} = 1' })) };
  const huge = { elements: Array.from({ length: 100_000 }, (_, n) => rating(`q${n}`)) };
  const long = {
    elements: [rating('a', { title: '<'.repeat(1_000_000), visibleIf: '('.repeat(1_000_000) })],
  };
  const begun = performance.now();
  for (const value of [{ elements: [deep] }, wide, huge, long, '['.repeat(10)])
    expect(read(value).served).toBeNull();
  expect(performance.now() - begun).toBeLessThan(5000);
});
