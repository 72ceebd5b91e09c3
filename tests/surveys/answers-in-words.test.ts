import { expect, test } from 'vitest';
import { answersInWords } from '#surveys/answers-in-words.ts';
import { readDocument } from '#surveys/read-document.ts';
import { shippedSurveys } from '#surveys/shipped.ts';

const monthly = shippedSurveys()[0]!.definition;
const { served } = readDocument(
  {
    elements: [
      {
        type: 'matrix',
        name: 'work',
        title: { default: 'Our work', ar: 'عملنا' },
        rows: [{ value: 'sales', text: { default: 'Sales', ar: 'المبيعات' } }, 'delivery'],
        columns: [
          { value: 1, text: { default: 'Bad', ar: 'سيئ' } },
          { value: 2, text: { default: 'Good', ar: 'جيد' } },
        ],
      },
      { type: 'text', name: 'day', title: 'Day', inputType: 'date' },
      { type: 'text', name: 'at', title: 'At', inputType: 'datetime-local' },
      { type: 'text', name: 'month', title: 'Month', inputType: 'month' },
      { type: 'boolean', name: 'again', title: 'Again?' },
      { type: 'checkbox', name: 'which', title: 'Which', choices: ['a', 'b'], showOtherItem: true },
    ],
  },
  { kind: 'other' },
);
const given = {
  work: { sales: 2 },
  day: '2026-05-04',
  at: '2026-05-04T09:05',
  month: '2026-05',
  again: false,
  which: ['a', 'other'],
  'which-Comment': 'the rain',
};

test('answers read as they were put, in the language of who reads', () => {
  const answers = { recommend: 2, price: 'more', reason: 'late', 'reason-Comment': 'Four days' };
  expect(answersInWords(monthly, answers, 'ar').map(({ answers: said, comment }) => [said, comment])).toEqual(
    [
      [['2/10'], null],
      [['أعلى'], null],
      [['تأخر التسليم'], 'Four days'],
    ],
  );
});

test('a matrix reads row by row, a date is written out, and a clock stays the one on the wall', () => {
  const said = answersInWords(served!, given, 'en');
  expect(said.map(({ answers, rows }) => [answers, rows])).toEqual([
    [[], [{ row: 'Sales', answer: 'Good' }]],
    [['May 4, 2026'], []],
    [['May 4, 2026 at 09:05'], []],
    [['May 2026'], []],
    [['No'], []],
    [['a', 'Something else'], []],
  ]);
  expect(answersInWords(served!, given, 'ar')[0]).toMatchObject({
    question: 'عملنا',
    rows: [{ row: 'المبيعات', answer: 'جيد' }],
  });
});

test.each<[string, Record<string, unknown>]>([
  ['answers of another version', { gone: 5, work: { gone: 9, sales: 'x' }, which: 'z', day: 'soon' }],
  ['answers of no kind', { work: [1], day: null, at: {}, again: 'perhaps', which: [{}] }],
])('%s are read without a throw', (_what, kept) =>
  expect(Array.isArray(answersInWords(served!, kept, 'he'))).toBe(true),
);
