import { describe, expect, test } from 'vitest';
import { churnRate, lossOver } from '#surveys/churn.ts';
import { share } from '#surveys/interval.ts';
import { median } from '#surveys/median.ts';
import { alikeShares, weightedShare } from '#surveys/weighted-share.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, at) => at + 1);

describe('the median', () => {
  // Ranks by the tables of the sign test: the largest k with P(B(n, 1/2) < k) of at most 2.5 %.
  test.each([
    { n: 1, value: 1, interval: null },
    { n: 4, value: 2.5, interval: null },
    { n: 5, value: 3, interval: null },
    { n: 6, value: 3.5, interval: { low: 1, high: 6 } },
    { n: 9, value: 5, interval: { low: 2, high: 8 } },
    { n: 10, value: 5.5, interval: { low: 2, high: 9 } },
    { n: 15, value: 8, interval: { low: 4, high: 12 } },
    { n: 20, value: 10.5, interval: { low: 6, high: 15 } },
    { n: 100, value: 50.5, interval: { low: 40, high: 61 } },
  ])('of 1 to $n is $value', ({ n, value, interval }) => {
    expect(median(upTo(n).toReversed())).toEqual({ value, n, interval });
  });

  test('of nothing is nothing', () => {
    expect(median([])).toEqual({ value: null, n: 0, interval: null });
  });

  test('of ten thousand has an interval of about ±0.98 √n ranks', () => {
    const { interval } = median(upTo(10_000));
    expect(interval?.low).toBeCloseTo(4902.5, -1);
    expect(interval?.high).toBeCloseTo(5098.5, -1);
  });
});

describe('churn', () => {
  test('is what was lost of those at the start', () => {
    expect(churnRate({ lost: 5, atStart: 100 })).toEqual(share(5, 100));
    expect(churnRate({ lost: 0, atStart: 0 }).value).toBeNull();
  });

  test.each([
    { months: 12, yearly: 0.1, expected: 0.1 },
    { months: 1, yearly: 0.11, expected: 0.009664 },
    { months: 24, yearly: 0.1, expected: 0.19 },
  ])('of $yearly a year is $expected over $months months', ({ months, yearly, expected }) => {
    expect(lossOver(months, yearly)).toBeCloseTo(expected, 5);
  });
});

describe('a share of money', () => {
  test('of customers who are all worth the same is the share of customers', () => {
    const money = weightedShare({ happened: 50, all: 1000, squares: 100 * 10 ** 2, n: 100 });
    expect(money.value).toBe(0.05);
    expect(money.n).toBe(100);
    expect(money.interval?.low).toBeCloseTo(share(5, 100).interval?.low ?? 0, 10);
    expect(money.interval?.high).toBeCloseTo(share(5, 100).interval?.high ?? 0, 10);
  });

  test('is less sure where one customer is worth as much as all the others', () => {
    const even = weightedShare({ happened: 10, all: 200, squares: 20 * 10 ** 2, n: 20 });
    const uneven = weightedShare({ happened: 10, all: 200, squares: 100 ** 2 + 10 * 10 ** 2, n: 11 });
    const width = (one: typeof even) => (one.interval?.high ?? 0) - (one.interval?.low ?? 0);
    expect(width(uneven)).toBeGreaterThan(1.5 * width(even));
  });

  test('of nothing is nothing', () => {
    expect(weightedShare({ happened: 0, all: 0, squares: 0, n: 3 })).toEqual({
      value: null,
      n: 3,
      interval: null,
    });
  });
});

describe('two groups made alike', () => {
  test('in one stratum are their own shares', () => {
    const { of, others } = alikeShares([{ of: { n: 20, happened: 8 }, others: { n: 50, happened: 10 } }]);
    expect(of).toEqual(share(8, 20));
    expect(others.value).toBeCloseTo(0.2, 10);
    expect(others.interval?.low).toBeCloseTo(share(10, 50).interval?.low ?? 0, 10);
  });

  test('do not differ where each stratum is the same, however they are spread', () => {
    const { of, others } = alikeShares([
      { of: { n: 90, happened: 9 }, others: { n: 10, happened: 1 } },
      { of: { n: 10, happened: 8 }, others: { n: 90, happened: 72 } },
    ]);
    expect(of.value).toBeCloseTo(0.17, 10);
    expect(others.value).toBeCloseTo(0.17, 10);
    expect(others.n).toBe(100);
    // 0.9² / 10 + 0.1² / 90 is a twelfth: twelve answers' worth, because the ten carry nine tenths of the weight.
    expect(others.interval?.low).toBeCloseTo(share(0.17 * 12.329, 12.329).interval?.low ?? 0, 3);
  });

  test('leave out what only one of them has', () => {
    const { of, others } = alikeShares([
      { of: { n: 5, happened: 5 }, others: { n: 0, happened: 0 } },
      { of: { n: 10, happened: 2 }, others: { n: 10, happened: 3 } },
    ]);
    expect([of.value, of.n, others.n]).toEqual([0.2, 10, 10]);
    expect(alikeShares([]).others).toEqual({ value: null, n: 0, interval: null });
  });
});
