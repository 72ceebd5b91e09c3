import { describe, expect, test } from 'vitest';
import { vouchers } from '#db/schema/compensation.ts';
import { ledgerTransactions } from '#db/schema/ledger.ts';
import { endWhatIsOver } from '#server/answer/grants/lapses.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { createKey } from '#server/auth/api-keys.ts';
import type { Deps } from '#server/deps.ts';
import { newRewardCode } from '#server/listen/reward-code.ts';
import { aCompany, aCustomer, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { anIssuedGrant } from '#tests/support/grants.ts';
import { testApp } from '#tests/support/test-app.ts';

async function withVoucher(details: Record<string, number> = {}) {
  const test = await testApp();
  const { deps } = test;
  await aCompany(deps);
  const customer = await aCustomer(deps, { externalId: 'W-1' });
  const grant = await anIssuedGrant(deps, { customerId: customer.id, kind: 'voucher', details });
  const [voucher] = await deps.db.select().from(vouchers);
  const { key } = await createKey(deps, await anAdmin(deps), { name: 'Shop', role: 'agent' });
  const redeem = (code: string, idempotencyKey: string, orderReference = 'A-4417') =>
    test.request('POST', `/api/vouchers/${encodeURIComponent(code)}/redemption`, {
      headers: { authorization: `Bearer ${key}`, 'idempotency-key': idempotencyKey },
      body: { orderReference },
    });
  const stored = async () => (await deps.db.select().from(vouchers))[0];
  return { ...test, customer, grant, code: voucher?.code ?? '', redeem, stored };
}

describe('a voucher', () => {
  test('is used once, and who repeats gets the same answer', async () => {
    const { code, redeem, stored, deps } = await withVoucher();
    const first = await redeem(code, 'k-1');
    expect(first.status).toBe(200);
    const said = await first.json();
    expect(said).toMatchObject({ code, amountMinor: 10_000, currency: 'SAR', customerId: 'W-1' });
    expect(await (await redeem(code.toLowerCase().replaceAll('-', ' '), 'k-1')).json()).toEqual(said);
    expect(await stored()).toMatchObject({ status: 'redeemed', redeemedFor: 'A-4417' });
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });

  test('under 100 tries at once with one key is used once, and all hear the same', async () => {
    const { code, redeem, deps } = await withVoucher();
    const tries = await Promise.all(Array.from({ length: 100 }, () => redeem(code, 'k-1')));
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([200]));
    const said = await Promise.all(tries.map((one) => one.text()));
    expect(new Set(said).size).toBe(1);
    expect(await usesBooked(deps)).toBe(1);
  });

  test('under 100 tries at once with 100 keys is used by one', async () => {
    const { code, redeem, deps } = await withVoucher();
    const tries = await Promise.all(Array.from({ length: 100 }, (_, n) => redeem(code, `k-${n}`)));
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = tries.find(({ status }) => status !== 200);
    expect(refused?.status).toBe(409);
    expect(await refused?.json()).toMatchObject({ fields: { refusal: 'used' } });
    expect(await usesBooked(deps)).toBe(1);
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });

  test('is refused with the reason after its time, after it was withdrawn, and for another order under the same key', async () => {
    const over = await withVoucher({ validDays: 30 });
    over.at('2027-01-01T00:00:00Z');
    expect(await (await over.redeem(over.code, 'k')).json()).toMatchObject({
      fields: { refusal: 'expired' },
    });
    const gone = await withVoucher();
    const manager = await alan(gone.deps);
    const body = { reason: 'Given twice' };
    const path = `/api/grants/${gone.grant.id}/reversal`;
    expect((await gone.request('POST', path, { as: manager, body })).status).toBe(204);
    expect(await (await gone.redeem(gone.code, 'k')).json()).toMatchObject({
      fields: { refusal: 'withdrawn' },
    });
    const used = await withVoucher();
    await used.redeem(used.code, 'k', 'A-1');
    expect(await (await used.redeem(used.code, 'k', 'A-2')).json()).toMatchObject({
      fields: { refusal: 'key-used' },
    });
    for (const { deps } of [over, gone, used]) expect(await ledgerProblems(deps.db)).toEqual([]);
  });

  test('that was used cannot be taken back, and does not lapse', async () => {
    const { code, redeem, request, deps, grant, stored, at } = await withVoucher({ validDays: 30 });
    await redeem(code, 'k');
    const as = await alan(deps);
    const reversal = await request('POST', `/api/grants/${grant.id}/reversal`, { as, body: { reason: 'x' } });
    expect(await reversal.json()).toMatchObject({ fields: { refusal: 'used-up' } });
    at('2027-01-01T00:00:00Z');
    await endWhatIsOver(deps);
    expect((await stored())?.status).toBe('redeemed');
  });

  test('needs a key for the repetition, and a reversal a manager with a reason', async () => {
    const { code, request, deps, grant } = await withVoucher();
    const agent = await grace(deps);
    const path = `/api/vouchers/${code}/redemption`;
    const without = await request('POST', path, { as: agent, body: { orderReference: 'A' } });
    expect(without.status).toBe(400);
    const reversal = `/api/grants/${grant.id}/reversal`;
    expect((await request('POST', reversal, { as: agent, body: { reason: 'x' } })).status).toBe(403);
    const as = await alan(deps);
    expect((await request('POST', reversal, { as, body: { reason: ' ' } })).status).toBe(400);
  });
});

test('codes nobody was given are all answered alike, and after 30 of them not even a right one is looked up', async () => {
  const { code, redeem, deps, at } = await withVoucher();
  const unknown = await redeem(newRewardCode(deps.random), 'k');
  expect(unknown.status).toBe(404);
  const nonsense = await redeem('ABC', 'k');
  expect(await nonsense.json()).toEqual(await unknown.json());
  for (let n = 2; n < 30; n++) expect((await redeem('ABC', `k-${n}`)).status).toBe(404);
  expect((await redeem(code, 'k')).status).toBe(429);
  at(new Date(deps.now().getTime() + 16 * 60_000));
  expect((await redeem(code, 'k')).status).toBe(200);
});

async function usesBooked({ db }: Deps): Promise<number> {
  const booked = await db.select().from(ledgerTransactions);
  return booked.filter(({ kind }) => kind === 'voucher-redeemed').length;
}
