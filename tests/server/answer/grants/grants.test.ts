import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { grantDecisions, grants } from '#db/schema/grants.ts';
import { messages } from '#db/schema/email.ts';
import { approve } from '#server/answer/grants/grants.ts';
import { creditOf } from '#server/answer/grants/ledger-entries.ts';
import { ledgerProblems } from '#server/answer/grants/ledger-problems.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

async function withProposal(customer: Parameters<typeof aCustomer>[1] = {}) {
  const test = await testApp();
  const { deps } = test;
  await aCompany(deps);
  const agent = await grace(deps);
  const { id: customerId } = await aCustomer(deps, customer);
  const recoveryCase = await aCase(
    deps,
    { customerId, ownerId: agent.id },
    { locale: customer?.locale ?? 'en', verbatim: 'Late.' },
  );
  const proposal = await aProposal(deps, recoveryCase);
  const send = (noun: 'approval' | 'refusal', body: unknown = {}, as: { id: string } = agent) =>
    test.request('POST', `/api/grants/${proposal.id}/${noun}`, { as, body });
  const stored = async () => (await deps.db.select().from(grants).where(eq(grants.id, proposal.id)))[0];
  return { ...test, agent, customerId, proposal, send, stored };
}

describe('approving a compensation', () => {
  test('issues it once, books it and writes to the customer in her language', async () => {
    const { send, stored, deps, runJobs, customerId, agent, proposal } = await withProposal({
      name: 'سلمى الحداد',
      locale: 'ar',
    });
    expect((await send('approval')).status).toBe(204);
    await runJobs();
    await runJobs();
    expect(await stored()).toMatchObject({ status: 'issued', issuedAt: deps.now(), amountMinor: 24_800 });
    expect(await creditOf(deps.db, customerId)).toEqual([{ currency: 'SAR', balanceMinor: 24_800 }]);
    expect(await ledgerProblems(deps.db)).toEqual([]);
    const [mail, ...more] = await deps.db.select().from(messages);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ kind: 'compensation', locale: 'ar', customerId });
    expect(mail?.html).toContain('dir="rtl"');
    expect(mail?.text).toContain('248.00');
    expect(mail?.text).toContain('تأخر التسليم');
    expect(mail?.text).toContain(proposal.order.externalId);
    expect(mail?.text).toContain(agent.name);
  });

  test('at a lower amount gives the lower amount', async () => {
    const { send, stored, deps, runJobs } = await withProposal();
    await send('approval', { amountMinor: 10_000, note: 'Half was our fault.' });
    await runJobs();
    expect(await stored()).toMatchObject({ status: 'issued', amountMinor: 10_000 });
    expect(await deps.db.select().from(grantDecisions)).toMatchObject([
      { decision: 'approved', note: 'Half was our fault.' },
    ]);
  });

  test('above the proposal is a manager’s, and nobody goes above 150 % of the order', async () => {
    const { send, stored, deps } = await withProposal();
    const manager = await alan(deps);
    expect((await send('approval', { amountMinor: 30_000 })).status).toBe(403);
    expect((await send('approval', { amountMinor: 186_001 }, manager)).status).toBe(400);
    expect((await send('approval', { amountMinor: 1.5 }, manager)).status).toBe(400);
    expect((await send('approval', { amountMinor: -5 }, manager)).status).toBe(400);
    expect((await stored())?.status).toBe('proposed');
    expect((await send('approval', { amountMinor: 30_000 }, manager)).status).toBe(204);
  });

  test('counts what another wrong of the same order was given', async () => {
    const { send, deps, proposal } = await withProposal();
    const other = await aCase(deps, { customerId: proposal.customerId });
    await aProposal(deps, other, {
      orderId: proposal.orderId,
      wrong: 'product/broken',
      amountMinor: 180_000,
    });
    expect((await send('approval', { amountMinor: 6_001 })).status).toBe(400);
    expect((await send('approval', { amountMinor: 6_000 })).status).toBe(204);
  });

  test('of two wrongs of one order, raised at once by two managers, stays under 150 % of it together', async () => {
    const { deps, proposal } = await withProposal();
    const actor = await alan(deps);
    const other = await aProposal(deps, await aCase(deps, { customerId: proposal.customerId }), {
      orderId: proposal.orderId,
      wrong: 'product/broken',
    });
    const raise = (grantId: string) => approve({ deps, actor, grantId }, { amountMinor: 186_000 - 24_800 });
    const raised = await Promise.allSettled([raise(proposal.id), raise(other.id)]);
    expect(raised.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(raised[1]).toMatchObject({ reason: { name: 'GuardError' } });
    const given = (await deps.db.select().from(grants)).reduce((sum, grant) => sum + grant.amountMinor, 0);
    expect(given).toBeLessThanOrEqual(186_000);
  });

  test('is never done by the account manager complained about', async () => {
    const { send, deps } = await withProposal({ accountManager: 'Huda' });
    expect((await send('approval', {}, await aColleague(deps, { name: 'huda', role: 'admin' }))).status).toBe(
      403,
    );
  });

  test('and declining at once: one is done, the other is told who was first', async () => {
    const { send, deps, agent, runJobs, stored } = await withProposal();
    const manager = await alan(deps);
    const both = await Promise.all([send('approval', {}, agent), send('refusal', {}, manager)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    const first = both[0]?.status === 204 ? agent.name : manager.name;
    const second = both.find(({ status }) => status === 409);
    expect(await second?.json()).toMatchObject({ fields: { refusal: 'decided', by: first } });
    await runJobs();
    expect((await stored())?.status).toBe(first === agent.name ? 'issued' : 'declined');
    expect(await deps.db.select().from(grantDecisions)).toHaveLength(1);
  });
});

describe('declining a compensation', () => {
  test('gives nothing and writes to nobody', async () => {
    const { send, stored, deps, runJobs, customerId } = await withProposal();
    expect((await send('refusal', { note: 'The customer wants an apology only.' })).status).toBe(204);
    await runJobs();
    expect(await stored()).toMatchObject({ status: 'declined', issuedAt: null });
    expect(await creditOf(deps.db, customerId)).toEqual([]);
    expect(await deps.db.select().from(messages)).toEqual([]);
  });

  test('happens once, and not to a grant that does not exist', async () => {
    const { send, request, agent } = await withProposal();
    await send('refusal');
    expect((await send('refusal')).status).toBe(409);
    expect((await send('approval')).status).toBe(409);
    const nowhere = await request('POST', '/api/grants/nowhere/refusal', { as: agent, body: {} });
    expect(nowhere.status).toBe(404);
  });
});

test('a customer who died is booked what was approved and written nothing', async () => {
  const { send, deps, runJobs } = await withProposal({ status: 'deceased' });
  await send('approval');
  await runJobs();
  expect((await deps.db.select().from(messages)).filter(({ status }) => status === 'sent')).toEqual([]);
});
