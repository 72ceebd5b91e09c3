import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PolicyTest } from '#db/schema/policy-parts.ts';
import { covers, meets } from '#server/answer/policy/policy-overlap.ts';
import { matchedBy, type PolicyFacts } from '#server/listen/policy.ts';
import { parseReason } from '#surveys/reasons.ts';

const reasonCodes = ['service', 'service/late-delivery', 'product/broken', 'price'];
const few = <T>(...of: T[]) => fc.subarray(of, { minLength: 1 });
const small = fc.integer({ min: 0, max: 4 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 1 });

const tests: fc.Arbitrary<PolicyTest> = fc.record({
  measures: maybe(few('nps' as const, 'csat' as const)),
  scoreAtLeast: maybe(small),
  scoreAtMost: maybe(small),
  categories: maybe(few('service', 'product', 'price')),
  reasons: maybe(few(...reasonCodes)),
  tiers: maybe(few('gold' as const, 'copper' as const)),
  programs: maybe(few('monthly', 'exit')),
  orderAtLeastMinor: maybe(small),
  tenureAtMostMonths: maybe(small),
  isPromoter: maybe(fc.boolean()),
});

const facts: fc.Arbitrary<PolicyFacts> = fc.record({
  measure: fc.constantFrom('nps', 'csat', null),
  score: fc.option(small),
  wrong: fc.constantFrom(...reasonCodes.map((code) => parseReason(code)), null),
  department: fc.constant(null),
  tier: fc.constantFrom('gold', 'silver', 'copper', null),
  programId: fc.constantFrom('monthly', 'exit'),
  order: fc.option(
    small.map((amountMinor) => ({
      id: 'o',
      externalId: 'A-1',
      amountMinor,
      currency: 'SAR',
      orderedOn: '2026-10-04',
      wasAskedAbout: false,
    })),
  ),
  tenureMonths: fc.option(small),
  earlierCases: small,
  isPromoter: fc.boolean(),
  currency: fc.constant('SAR'),
});

const fits = (test: PolicyTest, found: PolicyFacts) => matchedBy(test, found) !== null;

test('a test that covers another fits whatever the other fits', () => {
  fc.assert(
    fc.property(tests, tests, facts, (wide, narrow, found) => {
      fc.pre(covers(wide, narrow) && fits(narrow, found));
      return fits(wide, found);
    }),
    { numRuns: 300 },
  );
});

test('what fits two tests at once is told of them', () => {
  fc.assert(
    fc.property(tests, tests, facts, (one, other, found) => {
      fc.pre(fits(one, found) && fits(other, found));
      return meets(one, other);
    }),
    { numRuns: 300 },
  );
});

test.each<[PolicyTest, PolicyTest, boolean, boolean]>([
  [{}, { tiers: ['gold'] }, true, true],
  [{ tiers: ['gold'] }, {}, false, true],
  [{ tiers: ['gold'] }, { tiers: ['copper'] }, false, false],
  [{ categories: ['service'] }, { reasons: ['service/late-delivery'] }, true, true],
  [{ categories: ['price'] }, { reasons: ['service/late-delivery'] }, false, false],
  [{ scoreAtMost: 6 }, { scoreAtMost: 2 }, true, true],
  [{ scoreAtMost: 2 }, { scoreAtLeast: 3 }, false, false],
  [{ isPromoter: true }, { isPromoter: false }, false, false],
])('%j covers %j: %s, meets it: %s', (wide, narrow, isCovered, isMet) => {
  expect(covers(wide, narrow)).toBe(isCovered);
  expect(meets(wide, narrow)).toBe(isMet);
});
