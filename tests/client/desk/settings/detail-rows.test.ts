import { expect, test } from 'vitest';
import { rowsOf } from '#client/desk/settings/detail-rows.ts';
import type { Detail } from '#client/desk/codebook.ts';

const detail = (code: string, changes: Partial<Detail> = {}): [string, Detail] => [
  code,
  {
    category: 'service',
    code,
    labels: { en: code, ar: code, he: code, ru: code },
    ownLabels: {},
    isShipped: true,
    retiredAt: null,
    mergedInto: null,
    shownAs: code,
    ...changes,
  },
];

test('offered details stand first, then what only an import named, then the merged and the retired', () => {
  const codebook = new Map([
    detail('gone', { retiredAt: '2026-10-14T07:00:00Z' }),
    detail('part', { mergedInto: 'late' }),
    detail('late'),
    detail('dear', { category: 'price' }),
  ]);
  const counts = new Map(
    [
      { category: 'service', detail: 'late', answers: 7, leavers: 2 },
      { category: 'service', detail: 'no-parking', answers: '<5' as const, leavers: 0 },
      { category: 'price', detail: 'other-thing', answers: 9, leavers: 9 },
    ].map((count) => [`${count.category}/${count.detail}`, count]),
  );
  const rows = rowsOf('service', codebook, counts);
  expect(
    rows.map(({ code, answers, leavers, isHeardOnly }) => [code, answers, leavers, isHeardOnly]),
  ).toEqual([
    ['late', 7, 2, false],
    ['no-parking', '<5', 0, true],
    ['part', 0, 0, false],
    ['gone', 0, 0, false],
  ]);
  expect(rows[1]?.labels.en).toBe('No parking');
});
