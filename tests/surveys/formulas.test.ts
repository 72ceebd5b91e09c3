import { describe, expect, test } from 'vitest';
import { ces, cesDifference, studentT95, sumCes } from '#surveys/ces.ts';
import { countCsat, csat, csatDifference } from '#surveys/csat.ts';
import { share } from '#surveys/interval.ts';
import { countNps, nps, npsBand, npsDifference } from '#surveys/nps.ts';
import { responseRate, responseRateDifference } from '#surveys/response-rate.ts';

// Every expected figure below was computed apart from the product, in Python, from the published formula.

describe('NPS', () => {
  test.each([
    [0, 'detractor'],
    [6, 'detractor'],
    [7, 'passive'],
    [8, 'passive'],
    [9, 'promoter'],
    [10, 'promoter'],
  ])('%d is a %s', (score, band) => expect(npsBand(score)).toBe(band));

  test.each([
    { counts: [5, 3, 2], value: 30, low: -19.0506, high: 65.2045 },
    { counts: [50, 30, 20], value: 30, low: 14.0511, high: 44.2013 },
    { counts: [300, 400, 300], value: 0, low: -4.7925, high: 4.7925 },
    { counts: [0, 5, 0], value: 0, low: -30.0057, high: 30.0057 },
    { counts: [1, 0, 0], value: 100, low: -48.4986, high: 98.4986 },
    { counts: [0, 0, 4], value: -100, low: -100, high: -6.9442 },
  ])('of $counts is $value within $low and $high', ({ counts, value, low, high }) => {
    const [promoters = 0, passives = 0, detractors = 0] = counts;
    const estimate = nps({ promoters, passives, detractors });
    expect(estimate.value).toBeCloseTo(value, 4);
    expect(estimate.interval?.low).toBeCloseTo(low, 4);
    expect(estimate.interval?.high).toBeCloseTo(high, 4);
    expect(estimate.n).toBe(promoters + passives + detractors);
  });

  test('is nothing when nobody answered', () =>
    expect(nps(countNps([]))).toEqual({ value: null, n: 0, interval: null }));

  test('a fall of 20 points is not yet real on 100 answers and is real on 1,000', () => {
    const small = npsDifference(
      { promoters: 50, passives: 30, detractors: 20 },
      { promoters: 40, passives: 30, detractors: 30 },
    );
    expect(small?.interval.low).toBeCloseTo(-41.3865, 4);
    expect(small?.interval.high).toBeCloseTo(2.5516, 4);
    expect(small?.isReal).toBe(false);
    const large = npsDifference(
      { promoters: 500, passives: 300, detractors: 200 },
      { promoters: 400, passives: 300, detractors: 300 },
    );
    expect(large?.value).toBeCloseTo(-20, 10);
    expect(large?.interval.high).toBeCloseTo(-12.8856, 4);
    expect(large?.isReal).toBe(true);
  });

  test('has no change from or to a period without answers', () => {
    expect(npsDifference(countNps([]), countNps([9]))).toBeNull();
    expect(npsDifference(countNps([9]), countNps([]))).toBeNull();
  });
});

describe('shares', () => {
  test.each([
    [8, 10, 0.490162, 0.943318],
    [0, 20, 0, 0.161125],
    [20, 20, 0.838875, 1],
    [81, 263, 0.255289, 0.36621],
    [1, 1, 0.206549, 1],
  ])('%d of %d lies within %d and %d', (successes, n, low, high) => {
    expect(share(successes, n).interval?.low).toBeCloseTo(low, 6);
    expect(share(successes, n).interval?.high).toBeCloseTo(high, 6);
  });

  test('CSAT counts 4 and 5', () => {
    expect(countCsat([1, 2, 3, 4, 5])).toEqual({ satisfied: 2, n: 5 });
    expect(csat({ satisfied: 8, n: 10 }).value).toBe(0.8);
    expect(csat({ satisfied: 0, n: 0 })).toEqual({ value: null, n: 0, interval: null });
  });

  test("a change in CSAT has Newcombe's interval, here his own example 56/70 against 48/80", () => {
    const change = csatDifference({ satisfied: 48, n: 80 }, { satisfied: 56, n: 70 });
    expect(change?.value).toBeCloseTo(0.2, 10);
    expect(change?.interval.low).toBeCloseTo(0.0524, 4);
    expect(change?.interval.high).toBeCloseTo(0.3339, 4);
    expect(change?.isReal).toBe(true);
    expect(csatDifference({ satisfied: 0, n: 0 }, { satisfied: 1, n: 2 })).toBeNull();
  });

  test('the response rate is completed over delivered, and an answered mail was delivered', () => {
    expect(responseRate({ delivered: 20, completed: 5 })).toMatchObject({ value: 0.25, n: 20 });
    expect(responseRate({ delivered: 0, completed: 0 }).value).toBeNull();
    expect(responseRate({ delivered: 3, completed: 4 })).toMatchObject({ value: 1, n: 4 });
    const halves = { delivered: 20, completed: 10 };
    expect(responseRateDifference(halves, halves)).toMatchObject({ value: 0, isReal: false });
  });
});

describe('CES', () => {
  test.each([
    [1, 12.7062],
    [5, 2.5706],
    [9, 2.2622],
    [10, 2.2281],
    [11.5, 2.1894],
    [20, 2.086],
    [100, 1.984],
    [1000, 1.9623],
  ])("Student's t with %d degrees of freedom is %d", (freedom, t) =>
    expect(studentT95(freedom)).toBeCloseTo(t, 3),
  );

  test.each([
    { scores: [7, 6, 5, 6, 7], value: 6.2, low: 5.16115, high: 7 },
    { scores: [1, 7], value: 4, low: 1, high: 7 },
    { scores: [5, 6, 4, 7, 5, 6, 3, 6, 5, 7, 6, 5], value: 5.416667, low: 4.676779, high: 6.156555 },
  ])('of $scores is $value within $low and $high', ({ scores, value, low, high }) => {
    const estimate = ces(sumCes(scores));
    expect(estimate.value).toBeCloseTo(value, 4);
    expect(estimate.interval?.low).toBeCloseTo(low, 3);
    expect(estimate.interval?.high).toBeCloseTo(high, 3);
  });

  test('has no interval where the spread cannot be told, and no value where nobody answered', () => {
    expect(ces(sumCes([5]))).toEqual({ value: 5, n: 1, interval: null });
    expect(ces(sumCes([6, 6, 6]))).toEqual({ value: 6, n: 3, interval: null });
    expect(ces(sumCes([]))).toEqual({ value: null, n: 0, interval: null });
  });

  test("a change has Welch's interval", () => {
    const earlier = sumCes([5, 6, 4, 7, 5, 6, 3, 6, 5, 7, 6, 5]);
    const change = cesDifference(earlier, sumCes([4, 3, 5, 2, 4, 5, 3, 4, 6, 3]));
    expect(change?.value).toBeCloseTo(-1.516667, 6);
    expect(change?.interval.low).toBeCloseTo(-2.576056, 3);
    expect(change?.interval.high).toBeCloseTo(-0.457277, 3);
    expect(change?.isReal).toBe(true);
    expect(cesDifference(earlier, sumCes([]))).toBeNull();
  });
});
