import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grantKinds } from '#db/schema/grants.ts';
import type { PolicyRule } from '#db/schema/policy-parts.ts';
import { parseReason } from '#surveys/reasons.ts';
import { decideCompensation } from '#server/listen/policy-decision.ts';
import { presetDocument } from '#server/listen/policy-presets.ts';
import { codesOf, decide, deciding, given, now, order } from './deciding.ts';

const giving = (
  give: Partial<PolicyRule['give']>,
  when: PolicyRule['when'] = {},
): { rules: PolicyRule[] } => ({
  rules: [{ id: 'r1', name: 'The rule', when, give: { kind: 'account-credit', approval: 'agent', ...give } }],
});
const wrongOf = (code: string) => ({ wrong: parseReason(code) });

describe('the policy a company starts with', () => {
  test('proposes a fifth of the order that went wrong as credit, in the currency of the order (C2)', () => {
    expect(decide()).toMatchObject({
      give: {
        kind: 'account-credit',
        orderId: 'o1',
        wrong: 'service/late-delivery',
        amountMinor: 24_800,
        currency: 'SAR',
        rule: 'order-share-20',
        policyId: 'p1',
        programId: 'monthly',
        approval: 'agent',
        held: null,
        details: {},
        expiresAt: new Date('2026-11-13T07:00:00Z'),
        why: [
          { code: 'by-rule', facts: { rule: 'A fifth of the order that went wrong' } },
          { code: 'matched-reason', facts: { reason: 'service/late-delivery' } },
          {
            code: 'share-of-order',
            facts: {
              percent: 20,
              amountMinor: 24_800,
              orderMinor: 124_000,
              currency: 'SAR',
              order: 'A-20418',
            },
          },
          { code: 'last-order', facts: { order: 'A-20418', orderedOn: '2026-10-04' } },
          { code: 'not-compensated-lately', facts: { months: 12 } },
          { code: 'needs-approval', facts: {} },
        ],
      },
      did: [],
      arm: null,
    });
  });

  test('gives 20 % of the 20,000 that went wrong, not of the 200,000 that may follow (C2)', () => {
    const large = { ...order, amountMinor: 2_000_000 };
    expect(decide({ facts: { order: large } })).toMatchObject({ give: { amountMinor: 400_000 } });
  });

  test.each([
    ['price/too-high', 'price/too-high'],
    ['competitor', 'competitor'],
    ['circumstances/moved', 'circumstances/moved'],
  ])('answers %s with an apology only (C4)', (code, reason) => {
    expect(decide({ facts: wrongOf(code) })).toEqual({
      refuse: [{ code: 'no-compensation-apology-only', facts: { reason } }],
      arm: null,
    });
  });

  test.each<[string, Parameters<typeof decide>[0], string]>([
    ['nothing named', { facts: { wrong: null } }, 'no-compensation-no-wrong'],
    ['no order', { facts: { order: null } }, 'no-compensation-no-order'],
    ['an order of nothing', { facts: { order: { ...order, amountMinor: 0 } } }, 'no-compensation-too-small'],
    ['an order of 2', { facts: { order: { ...order, amountMinor: 2 } } }, 'no-compensation-too-small'],
    [
      'the same wrong of the same order',
      { standing: { given: [given({ wrong: 'service/late-delivery' })] } },
      'no-compensation-already-given',
    ],
    [
      'an order that has its 150 %',
      { standing: { given: [given({ amountMinor: 186_000 })] } },
      'no-compensation-cap-reached',
    ],
  ])('of %s says why it gives nothing', (_, told, code) => {
    expect(codesOf(decide(told))).toEqual([code]);
  });

  test('counts another wrong of the same order as one of its own, and tells of the first', () => {
    const decision = decide({ standing: { given: [given()] } });
    expect(decision).toMatchObject({ give: { amountMinor: 24_800 } });
    expect('give' in decision && decision.give.why).toContainEqual({
      code: 'compensated-lately',
      facts: { count: 1, months: 12, amountMinor: 24_800, currency: 'SAR' },
    });
  });

  test('gives the same wrong of another order again', () => {
    const before = given({ orderId: 'o0', wrong: 'service/late-delivery' });
    expect(decide({ standing: { given: [before] } })).toHaveProperty('give');
  });

  test('never passes 150 % of an order (design rule 3), and says what it cut', () => {
    const decision = decide({ standing: { given: [given({ amountMinor: 180_000 })] } });
    expect(decision).toMatchObject({ give: { amountMinor: 6_000 }, did: [{ code: 'cut-to-cap' }] });
  });

  test('does not count what was given before the look-back as lately', () => {
    const old = given({ orderId: 'o0', proposedAt: new Date('2025-10-14T06:59:59Z') });
    expect(codesOf(decide({ standing: { given: [old] } }))).toContain('not-compensated-lately');
  });

  test('names the order asked about as such', () => {
    expect(codesOf(decide({ facts: { order: { ...order, wasAskedAbout: true } } }))).toContain(
      'order-asked-about',
    );
  });
});

describe('a rule', () => {
  test.each<[string, Partial<PolicyRule['give']>, { amountMinor: number; currency: string }]>([
    ['a fixed amount', { amount: { fixedMinor: 5_000 } }, { amountMinor: 5_000, currency: 'SAR' }],
    ['a share', { amount: { percentOfOrder: 10 } }, { amountMinor: 12_400, currency: 'SAR' }],
    [
      'a share of at least so much',
      { amount: { percentOfOrder: 10, atLeastMinor: 20_000 } },
      { amountMinor: 20_000, currency: 'SAR' },
    ],
    [
      'a share of at most so much',
      { amount: { percentOfOrder: 10, atMostMinor: 9_000 } },
      { amountMinor: 9_000, currency: 'SAR' },
    ],
    [
      'a fixed amount above the cap of the order',
      { amount: { fixedMinor: 500_000 } },
      { amountMinor: 186_000, currency: 'SAR' },
    ],
    ['points', { kind: 'points', amount: { points: 500 } }, { amountMinor: 500, currency: 'PTS' }],
    ['a letter', { kind: 'leader-letter' }, { amountMinor: 0, currency: 'SAR' }],
  ])('gives %s', (_, give, amount) => {
    expect(decide({ policy: giving(give) })).toMatchObject({ give: amount });
  });

  test.each(grantKinds)('gives a %s, with its details, its validity and who approves', (kind) => {
    const give = { kind, approval: 'admin' as const, validDays: 90, details: { leader: 'Huda' } };
    expect(decide({ policy: giving(give) })).toMatchObject({
      give: { kind, approval: 'admin', rule: 'r1', details: { leader: 'Huda', validDays: 90 } },
    });
  });

  test('gives a call of the leader without an order and without a named wrong, once in a year (C7)', () => {
    const policy = giving({ kind: 'leader-call' });
    const nothing = { order: null, wrong: null };
    expect(decide({ policy, facts: nothing })).toMatchObject({
      give: { orderId: null, wrong: null, amountMinor: 0 },
    });
    const before = given({ orderId: null, wrong: null, amountMinor: 0 });
    expect(codesOf(decide({ policy, facts: nothing, standing: { given: [before] } }))).toEqual([
      'no-compensation-given-lately',
    ]);
  });

  test('may say an apology (C4), and another before it a gift for who recommends us (B2)', () => {
    const policy = presetDocument('small-customers', 'en');
    const of = (isPromoter: boolean) => decide({ policy, facts: { tier: 'copper', isPromoter } });
    expect(of(false)).toEqual({
      refuse: [{ code: 'no-compensation-apology', facts: { rule: 'An apology for small customers' } }],
      arm: null,
    });
    expect(of(true)).toMatchObject({
      give: { kind: 'voucher', amountMinor: 24_800, details: { validDays: 90 } },
    });
  });

  test('of a fixed amount gives nothing for an order in another currency: 150 % of it cannot be told', () => {
    const policy = giving({ amount: { fixedMinor: 5_000 } });
    const abroad = { order: { ...order, currency: 'USD' } };
    expect(codesOf(decide({ policy, facts: abroad }))).toEqual(['no-compensation-other-currency']);
  });

  test('keeps what points were worth, and counts it for the cap', () => {
    const policy = {
      ...giving({ kind: 'points', amount: { points: 500 } }),
      points: { hundredWorthMinor: 100, leastToRedeem: 0 },
    };
    expect(decide({ policy })).toMatchObject({ give: { amountMinor: 500, details: { worthMinor: 500 } } });
    const small = { order: { ...order, amountMinor: 200 } };
    expect(decide({ policy, facts: small })).toMatchObject({
      give: { amountMinor: 300, details: { worthMinor: 300 } },
    });
  });
});

test('where no rule fits a wrong of ours it says so, and where the policy is off too', () => {
  expect(codesOf(decide({ policy: giving({}, { tiers: ['gold'] }) }))).toEqual(['no-compensation-no-rule']);
  expect(decideCompensation({ ...deciding(), policy: null })).toEqual({
    refuse: [{ code: 'no-compensation-no-policy', facts: {} }],
    arm: null,
  });
});

describe('the guards', () => {
  const hour = (hoursAgo: number) => new Date(now.getTime() - hoursAgo * 3_600_000);
  const budget = (guards: object) => ({ policy: { guards } });

  test.each<[string, Parameters<typeof decide>[0], string[]]>([
    ['a budget with room', { ...budget({ budgetPerMonthMinor: 24_800 }) }, []],
    [
      'a budget used up',
      { ...budget({ budgetPerMonthMinor: 30_000 }), standing: { usedMinor: { company: 5_201, program: 0 } } },
      ['no-compensation-budget'],
    ],
    [
      'a program’s budget used up',
      {
        ...budget({ budgetPerProgramMinor: { monthly: 30_000 } }),
        standing: { usedMinor: { company: 0, program: 5_201 } },
      },
      ['no-compensation-program-budget'],
    ],
    [
      'another program’s budget',
      {
        ...budget({ budgetPerProgramMinor: { exit: 0 } }),
        standing: { usedMinor: { company: 9, program: 9 } },
      },
      [],
    ],
    [
      'a customer at her cap',
      {
        ...budget({ capPerCustomer: { amountMinor: 24_800, months: 6 } }),
        standing: { given: [given({ orderId: 'o0' })] },
      },
      ['no-compensation-customer-cap'],
    ],
    [
      'what another customer was given for the order',
      {
        ...budget({ capPerCustomer: { amountMinor: 24_800, months: 6 } }),
        standing: { given: [given({ isHers: false })] },
      },
      [],
    ],
    [
      'a compensation within the cooldown',
      { ...budget({ cooldownDays: 5 }), standing: { given: [given({ orderId: 'o0' })] } },
      ['no-compensation-cooldown'],
    ],
    [
      'a compensation before the cooldown',
      { ...budget({ cooldownDays: 4 }), standing: { given: [given({ orderId: 'o0' })] } },
      [],
    ],
  ])('of %s', (_, told, codes) => {
    const decision = decide(told);
    expect('give' in decision ? [] : codesOf(decision)).toEqual(codes);
  });

  test('cut to what is left of the customer’s cap', () => {
    const decision = decide({
      ...budget({ capPerCustomer: { amountMinor: 30_000, months: 6 } }),
      standing: { given: [given({ orderId: 'o0' })] },
    });
    expect(decision).toMatchObject({ give: { amountMinor: 5_200 }, did: [{ code: 'cut-to-customer-cap' }] });
  });

  test.each<[string, Parameters<typeof decide>[0], string[] | null]>([
    ['four in a day', { standing: { run: { address: [1, 2, 3, 4].map(hour), device: [] } } }, null],
    [
      'five in a day',
      { standing: { run: { address: [1, 2, 3, 4, 5].map(hour), device: [] } } },
      ['held-run-address'],
    ],
    ['five in two days', { standing: { run: { address: [1, 2, 3, 4, 25].map(hour), device: [] } } }, null],
    [
      'five of one device',
      { standing: { run: { address: [], device: [1, 1, 1, 1, 1].map(hour) } } },
      ['held-run-device'],
    ],
    [
      'a twin in the year',
      { standing: { twinGivenAt: new Date('2025-10-14T07:00:00Z') } },
      ['held-duplicate'],
    ],
    ['a twin long ago', { standing: { twinGivenAt: new Date('2025-10-14T06:59:59Z') } }, null],
  ])('hold a proposal for a person after %s', (_, told, codes) => {
    const decision = decide({ ...told, policy: { guards: { run: { answers: 5, hours: 24 } } } });
    if (!('give' in decision)) throw new Error('It should be proposed');
    expect(decision.give.held?.map(({ code }) => code) ?? null).toEqual(codes);
    expect(decision.did).toEqual(decision.give.held ?? []);
  });
});

describe('where it is tried whether compensation helps', () => {
  const tried = { holdoutPercent: 20 };
  test.each([
    [0, 'call-only'],
    [0.19, 'call-only'],
    [0.2, 'offer'],
    [0.99, 'offer'],
  ])('a customer drawn at %d gets %s', (draw, arm) => {
    const decision = decide({ policy: tried, draw });
    expect(decision.arm).toBe(arm);
    expect('give' in decision).toBe(arm === 'offer');
  });

  test('only who would be offered money takes part', () => {
    expect(decide({ policy: tried, draw: 0, facts: wrongOf('price') }).arm).toBeNull();
    expect(decide({ policy: { ...tried, ...giving({ kind: 'leader-call' }) }, draw: 0 })).toMatchObject({
      give: { kind: 'leader-call' },
      arm: null,
    });
  });
});

test('whatever the order, the rule and the history, all that is given is whole and within 150 % of the order', () => {
  const amounts = fc.integer({ min: 1, max: 2_000_000_000 });
  const amount = fc.oneof(
    fc.record({ fixedMinor: amounts }),
    fc.record({ points: fc.integer({ min: 1, max: 1_000_000 }) }),
    fc.record({
      percentOfOrder: fc.integer({ min: 1, max: 150 }),
      atLeastMinor: fc.option(amounts, { nil: undefined }),
    }),
  );
  const worth = fc.integer({ min: 1, max: 1_000 });
  fc.assert(
    fc.property(
      amounts,
      amount,
      worth,
      fc.array(amounts, { maxLength: 4 }),
      (amountMinor, how, hundred, before) => {
        const decision = decide({
          policy: { ...giving({ amount: how }), points: { hundredWorthMinor: hundred, leastToRedeem: 0 } },
          facts: { order: { ...order, amountMinor } },
          standing: { given: before.map((one) => given({ amountMinor: one })) },
        });
        if (!('give' in decision)) return true;
        const { worthMinor } = decision.writtenIf;
        const total = before.reduce((sum, one) => sum + one, worthMinor);
        return Number.isInteger(decision.give.amountMinor) && worthMinor >= 0 && total <= amountMinor * 1.5;
      },
    ),
  );
});
