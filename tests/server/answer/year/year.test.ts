import { expect, test } from 'vitest';
import { caseAnswers } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { events } from '#db/schema/events.ts';
import { ledgerBalances } from '#db/schema/ledger.ts';
import { budgetUse } from '#db/schema/policies.ts';
import type { PolicyGift, PolicyRule, PolicyTest } from '#db/schema/policy-parts.ts';
import { doctor } from '#server/command-line/doctor-command.ts';
import type { Deps } from '#server/deps.ts';
import { anActivePolicy } from '#tests/support/policies.ts';
import { countsOf } from '#tests/support/invited.ts';
import { testApp, testSecret } from '#tests/support/test-app.ts';
import { generatedYear } from './generated-year.ts';
import { live } from './lived-year.ts';
import { add, withoutNothing } from './plain-books.ts';
import { recounted } from './recounted-year.ts';

const credit = { kind: 'account-credit', approval: 'agent' } as const;
const share = { ...credit, amount: { percentOfOrder: 20 } };
const rule = (id: string, when: PolicyTest, give: PolicyGift): PolicyRule => ({ id, name: id, when, give });

const policy = {
  rules: [
    rule(
      'rude-to-gold',
      { reasons: ['service/staff-attitude'], tiers: ['gold'] },
      { ...credit, amount: { fixedMinor: 7_500 }, validDays: 60 },
    ),
    rule(
      'loyal',
      { categories: ['service'], tenureAtLeastMonths: 6, scoreAtMost: 4 },
      {
        kind: 'voucher',
        amount: { percentOfOrder: 15, atLeastMinor: 1_000, atMostMinor: 9_000 },
        validDays: 90,
        approval: 'agent',
      },
    ),
    rule('copper', { categories: ['service'], tiers: ['copper'] }, { ...share, validDays: 45 }),
    rule('share', { categories: ['service'] }, share),
  ],
  guards: {
    budgetPerMonthMinor: 160_000,
    budgetPerProgramMinor: { deliveries: 60_000 },
    capPerCustomer: { amountMinor: 20_000, months: 6 },
    cooldownDays: 10,
    capPercentOfOrder: 30,
    run: null,
    holdsDuplicates: false,
    secondPersonAboveMinor: 10_000,
    proposalDays: 20,
  },
  holdoutPercent: 20,
};

test('a year comes to what its orders, answers and decisions come to by plain reckoning, to the cent', async () => {
  const t = await testApp();
  t.at('2025-10-20T09:00:00Z');
  await anActivePolicy(t.deps, policy);
  const year = generatedYear(20_251_101, { buyers: 16, answersPerWave: 9 });
  await live(t, year);
  const should = recounted(year, testSecret);
  expect(sorted(await sumsOf(t.deps))).toEqual(sorted(should.sums));
  expect(sorted(await balancesOf(t.deps))).toEqual(sorted(should.balances));
  expect(sorted(await usedOf(t.deps))).toEqual(sorted(should.used));
  const { json } = await doctor.run(t.deps, { words: [], values: {} }, () => undefined);
  expect(json).toMatchObject({ isWell: true });
  // Everything that can become of compensation became of some.
  const happened = new Set([...should.sums.keys()].map((key) => key.split(' ')[0]));
  expect([...happened].sort()).toEqual(everything);
  expect((await countsOf(t.deps, { caseAnswers })).caseAnswers).toBeGreaterThan(5);
}, 120_000);

const everything = [
  'approved',
  'declined',
  'expired',
  'issued',
  'proposed',
  'redeemed',
  'reversed',
  'spent',
  'undecided',
];

const kinds: Record<string, string> = {
  'compensation-proposed': 'proposed',
  'compensation-approved': 'approved',
  'compensation-declined': 'declined',
  'grant-issued': 'issued',
  'grant-reversed': 'reversed',
  'grant-expired': 'expired',
  'voucher-redeemed': 'redeemed',
  'credit-redeemed': 'spent',
};

/** As the product has told of it, by month, program and currency. */
async function sumsOf({ db }: Deps) {
  const sums = new Map<string, number>();
  const all = new Map((await db.select().from(grants)).map((grant) => [grant.id, grant]));
  for (const { kind, at, data } of await db.select().from(events)) {
    const told = kinds[kind];
    if (!told) continue;
    const grant = all.get(String(data['grantId']));
    const isUndecided = told === 'expired' && !grant?.issuedAt;
    const isBack = (told === 'expired' && !isUndecided) || told === 'reversed';
    const minor = told === 'declined' ? grant?.amountMinor : data[isBack ? 'backMinor' : 'amountMinor'];
    const currency = grant?.currency ?? String(data['currency']);
    const month = new Date(at.getTime() + 3 * 3_600_000).toISOString().slice(0, 7);
    const what = isUndecided ? 'undecided' : told;
    add(sums, [what, month, grant?.programId ?? 'none', currency].join(' '), Number(minor));
  }
  return sums;
}

async function balancesOf({ db }: Deps) {
  const rows = await db.select().from(ledgerBalances);
  return withoutNothing(new Map(rows.map((one) => [`${one.account} ${one.currency}`, one.balanceMinor])));
}

async function usedOf({ db }: Deps) {
  const rows = await db.select().from(budgetUse);
  return withoutNothing(
    new Map(
      rows.map(({ month, scope, currency, usedMinor }) => [`${month} ${scope} ${currency}`, usedMinor]),
    ),
  );
}

const sorted = (sums: Map<string, number>) =>
  Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
