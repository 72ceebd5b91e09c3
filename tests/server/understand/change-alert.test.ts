import { describe, expect, test } from 'vitest';
import {
  changesIn,
  levelOf,
  type Course,
  type DepartmentCourse,
  type Looked,
  type ShareCounts,
} from '#server/understand/change-alert.ts';
import type { CsatCounts } from '#surveys/csat.ts';
import type { NpsCounts } from '#surveys/nps.ts';

const months = ['2026-07', '2026-08', '2026-09', '2026-10'];

/** One pair for each month, the earliest first. */
const shares = (...pairs: [named: number, n: number][]): Course<ShareCounts> =>
  new Map(pairs.map(([named, n], at) => [months[at + 4 - pairs.length] ?? '', { named, n }]));
const satisfied = (...pairs: [satisfied: number, n: number][]): Course<CsatCounts> =>
  new Map(pairs.map(([good, n], at) => [months[at] ?? '', { satisfied: good, n }]));
const bands = (...rows: [promoters: number, passives: number, detractors: number][]): Course<NpsCounts> =>
  new Map(
    rows.map(([promoters, passives, detractors], at) => [
      months[at] ?? '',
      { promoters, passives, detractors },
    ]),
  );

const nothing: Looked = { month: '2026-10', reasons: [], departments: [], nps: new Map() };
const priced = (course: Course<ShareCounts>): Looked => ({
  ...nothing,
  reasons: [{ category: 'price', course }],
});

describe('a reason that is named more often', () => {
  test.each<[string, Course<ShareCounts>, boolean]>([
    ['twice the share of both periods', shares([20, 100], [20, 100], [20, 100], [42, 100]), true],
    ['a rise within its interval', shares([20, 100], [20, 100], [20, 100], [26, 100]), false],
    [
      'real at 95 %, but not when many are looked at',
      shares([20, 100], [20, 100], [20, 100], [33, 100]),
      false,
    ],
    [
      'above the month before only: that was a low one',
      shares([40, 100], [40, 100], [15, 100], [42, 100]),
      false,
    ],
    [
      'above the three months only: it rose a month ago',
      shares([10, 100], [10, 100], [40, 100], [42, 100]),
      false,
    ],
    ['a fall', shares([60, 100], [60, 100], [60, 100], [20, 100]), false],
    ['29 answers in the month', shares([20, 100], [20, 100], [20, 100], [27, 29]), false],
    ['29 answers in the month before', shares([20, 100], [20, 100], [3, 29], [60, 100]), false],
    ['30 answers in each', shares([2, 30], [2, 30], [2, 30], [20, 30]), true],
    ['no month before', new Map([['2026-10', { named: 60, n: 100 }]]), false],
    ['only the month before', shares([10, 100], [50, 100]), true],
    ['nothing in the month', shares([20, 100]), false],
  ])('%s', (_, course, isTold) => {
    expect(changesIn(priced(course)).length > 0).toBe(isTold);
  });

  test('is told with both periods and its course, of which small groups are left out', () => {
    const [change] = changesIn(priced(shares([1, 4], [20, 100], [22, 100], [48, 100])));
    expect(change).toMatchObject({
      kind: 'reason-rose',
      about: 'price',
      month: '2026-10',
      measure: 'share',
      before: 0.22,
      usual: 43 / 204,
    });
    expect(change?.points.map(({ month, n }) => [month, n])).toEqual([
      ['2026-08', 100],
      ['2026-09', 100],
      ['2026-10', 100],
    ]);
  });

  test('is judged more strictly, the more is looked at', () => {
    const course = shares([20, 100], [20, 100], [20, 100], [40, 100]);
    const others = Array.from({ length: 40 }, (_, at) => ({
      code: `d-${at}`,
      measure: 'asked' as const,
      course: satisfied([80, 100], [80, 100], [80, 100], [80, 100]),
    }));
    expect(changesIn(priced(course))).toHaveLength(1);
    expect(changesIn({ ...priced(course), departments: others })).toEqual([]);
    expect(levelOf(10)).toBeCloseTo(0.05 / 30);
  });
});

describe('a department', () => {
  const fell = satisfied([90, 100], [90, 100], [90, 100], [60, 100]);
  const stood = satisfied([90, 100], [90, 100], [90, 100], [88, 100]);
  const npsFell = bands([60, 30, 10], [60, 30, 10], [60, 30, 10], [25, 30, 45]);

  test.each<[string, DepartmentCourse[], [string, string][]]>([
    ['whose question fell', [{ code: 'care', measure: 'asked', course: fell }], [['care', 'asked']]],
    ['that stood', [{ code: 'care', measure: 'asked', course: stood }], []],
    ['whose customers’ NPS fell', [{ code: 'care', measure: 'nps', course: npsFell }], [['care', 'nps']]],
    [
      'that fell by every measure is told of once',
      [
        { code: 'care', measure: 'asked', course: fell },
        { code: 'care', measure: 'csat', course: fell },
        { code: 'billing', measure: 'csat', course: fell },
      ],
      [
        ['care', 'asked'],
        ['billing', 'csat'],
      ],
    ],
  ])('%s', (_, departments, expected) => {
    const found = changesIn({ ...nothing, departments });
    expect(found.map(({ about, measure }) => [about, measure])).toEqual(expected);
  });
});

test('the NPS of all is told when it falls, not when it rises', () => {
  const low: [number, number, number] = [25, 30, 45];
  const high: [number, number, number] = [60, 30, 10];
  expect(changesIn({ ...nothing, nps: bands(high, high, high, low) })).toMatchObject([
    { kind: 'nps-fell', about: 'all', before: 50, usual: 50 },
  ]);
  expect(changesIn({ ...nothing, nps: bands(low, low, low, high) })).toEqual([]);
});

test('of months that never change, few tell of anything, though every day of them is looked at', () => {
  let state = 7;
  const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const named = (n: number, share: number) =>
    Array.from({ length: n }, chance).filter((one) => one < share).length;
  const isQuiet = () => {
    const before = [0.25, 0.2, 0.15, 0.1, 0.08, 0.05].map((share) => ({
      share,
      earlier: [1, 2, 3].map(() => named(200, share)),
      soFar: 0,
    }));
    for (let day = 1; day <= 10; day++) {
      for (const one of before) one.soFar += named(20, one.share);
      const reasons = before.map(({ earlier, soFar }) => ({
        category: 'price' as const,
        course: shares(...earlier.map((count): [number, number] => [count, 200]), [soFar, day * 20]),
      }));
      if (changesIn({ ...nothing, reasons }).length > 0) return false;
    }
    return true;
  };
  const told = Array.from({ length: 250 }, isQuiet).filter((quiet) => !quiet).length;
  expect(told / 250).toBeLessThan(0.08);
});
