import { describe, expect, test } from 'vitest';
import { grants } from '#db/schema/grants.ts';
import { budgetUse } from '#db/schema/policies.ts';
import { budgetDifferences } from '#server/answer/grants/budget-recount.ts';
import { endWhatIsOver } from '#server/answer/grants/lapses.ts';
import { creditOf } from '#server/answer/grants/ledger-entries.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, alan, anOrder, grace } from '#tests/support/cast.ts';
import { anActivePolicy, anIssuedGrant } from '#tests/support/grants.ts';
import { testApp } from '#tests/support/test-app.ts';

async function anOpenCase(guards: Parameters<typeof anActivePolicy>[1] = {}) {
  const tested = await testApp();
  const { deps } = tested;
  await aCompany(deps);
  await anActivePolicy(deps, guards);
  const [agent, manager] = [await grace(deps), await alan(deps)];
  const customer = await aCustomer(deps, { externalId: 'W-1' });
  await anOrder(deps, { customerId: customer.id });
  const recoveryCase = await aCase(deps, { customerId: customer.id, ownerId: agent.id });
  const propose = (body: object, as: { id: string } = agent) =>
    tested.request('POST', `/api/cases/${recoveryCase.id}/grants`, { as, body });
  const decide = async (noun: 'approval' | 'refusal', as: { id: string } = manager, body: object = {}) => {
    const [grant] = await deps.db.select().from(grants);
    return tested.request('POST', `/api/grants/${grant?.id}/${noun}`, { as, body });
  };
  const stored = () => deps.db.select().from(grants);
  return { ...tested, agent, manager, customer, recoveryCase, propose, decide, stored };
}

const refusalOf = async (response: Response) =>
  ((await response.json()) as { fields?: Record<string, string> }).fields?.refusal;

describe('a compensation proposed by hand', () => {
  test('is on the order that went wrong, waits for a manager, and is then given', async () => {
    const { propose, decide, stored, agent, runJobs, deps } = await anOpenCase();
    const wished = { kind: 'voucher', amountMinor: 50_000, note: 'Twice late', validDays: 90 };
    expect((await propose(wished)).status).toBe(201);
    expect(await stored()).toMatchObject([
      { status: 'proposed', approval: 'manager', currency: 'SAR', proposedBy: agent.id, rule: 'by-hand' },
    ]);
    expect(await refusalOf(await decide('approval', agent))).toBe('needs-manager');
    expect((await decide('approval')).status).toBe(204);
    await runJobs();
    const [grant] = await stored();
    expect(grant?.status).toBe('issued');
    // The end of the 90th day in Riyadh.
    expect(grant?.validUntil?.toISOString()).toBe('2027-01-12T20:59:59.999Z');
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });

  test('stays under the cap of the order, is one per order and wrong, and names what it is', async () => {
    const { propose, stored } = await anOpenCase();
    expect(await refusalOf(await propose({ kind: 'account-credit', amountMinor: 186_001 }))).toBe(
      'above-cap',
    );
    expect(await refusalOf(await propose({ kind: 'account-credit' }))).toBe('worth-missing');
    expect(await refusalOf(await propose({ kind: 'leader-call', amountMinor: 5 }))).toBe('no-worth');
    expect((await propose({ kind: 'cash', amountMinor: 5 })).status).toBe(400);
    expect((await propose({ kind: 'account-credit', amountMinor: 186_000 })).status).toBe(201);
    expect(await refusalOf(await propose({ kind: 'voucher', amountMinor: 1 }))).toBe('above-cap');
    expect((await propose({ kind: 'leader-call', details: { leader: 'The owner' } })).status).toBe(201);
    expect((await propose({ kind: 'leader-call' })).status).toBe(409);
    expect(await stored()).toHaveLength(2);
  });

  test('twice at once is proposed once', async () => {
    const { propose, stored } = await anOpenCase();
    const both = await Promise.all([1, 2].map(() => propose({ kind: 'voucher', amountMinor: 5_000 })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await refusalOf(await propose({ kind: 'points', amountMinor: 100 }))).toBe('already-given');
    expect(await stored()).toHaveLength(1);
  });

  test('above the limit is approved by another manager than the proposer', async () => {
    const { propose, decide, manager, deps } = await anOpenCase({ secondPersonAboveMinor: 40_000 });
    await propose({ kind: 'voucher', amountMinor: 50_000 }, manager);
    expect(await refusalOf(await decide('approval', manager))).toBe('second-person');
    const other = await aColleague(deps, { name: 'Barbara Liskov', role: 'manager' });
    expect((await decide('approval', other)).status).toBe(204);
  });

  test('that nobody decides ends after the policy’s days, and gives its budget back', async () => {
    const { propose, decide, stored, at, deps } = await anOpenCase();
    await propose({ kind: 'voucher', amountMinor: 50_000 });
    expect(await deps.db.select().from(budgetUse)).toMatchObject([{ scope: 'company', usedMinor: 50_000 }]);
    at(new Date(deps.now().getTime() + 14 * 86_400_000));
    expect(await refusalOf(await decide('approval'))).toBe('over-already');
    await endWhatIsOver(deps);
    expect(await stored()).toMatchObject([{ status: 'expired' }]);
    expect(await deps.db.select().from(budgetUse)).toMatchObject([{ usedMinor: 0 }]);
    expect(await budgetDifferences(deps.db)).toEqual([]);
  });

  test('is never proposed by the account manager complained about, nor in a case that is none', async () => {
    const { deps, request, agent } = await anOpenCase();
    const customer = await aCustomer(deps, { accountManager: agent.name });
    const about = await aCase(deps, { customerId: customer.id });
    const body = { kind: 'leader-call' };
    const refused = await request('POST', `/api/cases/${about.id}/grants`, { as: agent, body });
    expect(await refusalOf(refused)).toBe('complained-about');
    expect((await request('POST', '/api/cases/none/grants', { as: agent, body })).status).toBe(404);
  });
});

describe('credit and points', () => {
  test('are spent by the company’s own system, once a key, and no more than there is', async () => {
    const { deps, request, agent, customer } = await anOpenCase();
    await anIssuedGrant(deps, { customerId: customer.id, amountMinor: 10_000 });
    const spend = (amountMinor: number, key: string) =>
      request('POST', '/api/customers/W-1/credit-redemptions', {
        as: agent,
        headers: { 'idempotency-key': key },
        body: { amountMinor, orderReference: 'A-1' },
      });
    const tries = await Promise.all([spend(7_000, 'k'), spend(7_000, 'k'), spend(7_000, 'other')]);
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    expect(await refusalOf(await spend(3_001, 'third'))).toBe('not-enough');
    const balance = await request('GET', '/api/customers/W-1/balance', { as: agent });
    expect(await balance.json()).toMatchObject({ credit: [{ currency: 'SAR', balanceMinor: 3_000 }] });
  });

  test('points become credit by the rule, and both are shown with what they are worth', async () => {
    const { deps, request, agent, customer } = await anOpenCase();
    await anIssuedGrant(deps, { customerId: customer.id, kind: 'points', amountMinor: 250 });
    const exchange = (points: number, key: string) =>
      request('POST', '/api/customers/W-1/points-redemptions', {
        as: agent,
        headers: { 'idempotency-key': key },
        body: { points },
      });
    expect(await refusalOf(await exchange(99, 'k'))).toBe('too-few-points');
    expect(await refusalOf(await exchange(251, 'k'))).toBe('not-enough');
    const told = { points: 150, amountMinor: 7_500, currency: 'SAR', pointsLeft: 100, balanceMinor: 7_500 };
    expect(await (await exchange(150, 'k')).json()).toMatchObject(told);
    expect(await (await exchange(150, 'k')).json()).toMatchObject(told);
    const page = await request('GET', `/api/customers/${customer.id}/grants`, { as: agent });
    expect(await page.json()).toMatchObject({
      balance: {
        credit: [{ currency: 'SAR', balanceMinor: 7_500 }],
        points: { points: 100, worth: { amountMinor: 5_000, currency: 'SAR' } },
      },
      grants: [{ kind: 'points', leftMinor: 100 }],
    });
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });

  test('cut when they are approved, spent in part and taken back, cost the budget what was spent to the cent', async () => {
    const points = { hundredWorthMinor: 67, leastToRedeem: 100 };
    const { deps, request, agent, manager, propose, decide, runJobs, stored } = await anOpenCase({ points });
    await propose({ kind: 'points', amountMinor: 501 });
    const used = () => deps.db.select().from(budgetUse);
    expect(await used()).toMatchObject([{ usedMinor: 335 }]);
    await decide('approval', manager, { amountMinor: 334 });
    expect(await used()).toMatchObject([{ usedMinor: 223 }]);
    expect(await budgetDifferences(deps.db)).toEqual([]);
    await runJobs();
    await request('POST', '/api/customers/W-1/points-redemptions', {
      as: agent,
      headers: { 'idempotency-key': 'k' },
      body: { points: 101 },
    });
    const [grant] = await stored();
    const reason = 'The order was fine';
    await request('POST', `/api/grants/${grant?.id}/reversal`, { as: manager, body: { reason } });
    expect(await used()).toMatchObject([{ usedMinor: 67 }]);
    expect(await budgetDifferences(deps.db)).toEqual([]);
  });

  test('taken back after a part was spent lose the rest, and the part counts against the cap', async () => {
    const { deps, request, agent, manager, propose, decide, runJobs, customer, stored } = await anOpenCase();
    await propose({ kind: 'account-credit', amountMinor: 100_000 });
    await decide('approval');
    await runJobs();
    const spent = await request('POST', '/api/customers/W-1/credit-redemptions', {
      as: agent,
      headers: { 'idempotency-key': 'k' },
      body: { amountMinor: 40_000 },
    });
    expect(spent.status).toBe(200);
    const [grant] = await stored();
    const back = await request('POST', `/api/grants/${grant?.id}/reversal`, {
      as: manager,
      body: { reason: 'The order was fine' },
    });
    expect(back.status).toBe(204);
    expect(await creditOf(deps.db, customer.id)).toEqual([{ currency: 'SAR', balanceMinor: 0 }]);
    expect(await refusalOf(await propose({ kind: 'voucher', amountMinor: 146_001 }))).toBe('above-cap');
    expect((await propose({ kind: 'voucher', amountMinor: 146_000 })).status).toBe(201);
    expect(await budgetDifferences(deps.db)).toEqual([]);
    expect(await ledgerProblems(deps.db)).toEqual([]);
  });
});
