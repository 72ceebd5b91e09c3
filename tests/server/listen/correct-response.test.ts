import { describe, expect, test } from 'vitest';
import { compile } from '#surveys/accept.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import {
  correctability,
  correctionOf,
  isUnchanged,
  type Corrected,
} from '#server/listen/correct-response.ts';
import type { CasePlan } from '#server/listen/case-plan.ts';
import type { FollowUp } from '#server/listen/follow-up.ts';

const monthly = shippedSurveys().find(({ code }) => code === 'monthly');
if (!monthly) throw new Error('The monthly survey is not shipped');
const accept = compile(monthly.definition);

function accepted(answers: Record<string, unknown>) {
  const result = accept(answers);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

const happy = accepted({ recommend: 9, reason: 'all-well' });
const late = accepted({ recommend: 2, reason: 'late', 'reason-Comment': 'It came late' });

const plan: CasePlan = {
  ownerId: 'grace',
  score: 2,
  scoreMeasure: 'nps',
  category: 'service',
  detail: 'late-delivery',
  severity: 3,
  earlierCases: 0,
  department: null,
  locale: 'en',
  wakes: [],
  firstContactDueAt: new Date('2026-10-15T09:00:00Z'),
  resolutionDueAt: new Date('2026-10-17T09:00:00Z'),
  why: [],
};
const compensation: NonNullable<FollowUp['compensation']> = {
  kind: 'account-credit',
  orderId: 'order',
  wrong: 'service/late-delivery',
  amountMinor: 100,
  currency: 'SAR',
  rule: 'order-share-20',
  policyId: null,
  programId: 'monthly',
  details: {},
  approval: 'agent',
  held: null,
  expiresAt: new Date('2026-11-13T07:00:00Z'),
  why: [],
  writtenIf: {
    month: '2026-10',
    worthMinor: 100,
    worthCurrency: 'SAR',
    budgets: { company: null, program: null },
    hers: { count: 0, amountMinor: 0 },
    run: null,
    twinsSince: null,
  },
};
const nothing: FollowUp = { case: null, reward: null, compensation: null, why: [] };
const reward = {
  kind: 'account-credit' as const,
  amountMinor: 500,
  currency: 'SAR',
  rule: 'thanks-for-answering',
  why: [],
};
const bad: FollowUp = { case: plan, reward, compensation, why: [] };

const sent = (more: Partial<Corrected> = {}): Corrected => ({
  accepted: happy,
  case: null,
  hasCompensation: false,
  ...more,
});

describe('a correction', () => {
  test.each<[string, Corrected, FollowUp, { case: unknown; compensation: unknown }]>([
    ['that turns bad opens the case and proposes', sent(), bad, { case: plan, compensation }],
    ['that stays good causes nothing', sent(), nothing, { case: null, compensation: null }],
    [
      'leaves an open case as it is, and proposes what it now names',
      sent({ accepted: late, case: { status: 'open' } }),
      bad,
      { case: null, compensation },
    ],
    [
      'never proposes a second time',
      sent({ accepted: late, case: { status: 'contacted' }, hasCompensation: true }),
      bad,
      { case: null, compensation: null },
    ],
    [
      'does not reach into a case that is over',
      sent({ accepted: late, case: { status: 'resolved' } }),
      bad,
      { case: null, compensation: null },
    ],
    [
      'takes nothing back when it turns good',
      sent({ accepted: late, case: { status: 'open' }, hasCompensation: true }),
      nothing,
      { case: null, compensation: null },
    ],
  ])('%s', (_, before, decision, causes) => {
    const correction = correctionOf(before, late, decision);
    expect(correction).toMatchObject(causes);
    expect(correction).not.toHaveProperty('reward');
  });

  test('says the scores and words before and after', () => {
    expect(correctionOf(sent(), late, bad)).toMatchObject({
      answers: late.answers,
      verbatim: 'It came late',
      scores: { before: { nps: 9, csat: null, ces: null }, after: { nps: 2, csat: null, ces: null } },
    });
  });

  test.each([
    [{ recommend: 9, reason: 'all-well' }, true],
    [{ reason: 'all-well', recommend: 9 }, true],
    [{ recommend: 9 }, false],
    [{ recommend: 9, reason: 'all-well', 'reason-Comment': 'Thanks' }, false],
    [{ recommend: 10, reason: 'all-well' }, false],
  ])('to %j is none: %s', (answers, isSame) => {
    expect(isUnchanged(happy, accepted(answers))).toBe(isSame);
  });
});

const closesAt = new Date('2026-10-15T00:00:00Z');
const earlier = new Date('2026-10-14T08:00:00Z');

test.each([
  ['completed', null, earlier, 'open'],
  ['completed', null, closesAt, 'expired'],
  ['completed', earlier, earlier, 'closed'],
  ['sent', null, earlier, 'unanswered'],
  ['expired', null, earlier, 'unanswered'],
  ['skipped', null, earlier, 'unanswered'],
] as const)(
  'an invitation that is %s, its wave closed at %s, is at %s %s to correction',
  (status, closedAt, now, said) => {
    expect(correctability({ status, closesAt }, { closedAt }, now)).toBe(said);
  },
);
