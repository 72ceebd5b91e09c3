import fc from 'fast-check';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { grants } from '#db/schema/cases.ts';
import { ledgerBalances, ledgerEntries, ledgerTransactions } from '#db/schema/ledger.ts';
import { issue, redemption, sumMinor } from '#server/answer/ledger.ts';
import { issueGrant } from '#server/answer/grants.ts';
import { creditOf, ledgerProblems, redeemCredit } from '#server/answer/ledger-entries.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aCustomer } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const amount = fc.integer({ min: 1, max: 1_000_000 });
const currency = fc.constantFrom('SAR', 'USD');

test('every movement adds up to zero', () => {
  fc.assert(
    fc.property(
      amount,
      currency,
      fc.constantFrom('reward', 'compensation'),
      (amountMinor, currency, role) => {
        const money = { amountMinor, currency, customerId: 'ada' };
        // Only what a booking reads stands in this grant.
        const grant = { ...money, id: 'g', role } as unknown as Parameters<typeof issue>[0];
        expect(sumMinor(issue(grant).entries)).toBe(0);
        expect(sumMinor(redemption(money, 'key').entries)).toBe(0);
      },
    ),
  );
});

const action = fc.oneof(
  fc.record({
    do: fc.constant('issue' as const),
    who: fc.nat(1),
    amountMinor: amount,
    currency,
    twice: fc.boolean(),
  }),
  fc.record({ do: fc.constant('redeem' as const), who: fc.nat(1), amountMinor: amount, currency }),
);

test('whatever is issued and redeemed at once, the books balance and no credit goes below nothing', async () => {
  const { deps } = await testApp();
  const people = [await aCustomer(deps), await aCustomer(deps, { name: 'سلمى الحداد' })];
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
      await Promise.allSettled(actions.map((one) => perform(deps, people[one.who]!.id, one)));
      expect(await ledgerProblems(deps.db)).toEqual([]);
      const balances = await deps.db.select().from(ledgerBalances);
      expect(balances.filter((b) => b.account.startsWith('customer:') && b.balanceMinor < 0)).toEqual([]);
      expect(sumMinor(balances.map((b) => ({ amountMinor: b.balanceMinor })))).toBe(0);
      expect(sumMinor(await deps.db.select().from(ledgerEntries))).toBe(0);
    }),
    { numRuns: 25 },
  );
  expect((await deps.db.select().from(ledgerTransactions)).length).toBeGreaterThan(20);
});

test('a grant is issued once, however often and at once it is asked', async () => {
  const { deps } = await testApp();
  const proposal = await aProposal(deps, await aCase(deps), { status: 'approved' });
  await Promise.allSettled([1, 2, 3, 4].map(() => issueGrant(deps, proposal.id)));
  await issueGrant(deps, proposal.id);
  expect(await creditOf(deps.db, proposal.customerId)).toEqual([{ currency: 'SAR', balanceMinor: 24_800 }]);
  expect(await deps.db.select().from(ledgerTransactions)).toHaveLength(1);
});

test('a redemption spends once per key and never more than there is', async () => {
  const { deps } = await testApp();
  const { id, customerId } = await aProposal(deps, await aCase(deps), { status: 'approved' });
  await issueGrant(deps, id);
  const spend = (amountMinor: number, idempotencyKey: string) =>
    redeemCredit(deps, { customerId, amountMinor, currency: 'SAR', idempotencyKey });
  await spend(20_000, 'order-1');
  await spend(20_000, 'order-1');
  await expect(spend(4_801, 'order-2')).rejects.toMatchObject({ code: 'conflict' });
  await expect(spend(0, 'order-3')).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    redeemCredit(deps, { customerId, amountMinor: 1, currency: 'USD', idempotencyKey: 'order-4' }),
  ).rejects.toMatchObject({ code: 'conflict' });
  expect(await creditOf(deps.db, customerId)).toEqual([{ currency: 'SAR', balanceMinor: 4_800 }]);
  expect(await ledgerProblems(deps.db)).toEqual([]);
});

test('the doctor is told of a balance that drifted and of a grant that was never booked', async () => {
  const { deps } = await testApp();
  const { id } = await aProposal(deps, await aCase(deps), { status: 'issued' });
  await write(deps.db, (tx) =>
    tx.run(
      deps.db.insert(ledgerBalances).values({ account: 'customer:x', currency: 'SAR', balanceMinor: 5 }),
    ),
  );
  expect(await ledgerProblems(deps.db)).toEqual([
    'The balance of customer:x in SAR is not the sum of its entries.',
    `Grant ${id} is issued but not booked.`,
  ]);
});

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
type Deps = Awaited<ReturnType<typeof testApp>>['deps'];

async function perform(deps: Deps, customerId: string, one: Action): Promise<void> {
  const { amountMinor, currency } = one;
  if (one.do === 'redeem')
    return redeemCredit(deps, { customerId, amountMinor, currency, idempotencyKey: newId(deps) });
  const id = newId(deps);
  const now = deps.now();
  const grant = { id, customerId, amountMinor, currency, role: 'reward', kind: 'account-credit' } as const;
  await write(deps.db, (tx) =>
    tx.run(
      deps.db
        .insert(grants)
        .values({ ...grant, status: 'approved', rule: 'thanks', why: [], proposedAt: now }),
    ),
  );
  await Promise.all([issueGrant(deps, id), one.twice ? issueGrant(deps, id).catch(() => {}) : null]);
}
