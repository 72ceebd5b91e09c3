import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compensationFor,
  shareOf,
  shippedPolicy,
  type GivenCompensation,
  type WrongedOrder,
} from '#server/listen/compensation-policy.ts';
import { parseReason, type Reason } from '#surveys/reasons.ts';

const since = new Date('2025-10-14T07:00:00Z');
const order: WrongedOrder = {
  id: 'o1',
  externalId: 'A-20418',
  amountMinor: 124_000,
  currency: 'SAR',
  orderedOn: '2026-10-04',
  wasAskedAbout: false,
};
const given = (overrides: Partial<GivenCompensation> = {}): GivenCompensation => ({
  orderId: 'o1',
  wrong: 'service/wrong-item',
  amountMinor: 24_800,
  currency: 'SAR',
  proposedAt: new Date('2026-10-10T07:00:00Z'),
  ...overrides,
});
const named = (...codes: string[]): Reason[] =>
  codes.map((code) => parseReason(code) ?? { category: 'other', detail: null });
const decide = (overrides: Partial<Parameters<typeof compensationFor>[0]> = {}) =>
  compensationFor({
    reasons: named('service/late-delivery'),
    order,
    given: [],
    policy: shippedPolicy,
    since,
    ...overrides,
  });
const codesOf = (decision: ReturnType<typeof compensationFor>) =>
  'give' in decision ? decision.give.why.map(({ code }) => code) : [decision.refuse.code];

test('a fifth of the order that went wrong is proposed as credit, in the currency of the order (C2)', () => {
  expect(decide()).toEqual({
    give: {
      orderId: 'o1',
      wrong: 'service/late-delivery',
      amountMinor: 24_800,
      currency: 'SAR',
      rule: 'order-share-20',
      why: [
        {
          code: 'share-of-order',
          facts: { percent: 20, amountMinor: 24_800, orderMinor: 124_000, currency: 'SAR', order: 'A-20418' },
        },
        { code: 'last-order', facts: { order: 'A-20418', orderedOn: '2026-10-04' } },
        { code: 'not-compensated-lately', facts: { months: 12 } },
        { code: 'needs-approval', facts: {} },
      ],
    },
  });
});

test('20 % of the 20,000 that went wrong, not of the 200,000 that may follow (C2)', () => {
  expect(decide({ order: { ...order, amountMinor: 2_000_000 } })).toMatchObject({
    give: { amountMinor: 400_000 },
  });
});

describe('which reasons are ours to make good', () => {
  test.each([
    [['service/late-delivery'], 'service/late-delivery'],
    [['service'], 'service'],
    [['product/broken'], 'product/broken'],
    [['price/too-high', 'service/late-delivery'], 'service/late-delivery'],
    [['product/quality', 'service/wrong-item'], 'service/wrong-item'],
    [['competitor/better-offer', 'product'], 'product'],
  ])('%j is made good as %s', (codes, wrong) => {
    expect(decide({ reasons: named(...codes) })).toMatchObject({ give: { wrong } });
  });

  test.each([
    [['price/too-high'], 'price/too-high'],
    [['competitor'], 'competitor'],
    [['circumstances/moved'], 'circumstances/moved'],
    [['other/something-else'], 'other/something-else'],
    [['price', 'competitor'], 'price'],
  ])('%j alone is owed an apology only (C4)', (codes, reason) => {
    expect(decide({ reasons: named(...codes) })).toEqual({
      refuse: { code: 'no-compensation-apology-only', facts: { reason } },
    });
  });

  test('nothing named is nothing to reckon with', () => {
    expect(codesOf(decide({ reasons: [] }))).toEqual(['no-compensation-no-wrong']);
  });
});

test('without an order nothing is proposed, and it says so', () => {
  expect(codesOf(decide({ order: null }))).toEqual(['no-compensation-no-order']);
});

test.each([0, -500, 2])('an order of %i minor units has no share to give', (amountMinor) => {
  expect(decide({ order: { ...order, amountMinor } })).toHaveProperty('refuse');
});

describe('history', () => {
  test('the same wrong of the same order is paid once', () => {
    expect(codesOf(decide({ given: [given({ wrong: 'service/late-delivery' })] }))).toEqual([
      'no-compensation-already-given',
    ]);
  });

  test('another wrong of the same order is a wrong of its own, and who approves is told of the first', () => {
    const decision = decide({ given: [given()] });
    expect(decision).toMatchObject({ give: { amountMinor: 24_800 } });
    expect('give' in decision && decision.give.why).toContainEqual({
      code: 'compensated-lately',
      facts: { count: 1, months: 12, amountMinor: 24_800, currency: 'SAR' },
    });
  });

  test('the same wrong of another order is compensated again', () => {
    expect(decide({ given: [given({ orderId: 'o0', wrong: 'service/late-delivery' })] })).toHaveProperty(
      'give',
    );
  });

  test('what one order is compensated with never passes 150 % of it (design rule 3)', () => {
    const decision = decide({ given: [given({ amountMinor: 180_000 })] });
    expect(decision).toMatchObject({ give: { amountMinor: 6_000 } });
    expect(codesOf(decision)).toContain('cut-to-cap');
    expect(codesOf(decide({ given: [given({ amountMinor: 186_000 })] }))).toEqual([
      'no-compensation-cap-reached',
    ]);
  });

  test('compensation before the look-back is not counted as lately', () => {
    const old = given({ orderId: 'o0', proposedAt: new Date('2025-10-14T06:59:59Z') });
    expect(codesOf(decide({ given: [old] }))).toContain('not-compensated-lately');
  });
});

test('the order asked about is named as such', () => {
  expect(codesOf(decide({ order: { ...order, wasAskedAbout: true } }))).toContain('order-asked-about');
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

  test('whatever the order and the history, all that is given is whole and within the cap', () => {
    const amounts = fc.integer({ min: 1, max: 2_000_000_000 });
    fc.assert(
      fc.property(amounts, fc.array(amounts, { maxLength: 4 }), (amountMinor, before) => {
        const earlier = before.map((amount) => given({ amountMinor: amount }));
        const decision = decide({ order: { ...order, amountMinor }, given: earlier });
        if (!('give' in decision)) return true;
        const total = before.reduce((sum, amount) => sum + amount, decision.give.amountMinor);
        return Number.isInteger(decision.give.amountMinor) && total <= amountMinor * 1.5;
      }),
    );
  });
});
