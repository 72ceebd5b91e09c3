import { describe, expect, test } from 'vitest';
import { lineShape, type LinePoint } from '#client/desk/components/line-shape.ts';
import { markedParts } from '#client/desk/components/marked-parts.ts';
import { scoreTone } from '#client/desk/components/score-tone.ts';

const month = (at: number, value: number | null): LinePoint => ({
  month: `2026-0${at}`,
  value,
  low: value === null ? null : value - 5,
  high: value === null ? null : value + 5,
});
const shapeOf = (points: LinePoint[], isRightToLeft = false) =>
  lineShape({ points, isShare: false, isRightToLeft });

describe('a line over months', () => {
  test('runs from left to right in English and from right to left in Arabic', () => {
    const points = [month(1, 10), month(2, 20), month(3, 30)];
    const [first, , last] = shapeOf(points).places;
    const [firstInArabic, , lastInArabic] = shapeOf(points, true).places;
    expect(first?.x).toBeLessThan(last?.x ?? 0);
    expect(firstInArabic?.x).toBeGreaterThan(lastInArabic?.x ?? 0);
    expect(first?.y).toBe(firstInArabic?.y);
  });

  test('breaks where nobody answered', () => {
    const { line, band } = shapeOf([month(1, 10), month(2, 12), month(3, null), month(4, 9), month(5, 8)]);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(band.match(/Z/g)).toHaveLength(2);
  });

  test('shows a month that stands alone between gaps as a dot', () => {
    expect(shapeOf([month(1, null), month(2, 12), month(3, null)]).lonely).toHaveLength(1);
  });

  test('labels the last month that has a value', () => {
    expect(shapeOf([month(1, 10), month(2, -20), month(3, null)]).last?.value).toBe(-20);
  });

  test('has room for negative scores', () => {
    expect(shapeOf([month(1, -40), month(2, 10)]).grid[0]?.value).toBeLessThanOrEqual(-40);
  });

  test.each([[[]], [[month(1, null)]]])('draws nothing of nothing', (points) => {
    const shape = shapeOf(points);
    expect(shape.line).toBe('');
    expect(shape.last).toBeNull();
  });
});

describe('marked words', () => {
  const told = (text: string, spans: { start: number; end: number }[]) =>
    markedParts(text, spans)
      .map(({ words, isMarked }) => (isMarked ? `[${words}]` : words))
      .join('');
  test.each([
    ['none', [], 'nobody called'],
    ['one', [{ start: 0, end: 6 }], '[nobody] called'],
    [
      'overlapping',
      [
        { start: 0, end: 8 },
        { start: 7, end: 13 },
      ],
      '[nobody ][c][alled]',
    ],
    ['past the end', [{ start: 7, end: 99 }], 'nobody [called]'],
    ['before the start', [{ start: -4, end: 6 }], '[nobody] called'],
    ['empty', [{ start: 3, end: 3 }], 'nobody called'],
  ])('%s', (_, spans, marked) => {
    expect(told('nobody called', spans)).toBe(marked);
  });

  test('of no text are none', () => {
    expect(markedParts('', [{ start: 0, end: 1 }])).toEqual([]);
  });
});

test.each([
  ['nps', 2, 'bad'],
  ['nps', 6, 'middling'],
  ['nps', 9, 'good'],
  ['csat', 2, 'bad'],
  ['csat', 5, 'good'],
  ['ces', 7, 'good'],
] as const)('the badge of %s %i is %s', (measure, score, tone) => {
  expect(scoreTone(score, measure)).toBe(tone);
});
