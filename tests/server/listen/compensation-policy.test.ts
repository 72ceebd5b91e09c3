import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ourWrong, shareOf, shippedPolicy } from '#server/listen/compensation-policy.ts';
import { parseReason } from '#surveys/reasons.ts';

describe('which reasons are ours to make good', () => {
  test.each([
    [['service/late-delivery'], 'service'],
    [['product/broken'], 'product'],
    [['price/too-high', 'service/late-delivery'], 'service'],
    [['product/quality', 'service/wrong-item'], 'service'],
    [['competitor/better-offer', 'product'], 'product'],
    [['price/too-high'], undefined],
    [['circumstances/moved', 'other'], undefined],
    [[], undefined],
  ])('%j: %s', (codes, category) => {
    const reasons = codes.map((code) => parseReason(code) ?? { category: 'other' as const, detail: null });
    expect(ourWrong(reasons)?.category).toBe(category);
  });
});

describe('rounding', () => {
  test.each([
    [124_000, 24_800],
    [101, 20],
    [102, 20],
    [103, 21],
    [2, 0],
    [3, 1],
  ])('20 %% of %i is %i: half a minor unit rounds up', (amount, share) => {
    expect(shareOf(amount, 20)).toBe(share);
  });

  test('a share is whole and never more than half a unit off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000 }),
        fc.integer({ min: 1, max: 150 }),
        (amount, percent) => {
          const share = shareOf(amount, percent);
          return Number.isInteger(share) && Math.abs(share - (amount * percent) / 100) <= 0.5;
        },
      ),
    );
  });
});

test('a new company gives a fifth of the order that went wrong, and never more than 150 % of it', () => {
  expect(shippedPolicy).toEqual({ rule: 'order-share-20', percentOfOrder: 20, capPercentOfOrder: 150 });
});
