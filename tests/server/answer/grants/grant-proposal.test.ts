import { expect, test } from 'vitest';
import { lapse, reversal, type Standing } from '#server/answer/grants/grant-ending.ts';
import { wayOf, type GrantKind } from '#server/answer/grants/grant-kind.ts';
import { proposed } from '#server/answer/grants/grant-proposal.ts';
import { exchanged } from '#server/answer/grants/point.ts';

const limits = {
  policyId: null,
  capPercentOfOrder: 150,
  secondPersonAboveMinor: null,
  proposalDays: null,
  points: { hundredWorthMinor: 50, leastToRedeem: 100 },
};
const order = { amountMinor: 124_000, currency: 'SAR', givenMinor: 100_000 };
const facts = { order, currency: 'USD', limits };

test.each<[string, GrantKind, number, typeof order | null, unknown]>([
  ['a voucher within the cap', 'voucher', 86_000, order, { amountMinor: 86_000, currency: 'SAR' }],
  ['a voucher above what the order is left', 'voucher', 86_001, order, { refused: 'above-cap' }],
  ['money without an order', 'account-credit', 1, null, { refused: 'order-needed' }],
  ['money of nothing', 'account-credit', 0, order, { refused: 'worth-missing' }],
  ['points of nothing', 'points', 0, order, { refused: 'worth-missing' }],
  ['points by what they are worth', 'points', 172_000, order, { amountMinor: 172_000, currency: 'PTS' }],
  ['points worth more than the order is left', 'points', 172_002, order, { refused: 'above-cap' }],
  ['a service of no said worth', 'extra-service', 0, order, { amountMinor: 0, currency: 'SAR' }],
  ['a service of a worth', 'extra-service', 5_000, order, { amountMinor: 5_000, currency: 'SAR' }],
  ['a letter without an order', 'leader-letter', 0, null, { amountMinor: 0, currency: 'USD' }],
  ['a call with an amount', 'leader-call', 1, order, { refused: 'no-worth' }],
])('%s', (_, kind, amountMinor, of, expected) => {
  expect(proposed({ kind, amountMinor }, { ...facts, order: of })).toEqual(expected);
});

test('points without a worth are not proposed', () => {
  const none = { ...limits, points: { hundredWorthMinor: null, leastToRedeem: 0 } };
  expect(proposed({ kind: 'points', amountMinor: 100 }, { ...facts, limits: none })).toEqual({
    refused: 'no-points',
  });
});

test.each<[number, unknown]>([
  [99, { refused: 'too-few-points' }],
  [100, { worthMinor: 50 }],
  [101, { worthMinor: 50 }],
  [1_000, { worthMinor: 500 }],
])('%i points are exchanged by the rule, rounded down', (points, expected) => {
  expect(exchanged(points, limits.points)).toEqual(expected);
});

test('points that come to nothing, or have no worth, are not exchanged', () => {
  expect(exchanged(1, { hundredWorthMinor: 50, leastToRedeem: 0 })).toEqual({ refused: 'worth-nothing' });
  expect(exchanged(1_000, { hundredWorthMinor: null, leastToRedeem: 0 })).toEqual({ refused: 'no-points' });
});

test.each<[GrantKind, boolean, boolean, string | null]>([
  ['voucher', false, true, 'mail'],
  ['voucher', true, false, 'by-hand'],
  ['account-credit', false, true, null],
  ['account-credit', true, true, 'webhook'],
  ['debt-write-off', false, true, 'by-hand'],
  ['debt-write-off', true, true, 'webhook'],
  ['extra-service', false, true, 'by-hand'],
  ['leader-letter', true, true, 'by-hand'],
])('%s reaches the customer (hook %s, address %s): %s', (kind, hasHook, hasEmail, way) => {
  expect(wayOf(kind, { hasHook, hasEmail })).toBe(way);
});

const standing: Standing = { status: 'issued', leftMinor: 500, isHandedOver: false };

test.each<[string, Partial<Standing>, unknown]>([
  ['what is left is taken back', {}, { backMinor: 500 }],
  ['what was used up is not', { leftMinor: 0 }, { refused: 'used-up' }],
  ['a used voucher is not', { status: 'redeemed', leftMinor: 0 }, { refused: 'used-up' }],
  ['what is not issued yet books nothing back', { status: 'approved' }, { backMinor: 0 }],
  ['a service not done yet', { leftMinor: null }, { backMinor: 0 }],
  ['a service done is not', { leftMinor: null, isHandedOver: true }, { refused: 'handed-over' }],
  ['a proposal is declined instead', { status: 'proposed' }, { refused: 'not-standing' }],
  ['what is over is not', { status: 'expired' }, { refused: 'not-standing' }],
  ['twice is not', { status: 'reversed' }, { refused: 'not-standing' }],
])('%s', (_, overrides, expected) => {
  expect(reversal({ ...standing, ...overrides })).toEqual(expected);
});

test('at the end of its time a grant has been used up, or is over with what is left', () => {
  expect(lapse(0)).toEqual({ status: 'redeemed', backMinor: 0 });
  expect(lapse(7)).toEqual({ status: 'expired', backMinor: 7 });
});
