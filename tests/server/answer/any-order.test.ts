import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConstraintError, GuardError } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { vouchers } from '#db/schema/compensation.ts';
import { ledgerBalances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import { budgetDifferences } from '#server/answer/grants/budget-recount.ts';
import { grantsOf } from '#server/answer/grants/customer-grants.ts';
import { reverse } from '#server/answer/grants/grant-endings.ts';
import { issueGrant } from '#server/answer/grants/issuing.ts';
import { endWhatIsOver } from '#server/answer/grants/lapses.ts';
import { sumMinor } from '#server/answer/grants/ledger.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { redeemCredit, redeemPoints } from '#server/answer/grants/redemptions.ts';
import { redeemVoucher } from '#server/answer/grants/vouchers.ts';
import type { Actor } from '#server/auth/actor.ts';
import type { Deps } from '#server/deps.ts';
import { DomainError } from '#server/errors.ts';
import { alan, aCompany, aCustomer } from '#tests/support/cast.ts';
import { anActivePolicy, anApprovedGrant } from '#tests/support/grants.ts';
import { testApp } from '#tests/support/test-app.ts';

const who = fc.nat(1);
const amountMinor = fc.integer({ min: 1, max: 5_000 });
const kind = fc.constantFrom(
  'account-credit',
  'account-credit',
  'points',
  'voucher',
  'free-order',
  'debt-write-off',
  'extra-service',
);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      who,
      kind,
      amountMinor,
      validDays: fc.nat(3),
      twice: fc.boolean(),
    }),
  },
  fc.record({ do: fc.constant('spend' as const), who, amountMinor, key: fc.nat(9) }),
  fc.record({
    do: fc.constant('exchange' as const),
    who,
    amountMinor: fc.integer({ min: 5, max: 100 }),
    key: fc.nat(9),
  }),
  fc.record({ do: fc.constant('use' as const), pick: fc.nat(), key: fc.nat(9) }),
  fc.record({ do: fc.constant('reverse' as const), pick: fc.nat() }),
  fc.record({ do: fc.constant('lapse' as const), days: fc.nat(2) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface World {
  deps: Deps;
  actor: Actor;
  people: string[];
  /** Keys of one round are no keys of another. */
  round: number;
  pass: (days: number) => void;
}

test('whatever is given, spent, exchanged, used, reversed and lapses, in any order and at once, the books are right', async () => {
  const world = await aWorld();
  const { deps } = world;
  await fc.assert(
    // The steps of a row happen at once, the rows one after the other.
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { maxLength: 5 }),
      async (rows) => {
        world.round++;
        for (const row of rows) await Promise.all(row.map((one) => perform(world, one).catch(refusedOnly)));
        expect(await ledgerProblems(deps.db)).toEqual([]);
        expect(await budgetDifferences(deps.db)).toEqual([]);
        const balances = await deps.db.select().from(ledgerBalances);
        const owed = balances.filter(({ account }) => /^(customer|vouchers):/.test(account));
        expect(owed.filter(({ balanceMinor }) => balanceMinor < 0)).toEqual([]);
        expect(sumMinor(await deps.db.select().from(ledgerEntries))).toBe(0);
        for (const customerId of world.people) await expectLeftToBeTheBalance(deps, customerId);
      },
    ),
    { numRuns: 20 },
  );
  const kinds = new Set((await deps.db.select().from(ledgerTransactions)).map((one) => one.kind));
  expect([...kinds].sort()).toEqual([
    'credit-redeemed',
    'grant-expired',
    'grant-issued',
    'grant-reversed',
    'points-redeemed',
    'voucher-redeemed',
  ]);
}, 120_000);

async function aWorld(): Promise<World> {
  const { deps, at } = await testApp();
  await aCompany(deps);
  await anActivePolicy(deps, { points: { hundredWorthMinor: 50, leastToRedeem: 10 } });
  const actor = await alan(deps);
  const people = [(await aCustomer(deps)).id, (await aCustomer(deps, { name: 'سلمى الحداد' })).id];
  const pass = (days: number) => at(new Date(deps.now().getTime() + days * 86_400_000));
  return { deps, actor, people, round: 0, pass };
}

const doing: { [Do in Step['do']]: (world: World, one: Extract<Step, { do: Do }>) => Promise<unknown> } = {
  give: async ({ deps, people }, { who, kind, amountMinor, validDays, twice }) => {
    const details = { ...(validDays > 0 && { validDays }), ...(kind === 'points' && { worthMinor: 1 }) };
    const customerId = people[who]!;
    const grant = await anApprovedGrant(deps, { customerId, kind, amountMinor, details });
    await Promise.all([issueGrant(deps, grant.id), twice ? issueGrant(deps, grant.id) : null]);
  },
  spend: (world, { who, amountMinor, key }) =>
    redeemCredit(spending(world, who, `spend-${key}`), { amountMinor, currency: 'SAR' }),
  exchange: (world, { who, amountMinor, key }) =>
    redeemPoints(spending(world, who, `exchange-${key}`), { points: amountMinor, currency: 'SAR' }),
  use: async ({ deps, actor, round }, { pick, key }) => {
    const all = await deps.db.select({ code: vouchers.code }).from(vouchers);
    const code = all[pick % Math.max(1, all.length)]?.code ?? '';
    await redeemVoucher({ deps, actor, code, orderReference: 'A-1', idempotencyKey: `use-${round}-${key}` });
  },
  reverse: async ({ deps, actor }, { pick }) => {
    const all = await deps.db.select({ id: grants.id }).from(grants);
    const grantId = all[pick % Math.max(1, all.length)]?.id ?? 'none';
    await reverse({ deps, actor, grantId }, 'A mistake');
  },
  lapse: async ({ deps, pass }, { days }) => {
    pass(days);
    await endWhatIsOver(deps);
  },
};

const perform = (world: World, one: Step) =>
  (doing[one.do] as (w: World, s: Step) => Promise<unknown>)(world, one);

const spending = ({ deps, actor, people, round }: World, who: number, key: string) => ({
  deps,
  actor,
  customerId: people[who]!,
  idempotencyKey: `${round}-${key}`,
});

/** A step may come too late or ask for too much; anything else is a fault. */
function refusedOnly(error: unknown): void {
  if (error instanceof DomainError || error instanceof GuardError || error instanceof ConstraintError) return;
  throw error;
}

async function expectLeftToBeTheBalance(deps: Deps, customerId: string): Promise<void> {
  const shown = await grantsOf(deps.db, customerId);
  const points = shown.grants.filter(({ currency }) => currency === 'PTS');
  // Credit may also come from points, so there the grants tell of no more than the balance.
  const credit = shown.balance.credit.find(({ currency }) => currency === 'SAR')?.balanceMinor ?? 0;
  expect(sumLeft(points)).toBe(shown.balance.points.points);
  expect(sumLeft(shown.grants) - sumLeft(points)).toBeLessThanOrEqual(credit);
}

const sumLeft = (shown: { leftMinor: number | null }[]) =>
  shown.reduce((sum, { leftMinor }) => sum + (leftMinor ?? 0), 0);
