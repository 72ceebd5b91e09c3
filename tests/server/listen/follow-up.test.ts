import { describe, expect, test } from 'vitest';
import type { WrongedOrder } from '#server/listen/compensation-policy.ts';
import {
  followUp,
  isBad,
  noHistory,
  type Answered,
  type AnsweringCustomer,
  type History,
  type Policies,
} from '#server/listen/follow-up.ts';
import { presetDocument } from '#server/listen/policy-presets.ts';
import { parseReason, type Reason } from '#surveys/reasons.ts';

// A Wednesday, 10:00 in Riyadh.
const answeredAt = new Date('2026-10-14T07:00:00Z');
const named = (...codes: string[]): Reason[] =>
  codes.map((code) => parseReason(code) ?? { category: 'other', detail: null });
const answered = (overrides: Partial<Answered> = {}): Answered => ({
  nps: null,
  csat: null,
  wasOnTime: null,
  reasons: [],
  locale: 'ar',
  answeredAt,
  ...overrides,
});
const ada: AnsweringCustomer = { status: 'active', tier: 'silver', accountManager: null, department: null };
const policies: Policies = {
  calendar: {
    timeZone: 'Asia/Riyadh',
    businessHours: Object.fromEntries([7, 1, 2, 3, 4].map((day) => [String(day), [['09:00', '17:00']]])),
    holidays: [],
  },
  firstContactHours: 8,
  firstContactHoursGold: 2,
  resolutionHours: 24,
  reopensWithinDays: 30,
  programId: 'monthly',
  currency: 'SAR',
  reward: null,
};
const order: WrongedOrder = {
  id: 'o1',
  externalId: 'A-20418',
  amountMinor: 124_000,
  currency: 'SAR',
  orderedOn: '2026-10-04',
  wasAskedAbout: false,
};
const history: History = {
  ...noHistory,
  order,
  policy: { id: 'p1', document: presetDocument('order-share', 'en') },
  colleagues: [
    {
      id: 'grace',
      name: 'Grace Hopper',
      email: 'grace@water.example',
      role: 'agent',
      locale: 'en',
      languages: [],
      department: null,
      awayUntil: null,
      load: 0,
    },
  ],
};
const decide = (
  response: Partial<Answered>,
  others: {
    customer?: Partial<AnsweringCustomer>;
    policies?: Partial<Policies>;
    history?: Partial<History>;
  } = {},
) =>
  followUp({
    response: answered(response),
    customer: { ...ada, ...others.customer },
    policies: { ...policies, ...others.policies },
    history: { ...history, ...others.history },
  });
const whyOf = (response: Partial<Answered>) => decide(response).case?.why.map(({ code }) => code) ?? [];

describe('what opens a case', () => {
  test.each<[string, Partial<Answered>, string[]]>([
    ...[0, 1, 2, 3, 4, 5, 6].map((nps): [string, Partial<Answered>, string[]] => [
      `NPS ${nps}`,
      { nps },
      ['bad-nps', 'no-compensation-no-wrong'],
    ]),
    ['CSAT 1', { csat: 1 }, ['bad-csat', 'no-compensation-no-wrong']],
    ['CSAT 2', { csat: 2 }, ['bad-csat', 'no-compensation-no-wrong']],
    ['both bad', { nps: 0, csat: 1 }, ['bad-nps', 'bad-csat', 'no-compensation-no-wrong']],
    [
      'a promoter who names a service wrong',
      { nps: 10, reasons: named('service/staff-attitude') },
      ['service-wrong'],
    ],
    ['a service wrong without any score', { reasons: named('service') }, ['service-wrong']],
    ['"not on time", whatever the score', { nps: 9, wasOnTime: false }, ['service-wrong']],
    [
      'a detractor over price',
      { nps: 3, reasons: named('price/too-high') },
      ['bad-nps', 'no-compensation-apology-only'],
    ],
    ['a detractor over the product', { nps: 3, reasons: named('product/broken') }, ['bad-nps']],
    ['service named second', { nps: 8, reasons: named('price', 'service/slow-answer') }, ['service-wrong']],
  ])('%s', (_, response, why) => {
    expect(whyOf(response)).toEqual(why);
    expect(isBad(answered(response))).toBe(true);
  });
});

describe('what opens none', () => {
  test.each<[string, Partial<Answered>]>([
    ...[7, 8, 9, 10].map((nps): [string, Partial<Answered>] => [`NPS ${nps}`, { nps }]),
    ...[3, 4, 5].map((csat): [string, Partial<Answered>] => [`CSAT ${csat}`, { csat }]),
    ['nothing scored, nothing named', {}],
    ['on time', { nps: 9, wasOnTime: true }],
    ['a passive over price', { nps: 7, reasons: named('price/too-high') }],
    ['a leaver gone to a competitor', { reasons: named('competitor/better-offer') }],
    ['a passive over the product', { nps: 8, reasons: named('product/quality') }],
  ])('%s', (_, response) => {
    expect(decide(response)).toEqual({ case: null, reward: null, compensation: null, why: [] });
    expect(isBad(answered(response))).toBe(false);
  });
});

describe('the case', () => {
  test.each<[string, Partial<Answered>, string | null, string | null]>([
    ['the main reason', { nps: 2, reasons: named('price/too-high') }, 'price', 'too-high'],
    [
      'our wrong before another reason',
      { nps: 2, reasons: named('price', 'service/wrong-item') },
      'service',
      'wrong-item',
    ],
    ['lateness that only "on time" told', { nps: 2, wasOnTime: false }, 'service', 'late-delivery'],
    [
      'the service wrong named, when late as well',
      { wasOnTime: false, reasons: named('service/wrong-item') },
      'service',
      'wrong-item',
    ],
    ['a category without detail', { reasons: named('service') }, 'service', null],
    ['nothing when nothing was named', { nps: 2 }, null, null],
  ])('is filed under %s', (_, response, category, detail) => {
    expect(decide(response).case).toMatchObject({ category, detail });
  });

  test('carries the score it is about', () => {
    expect(decide({ nps: 2, csat: 1 }).case).toMatchObject({ score: 2, scoreMeasure: 'nps' });
    expect(decide({ csat: 1 }).case).toMatchObject({ score: 1, scoreMeasure: 'csat' });
    expect(decide({ wasOnTime: false }).case).toMatchObject({ score: null, scoreMeasure: null });
  });

  test.each([
    ['silver', '2026-10-15T07:00:00Z'],
    ['copper', '2026-10-15T07:00:00Z'],
    ['gold', '2026-10-14T09:00:00Z'],
    [null, '2026-10-15T07:00:00Z'],
  ] as const)('of a %s customer is due in the hours of that tier, counted while open', (tier, due) => {
    const plan = decide({ nps: 1 }, { customer: { tier } }).case;
    expect(plan?.firstContactDueAt).toEqual(new Date(due));
    // Friday and Saturday are closed: eight hours on Wednesday and Thursday each, then Sunday.
    expect(plan?.resolutionDueAt).toEqual(new Date('2026-10-19T07:00:00Z'));
  });

  test('is a case of its own while another is open, and says so', () => {
    const plan = decide(
      { nps: 1 },
      { history: { openCases: [{ ownerId: null }, { ownerId: 'grace' }] } },
    ).case;
    expect(plan).toMatchObject({ ownerId: 'grace' });
    expect(plan?.why).toContainEqual({ code: 'already-open', facts: { count: 2 } });
  });

  test('weighs what the answer, the customer and her earlier cases say', () => {
    const said = { nps: 4, reasons: named('service/slow-answer') };
    expect(decide(said).case).toMatchObject({ severity: 3, earlierCases: 0 });
    const again = decide(said, { customer: { tier: 'gold' }, history: { earlierCases: 2 } }).case;
    expect(again).toMatchObject({ severity: 4, earlierCases: 2 });
  });

  test('keeps the customer’s department and language, and goes by the rules of assignment', () => {
    const alan = { ...history.colleagues[0], id: 'alan', name: 'Alan', email: 'alan@water.example' };
    const rule = { id: 'r', test: { departments: ['delivery'], locales: ['ar'] }, staffIds: ['alan'] };
    const staffed = {
      colleagues: [...history.colleagues, alan],
      assignmentRules: [rule],
    } as Partial<History>;
    const customer = { department: 'delivery' };
    const plan = decide({ nps: 2 }, { customer, history: staffed }).case;
    expect(plan).toMatchObject({ department: 'delivery', locale: 'ar', ownerId: 'alan' });
  });

  test('brings her cases that were put out of sight back', () => {
    expect(decide({ nps: 2 }, { history: { snoozedCases: ['a', 'b'] } }).case?.wakes).toEqual(['a', 'b']);
  });

  test('about service never goes to the account manager complained about', () => {
    const customer = { accountManager: 'grace hopper' };
    expect(decide({ nps: 1, reasons: named('service') }, { customer }).case?.ownerId).toBeNull();
    expect(decide({ nps: 1, wasOnTime: false }, { customer }).case?.ownerId).toBeNull();
    expect(decide({ nps: 1, reasons: named('price') }, { customer }).case?.ownerId).toBe('grace');
  });
});

describe('compensation', () => {
  test('is proposed for lateness that only "on time" told', () => {
    expect(decide({ nps: 2, wasOnTime: false }).compensation).toMatchObject({
      orderId: 'o1',
      wrong: 'service/late-delivery',
      amountMinor: 24_800,
      currency: 'SAR',
    });
  });

  test.each(['gold', 'silver', 'copper', null] as const)('is the same share for a %s customer', (tier) => {
    const { compensation } = decide({ nps: 2, reasons: named('service') }, { customer: { tier } });
    expect(compensation).toMatchObject({ amountMinor: 24_800 });
  });

  test('is not proposed where no case is open', () => {
    expect(decide({ nps: 9, reasons: named('product/quality') }).compensation).toBeNull();
  });

  test('looks back twelve months from the answer', () => {
    const before = (proposedAt: string) =>
      decide(
        { nps: 2, reasons: named('service') },
        {
          history: {
            standing: {
              ...noHistory.standing,
              given: [
                {
                  orderId: 'o0',
                  wrong: 'service',
                  amountMinor: 1,
                  currency: 'SAR',
                  pointsWorthMinor: 0,
                  proposedAt: new Date(proposedAt),
                  isHers: true,
                },
              ],
            },
          },
        },
      ).compensation?.why.map(({ code }) => code);
    expect(before('2025-10-14T07:00:00Z')).toContain('compensated-lately');
    expect(before('2025-10-14T06:59:59Z')).toContain('not-compensated-lately');
  });
});

describe('the reward (A2)', () => {
  const reward = { kind: 'account-credit' as const, amountMinor: 500, currency: 'SAR' };

  test.each([{ nps: 10 }, { nps: 0 }, {}])('goes to everyone who answers (%j)', (response) => {
    expect(decide(response, { policies: { reward } }).reward).toEqual({
      ...reward,
      rule: 'thanks-for-answering',
      why: [{ code: 'thanks-for-answering', facts: {} }],
    });
  });

  test('is nothing where the program gives nothing', () => {
    expect(
      decide(
        { nps: 10 },
        { policies: { reward: { kind: 'account-credit', amountMinor: 0, currency: 'SAR' } } },
      ).reward,
    ).toBeNull();
  });
});

test.each(['deceased', 'barred', 'anonymised'] as const)(
  'nothing follows for a customer who is %s: no contact, ever (design rule 5)',
  (status) => {
    const reward = { kind: 'account-credit' as const, amountMinor: 500, currency: 'SAR' };
    const decision = decide(
      { nps: 0, reasons: named('service') },
      { customer: { status }, policies: { reward } },
    );
    expect(decision).toEqual({
      case: null,
      reward: null,
      compensation: null,
      why: [{ code: 'no-contact', facts: { status } }],
    });
  },
);

test('a leaver who names a service wrong is answered as well', () => {
  expect(
    decide({ reasons: named('service/billing-mistake') }, { customer: { status: 'left' } }).case,
  ).not.toBeNull();
});
