import { expect, test } from 'vitest';
import {
  approved,
  declined,
  leastApprover,
  mostMinor,
  type Approver,
  type Grant,
} from '#server/answer/grants/grant.ts';

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
const agent: Approver = { id: 'grace', role: 'agent', isComplainedAbout: false };
const manager: Approver = { id: 'alan', role: 'manager', isComplainedAbout: false };
const admin: Approver = { id: 'edsger', role: 'admin', isComplainedAbout: false };
const at = new Date('2026-10-14T07:00:00Z');
const unlimited = { secondPersonAboveMinor: null, at };

test.each<[string, Approver, number, string | number]>([
  ['an agent gives what was proposed', agent, 24_800, 24_800],
  ['an agent gives less', agent, 10_000, 10_000],
  ['an agent gives more', agent, 24_801, 'above-proposal'],
  ['a manager gives more', manager, 50_000, 50_000],
  ['a manager gives all the policy allows', manager, 186_000, 186_000],
  ['a manager gives more than the policy allows', manager, 186_001, 'above-cap'],
  ['nobody gives nothing', manager, 0, 'amount-not-positive'],
  ['whom it is about, gives', { ...admin, isComplainedAbout: true }, 24_800, 'complained-about'],
])('%s', (_, approver, amountMinor, expected) => {
  const wish = { amountMinor, mostMinor: 186_000, ...unlimited };
  expect(approved(grant(), approver, wish)).toEqual(
    typeof expected === 'string'
      ? { refused: expected }
      : { grant: grant({ status: 'approved', amountMinor: expected }) },
  );
});

test.each<Grant['status']>(['approved', 'issued', 'redeemed', 'declined', 'expired', 'reversed'])(
  'a grant that is %s is not decided again',
  (status) => {
    const wish = { amountMinor: 1, mostMinor: 10, ...unlimited };
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

const held = [{ code: 'run-of-answers', facts: { answers: 6 } }];

test.each<[string, Partial<Grant>, Approver, string | null]>([
  ['an agent where a manager is needed', { approval: 'manager' }, agent, 'needs-manager'],
  ['a manager where a manager is needed', { approval: 'manager' }, manager, null],
  ['a manager where an administrator is needed', { approval: 'admin' }, manager, 'needs-admin'],
  ['an administrator', { approval: 'admin' }, admin, null],
  ['an agent what a guard holds', { held }, agent, 'held'],
  ['a manager what a guard holds', { held }, manager, null],
  ['anybody after its time', { expiresAt: at }, admin, 'over-already'],
  ['somebody just before it', { expiresAt: new Date(at.getTime() + 1) }, agent, null],
  ['the proposer below the limit', { proposedBy: 'alan' }, manager, null],
  ['an agent a call, which is worth nothing', { kind: 'leader-call', amountMinor: 0 }, agent, null],
])('%s: approved or refused', (_, overrides, approver, expected) => {
  const one = grant(overrides);
  const wish = { amountMinor: one.amountMinor, mostMinor: 186_000, secondPersonAboveMinor: 30_000, at };
  expect(approved(one, approver, wish)).toMatchObject(
    expected === null ? { grant: { status: 'approved' } } : { refused: expected },
  );
});

test.each<[string, Partial<Grant>, number, string | null]>([
  ['what she proposed above the limit', { proposedBy: 'alan', amountMinor: 30_001 }, 30_001, 'second-person'],
  ['what another proposed above the limit', { proposedBy: 'grace', amountMinor: 30_001 }, 30_001, null],
  ['what she raised above the limit', {}, 30_001, 'second-person'],
  ['what the policy proposed above the limit', { amountMinor: 30_001 }, 30_001, null],
])('a manager approves %s', (_, overrides, amountMinor, expected) => {
  const wish = { amountMinor, mostMinor: 186_000, secondPersonAboveMinor: 30_000, at };
  expect(approved(grant(overrides), manager, wish)).toMatchObject(
    expected === null ? { grant: { status: 'approved' } } : { refused: expected },
  );
});

test('a guard asks for a manager at the least, and never for less than the rule', () => {
  expect(leastApprover({ approval: 'agent', held })).toBe('manager');
  expect(leastApprover({ approval: 'admin', held })).toBe('admin');
  expect(leastApprover({ approval: 'agent', held: null })).toBe('agent');
});
