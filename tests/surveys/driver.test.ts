import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { npsPull } from '#surveys/driver.ts';
import { nps, type NpsCounts } from '#surveys/nps.ts';

const counts = ([promoters, passives, detractors]: readonly number[]): NpsCounts => ({
  promoters: promoters ?? 0,
  passives: passives ?? 0,
  detractors: detractors ?? 0,
});

describe('how far a group pulls NPS', () => {
  // Computed apart from the product, in Python, from the formula of the docstring.
  test.each([
    { group: [2, 3, 15], others: [50, 20, 10], value: -23, low: -31.3931, high: -10.4927, isReal: true },
    { group: [0, 2, 8], others: [300, 100, 100], value: -2.3529, low: -3.3664, high: -0.6062, isReal: true },
    { group: [10, 10, 10], others: [100, 100, 100], value: 0, low: -2.6391, high: 2.6391, isReal: false },
    { group: [5, 0, 0], others: [0, 0, 5], value: 100, low: 12.3656, high: 112.6344, isReal: true },
    { group: [60, 30, 10], others: [1, 1, 8], value: 109.0909, low: 55.1871, high: 130.9763, isReal: true },
  ])('$group beside $others by $value', ({ group, others, value, low, high, isReal }) => {
    const pull = npsPull(counts(group), counts(others));
    expect(pull?.value).toBeCloseTo(value, 4);
    expect(pull?.interval.low).toBeCloseTo(low, 4);
    expect(pull?.interval.high).toBeCloseTo(high, 4);
    expect(pull?.isReal).toBe(isReal);
  });

  test('is the NPS of everybody less that of the others', () => {
    const some = fc
      .array(fc.nat(500), { minLength: 3, maxLength: 3 })
      .filter((all) => all.some((n) => n > 0));
    fc.assert(
      fc.property(some, some, (group, others) => {
        const all = nps(counts(group.map((n, at) => n + (others[at] ?? 0)))).value ?? 0;
        const rest = nps(counts(others)).value ?? 0;
        expect(npsPull(counts(group), counts(others))?.value).toBeCloseTo(all - rest, 8);
      }),
    );
  });

  test('cannot be told of nobody, nor beside nobody', () => {
    expect(npsPull(counts([0, 0, 0]), counts([5, 5, 5]))).toBeNull();
    expect(npsPull(counts([5, 5, 5]), counts([0, 0, 0]))).toBeNull();
  });
});
