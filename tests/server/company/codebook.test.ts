import { describe, expect, test } from 'vitest';
import {
  codebookOf,
  codeFor,
  codesShownAs,
  isOffered,
  labelOf,
  mergedDetail,
  mergerRefusal,
  namesake,
  ownDetailsOf,
  wordsOf,
} from '#server/company/codebook.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';

type Row = Parameters<typeof codebookOf>[0][number];

const row = (code: string, category: ReasonCategory, changes: Partial<Row> = {}): Row => ({
  code,
  category,
  labels: {},
  retiredAt: null,
  mergedInto: null,
  ...changes,
});

const noted = new Date('2026-10-14T07:00:00Z');

describe('a label', () => {
  const codebook = codebookOf(
    [
      row('too-high', 'price', { labels: { en: 'Too dear' } }),
      row('parking', 'service', { labels: { ar: 'موقف السيارات', he: 'חניה' } }),
      row('bare-slug', 'product'),
    ],
    'ar',
  );

  test.each([
    ['what the company wrote', 'price', 'too-high', 'en', 'Too dear'],
    ['the shipped one where the company wrote none', 'price', 'too-high', 'he', 'מחיר גבוה מדי'],
    ['the shipped one where nothing was changed', 'price', 'price-rise', 'en', 'Price went up'],
    ['its own in its language', 'service', 'parking', 'he', 'חניה'],
    ["that of the company's language where it has none", 'service', 'parking', 'ru', 'موقف السيارات'],
    ['its words where nobody wrote one', 'product', 'bare-slug', 'en', 'Bare slug'],
    ['the words of a code nobody knows', 'product', 'made-by-an-import', 'ar', 'Made by an import'],
    ['the words of a code that stands under another category', 'price', 'parking', 'en', 'Parking'],
  ] as const)('is %s', (_, category, detail, language, label) =>
    expect(labelOf(codebook, { category, detail }, language)).toBe(label),
  );

  test('of a category alone is the category’s', () =>
    expect(labelOf(codebook, { category: 'price', detail: null }, 'ru')).toBe('Цена'));
});

describe('a merged detail', () => {
  const codebook = codebookOf(
    [
      row('late-delivery', 'service', { mergedInto: 'slow-answer' }),
      row('slow-answer', 'service', { mergedInto: 'waiting' }),
      row('waiting', 'service', { labels: { en: 'Waiting' } }),
      row('round', 'service', { mergedInto: 'about' }),
      row('about', 'service', { mergedInto: 'round' }),
      row('astray', 'service', { mergedInto: 'quality' }),
      row('lost', 'service', { mergedInto: 'nowhere' }),
    ],
    'en',
  );

  test.each([
    ['late-delivery', 'waiting', 'the end of its chain'],
    ['slow-answer', 'waiting', 'the next one'],
    ['waiting', 'waiting', 'itself'],
    ['wrong-item', 'wrong-item', 'itself where nothing was merged'],
    ['round', 'round', 'itself where mergers lead in a circle'],
    ['astray', 'astray', 'itself where the other stands under another category'],
    ['lost', 'lost', 'itself where the other is not known'],
    ['made-by-an-import', 'made-by-an-import', 'itself where nobody knows it'],
  ])('%s is shown as %s: %s', (code, shown) => expect(mergedDetail(codebook, 'service', code)).toBe(shown));

  test('under another category a code of the same name is another thing', () =>
    expect(mergedDetail(codebook, 'price', 'late-delivery')).toBe('late-delivery'));

  test('is read by the name of the one it is shown as', () =>
    expect(labelOf(codebook, { category: 'service', detail: 'late-delivery' }, 'en')).toBe('Waiting'));

  test('stands behind the same bar as all that are shown so', () => {
    const together = ['late-delivery', 'slow-answer', 'waiting'];
    for (const code of together) expect(codesShownAs(codebook, 'service', code).toSorted()).toEqual(together);
    expect(codesShownAs(codebook, 'service', 'made-by-an-import')).toEqual(['made-by-an-import']);
  });
});

describe('a merger', () => {
  const codebook = codebookOf(
    [row('slow-answer', 'service', { mergedInto: 'late-delivery' }), row('parking', 'service')],
    'en',
  );
  test.each([
    ['late-delivery', 'late-delivery', 'itself'],
    ['late-delivery', 'nothing', 'unknown'],
    ['late-delivery', 'too-high', 'other-category'],
    ['late-delivery', 'slow-answer', 'circle'],
    ['late-delivery', 'parking', null],
    ['parking', 'slow-answer', null],
  ])('of %s into %s is refused as %j', (from, into, refusal) => {
    const detail = codebook.get(from);
    if (!detail) throw new Error(from);
    expect(mergerRefusal(codebook, detail, into)).toBe(refusal);
  });
});

test.each([
  ['a detail as it was shipped', {}, true],
  ['a retired one', { retiredAt: noted }, false],
  ['a merged one', { mergedInto: 'price-rise' }, false],
])('%s is offered: %s %j', (_, changes, offered) => {
  const detail = codebookOf([row('too-high', 'price', changes)], 'en').get('too-high');
  expect(detail && isOffered(detail)).toBe(offered);
});

test.each([
  [{ en: 'No parking', ru: 'Нет парковки' }, 'no-parking'],
  [{ ru: 'Нет парковки', he: 'אין חניה' }, 'нет-парковки'],
  [{ he: 'אין חניה' }, 'אין-חניה'],
  [{ en: 'Too high' }, 'too-high-2'],
  [{ en: '—' }, 'unknown-2'],
])('the labels %j make the code %s', (labels, code) =>
  expect(codeFor(codebookOf([], 'ru'), labels, 'ru')).toBe(code),
);

test('one name stands once in a category, whatever the letter case and in every language', () => {
  const codebook = codebookOf([], 'en');
  const named = { category: 'price', code: null } as const;
  expect(namesake(codebook, { ...named, labels: { en: 'PRICE TOO HIGH' } })?.detail.code).toBe('too-high');
  expect(namesake(codebook, { ...named, labels: { en: 'Dear', ru: 'Повышение цены' } })?.language).toBe('ru');
  expect(namesake(codebook, { ...named, code: 'too-high', labels: { en: 'Price too high' } })).toBeNull();
  expect(namesake(codebook, { ...named, category: 'service', labels: { en: 'Price too high' } })).toBeNull();
});

test("imports may use the company's words, surveys its codes", () => {
  const codebook = codebookOf(
    [
      row('too-high', 'price', { labels: { en: 'Dear!' } }),
      row('parking', 'service', { labels: { ru: 'Парковка' } }),
    ],
    'ru',
  );
  expect([...ownDetailsOf(codebook)]).toEqual([['parking', 'service']]);
  expect([...wordsOf(codebook)]).toEqual([
    ['dear', { category: 'price', detail: 'too-high' }],
    ['парковка', { category: 'service', detail: 'parking' }],
    ['parking', { category: 'service', detail: 'parking' }],
    ['service-parking', { category: 'service', detail: 'parking' }],
  ]);
});
