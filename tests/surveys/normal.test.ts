import { expect, test } from 'vitest';
import { share, shareDifference, Z95 } from '#surveys/interval.ts';
import { npsDifference } from '#surveys/nps.ts';
import { zFor } from '#surveys/normal.ts';

// Percentiles of the standard normal as every table of it has them.
test.each([
  [0.5, 0.67448975],
  [0.1, 1.64485363],
  [0.05, Z95],
  [0.01, 2.5758293],
  [0.001, 3.29052673],
  [1e-6, 4.89163848],
])('an interval that misses with probability %f is %f standard errors to each side', (alpha, z) => {
  expect(zFor(alpha)).toBeCloseTo(z, 7);
});

test('a stricter level makes every interval wider, and a change that was real at 95 % may be none', () => {
  const strict = zFor(0.001);
  expect(shareDifference(share(20, 100), share(34, 100))?.isReal).toBe(true);
  expect(shareDifference(share(20, 100, strict), share(34, 100, strict))?.isReal).toBe(false);
  const [before, after] = [
    { promoters: 50, passives: 30, detractors: 20 },
    { promoters: 35, passives: 30, detractors: 35 },
  ];
  expect(npsDifference(before, after)?.isReal).toBe(true);
  expect(npsDifference(before, after, strict)?.isReal).toBe(false);
});
