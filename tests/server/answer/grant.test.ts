import { expect, test } from 'vitest';
import { approved, declined, mostMinor, type Approver, type Grant } from '#server/answer/grant.ts';

const grant = (overrides: Partial<Grant> = {}): Grant => ({
  id: 'grant',
  customerId: 'ada',
  caseId: 'case',
  responseId: null,
  orderId: 'order',
  role: 'compensation',
  kind: 'account-credit',
  amountMinor: 24_800,
  currency: 'SAR',
  status: 'proposed',
  wrong: 'service/late-delivery',
  rule: 'order-share-20',
  why: [],
  proposedAt: new Date(0),
  expiresAt: null,
  issuedAt: null,
  policyId: null,
  programId: null,
  details: {},
  approval: 'agent',
  held: null,
  proposedBy: null,
  validUntil: null,
  reversedAt: null,
  reversedBy: null,
  reversalReason: null,
  ...overrides,
});
const agent: Approver = { role: 'agent', isComplainedAbout: false };
const manager: Approver = { role: 'manager', isComplainedAbout: false };

test.each<[string, Approver, number, string | number]>([
  ['an agent gives what was proposed', agent, 24_800, 24_800],
  ['an agent gives less', agent, 10_000, 10_000],
  ['an agent gives more', agent, 24_801, 'above-proposal'],
  ['a manager gives more', manager, 50_000, 50_000],
  ['a manager gives all the policy allows', manager, 186_000, 186_000],
  ['a manager gives more than the policy allows', manager, 186_001, 'above-cap'],
  ['nobody gives nothing', manager, 0, 'amount-not-positive'],
  ['whom it is about, gives', { role: 'admin', isComplainedAbout: true }, 24_800, 'complained-about'],
])('%s', (_, approver, amountMinor, expected) => {
  const wish = { amountMinor, mostMinor: 186_000 };
  expect(approved(grant(), approver, wish)).toEqual(
    typeof expected === 'string'
      ? { refused: expected }
      : { grant: grant({ status: 'approved', amountMinor: expected }) },
  );
});

test.each<Grant['status']>(['approved', 'issued', 'redeemed', 'declined', 'expired', 'reversed'])(
  'a grant that is %s is not decided again',
  (status) => {
    const wish = { amountMinor: 1, mostMinor: 10 };
    expect(approved(grant({ status }), manager, wish)).toEqual({ refused: 'decided' });
    expect(declined(grant({ status }), manager)).toEqual({ refused: 'decided' });
  },
);

test.each<[string, { amountMinor: number; currency: string } | null, number, number]>([
  ['is 150 % of the order', { amountMinor: 124_000, currency: 'SAR' }, 0, 186_000],
  ['rounds down', { amountMinor: 333, currency: 'SAR' }, 0, 499],
  ['counts what the order was already given', { amountMinor: 124_000, currency: 'SAR' }, 100_000, 86_000],
  ['is never less than nothing', { amountMinor: 100, currency: 'SAR' }, 1_000, 0],
  ['is what was proposed without an order', null, 0, 24_800],
  [
    'is what was proposed where the order is in another currency',
    { amountMinor: 9, currency: 'USD' },
    0,
    24_800,
  ],
])('the most that may be given %s', (_, order, givenMinor, expected) => {
  expect(mostMinor(grant(), order && { ...order, givenMinor })).toBe(expected);
});
