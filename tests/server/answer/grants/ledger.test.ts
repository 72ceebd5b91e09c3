import fc from 'fast-check';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { ledgerBalances, ledgerTransactions } from '#db/schema/ledger.ts';
import {
  issue,
  pointsRedemption,
  redemption,
  sumMinor,
  takenBack,
  voucherRedemption,
} from '#server/answer/grants/ledger.ts';
import type { Booking } from '#server/answer/grants/ledger.ts';
import { grantKinds } from '#db/schema/grants.ts';
import { issueGrant } from '#server/answer/grants/issuing.ts';
import { creditOf } from '#server/answer/grants/ledger-entries.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { redeemCredit } from '#server/answer/grants/redemptions.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aCompany, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const amount = fc.integer({ min: 1, max: 1_000_000 });
const currency = fc.constantFrom('SAR', 'USD');

test('every movement adds up to zero in every currency', () => {
  const role = fc.constantFrom('reward', 'compensation');
  fc.assert(
    fc.property(
      amount,
      currency,
      role,
      fc.constantFrom(...grantKinds),
      (amountMinor, currency, role, kind) => {
        const money = { amountMinor, currency, customerId: 'ada' };
        // Only what a booking reads stands in this grant.
        const grant = { ...money, id: 'g', role, kind } as unknown as Parameters<typeof issue>[0];
        const exchange = { customerId: 'ada', points: amountMinor, worthMinor: 7, currency };
        const bookings = [
          issue(grant),
          takenBack(grant, { kind: 'grant-reversed', amountMinor }),
          redemption(money, 'key'),
          voucherRedemption({ ...money, grantId: 'g' }),
          pointsRedemption(exchange, 'key'),
        ];
        for (const booking of bookings) expect(sumsOf(booking)).toEqual(sumsOf(booking).map(() => 0));
      },
    ),
  );
});

const sumsOf = (booking: Booking | null): number[] => {
  const entries = booking?.entries ?? [];
  const currencies = [...new Set(entries.map((entry) => entry.currency))];
  return currencies.map((currency) => sumMinor(entries.filter((entry) => entry.currency === currency)));
};

test('a grant is issued once, however often and at once it is asked', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  const proposal = await aProposal(deps, await aCase(deps), { status: 'approved' });
  await Promise.allSettled([1, 2, 3, 4].map(() => issueGrant(deps, proposal.id)));
  await issueGrant(deps, proposal.id);
  expect(await creditOf(deps.db, proposal.customerId)).toEqual([{ currency: 'SAR', balanceMinor: 24_800 }]);
  expect(await deps.db.select().from(ledgerTransactions)).toHaveLength(1);
});

test('a redemption spends once per key and never more than there is', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  const actor = await grace(deps);
  const { id, customerId } = await aProposal(deps, await aCase(deps), { status: 'approved' });
  await issueGrant(deps, id);
  const spend = (amountMinor: number, idempotencyKey: string) =>
    redeemCredit({ deps, actor, customerId, idempotencyKey }, { amountMinor, currency: 'SAR' });
  const first = await spend(20_000, 'order-1');
  expect(first).toMatchObject({ amountMinor: 20_000, currency: 'SAR', balanceMinor: 4_800 });
  expect(await spend(20_000, 'order-1')).toEqual(first);
  await expect(spend(1, 'order-1')).rejects.toThrow('another redemption');
  await expect(spend(4_801, 'order-2')).rejects.toMatchObject({ code: 'conflict' });
  await expect(spend(0, 'order-3')).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    redeemCredit({ deps, actor, customerId, idempotencyKey: 'order-4' }, { amountMinor: 1, currency: 'USD' }),
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
