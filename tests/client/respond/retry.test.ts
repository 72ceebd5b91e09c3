import { describe, expect, test } from 'vitest';
import { retryAfterMs, waitMs } from '#client/respond/retry.ts';

const soonest = () => 0;
const latest = () => 0.999_999;

describe('the next try', () => {
  test.each([
    [0, 1000, 2000],
    [1, 2000, 4000],
    [4, 16_000, 32_000],
    [7, 128_000, 256_000],
    [8, 150_000, 300_000],
    [99, 150_000, 300_000],
  ])('after %i failures without a line comes in %i to %i ms', (tries, least, most) => {
    expect(waitMs({ tries, retryAfterMs: null }, soonest)).toBe(least);
    expect(waitMs({ tries, retryAfterMs: null }, latest)).toBeCloseTo(most, -2);
  });

  test.each([
    [0, 1000, 2000],
    [5000, 5000, 10_000],
    [3_600_000, 300_000, 300_000],
  ])('of a server that asks for %i ms is spread over %i to %i', (asked, least, most) => {
    expect(waitMs({ tries: 9, retryAfterMs: asked }, soonest)).toBe(least);
    expect(waitMs({ tries: 9, retryAfterMs: asked }, latest)).toBeCloseTo(most, -2);
  });
});

test.each([
  ['3', 3000],
  ['0.5', 500],
  [null, 1000],
  ['', 1000],
  ['-1', 1000],
  ['Infinity', 1000],
  ['Wed, 21 Oct 2026 07:28:00 GMT', 1000],
])('retry-after %o is %i ms', (header, ms) => expect(retryAfterMs(header)).toBe(ms));
