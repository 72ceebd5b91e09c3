import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { commitments } from '#db/schema/cases.ts';
import { events } from '#db/schema/events.ts';
import { watchCommitments } from '#server/answer/due-commitments.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const promise = { by: 'company', what: 'A new crate', dueOn: '2026-10-15', dueTime: '12:00' };

async function aPromisingAgent() {
  const t = await testApp();
  await aCompany(t.deps);
  const agent = await grace(t.deps);
  const recoveryCase = await aCase(t.deps, { ownerId: agent.id });
  const make = (body: object = promise) =>
    t.request('POST', `/api/cases/${recoveryCase.id}/commitments`, { as: agent, body });
  const settle = (id: string, status: string) =>
    t.request('POST', `/api/commitments/${id}/settlement`, { as: agent, body: { status } });
  const stored = () => t.deps.db.select().from(commitments).orderBy(asc(commitments.id));
  const told = async () =>
    (await t.deps.db.select().from(events).where(eq(events.caseId, recoveryCase.id)).orderBy(asc(events.id)))
      .filter(({ kind }) => kind.startsWith('commitment-'))
      .map(({ kind, data }) => [kind, data.staffIds]);
  return { ...t, agent, recoveryCase, make, settle, stored, told };
}

describe('a commitment', () => {
  test('is kept with its time on a clock of the company, and belongs to the owner of the case', async () => {
    const { make, stored, agent, recoveryCase, told } = await aPromisingAgent();
    expect((await make()).status).toBe(201);
    expect(await stored()).toMatchObject([
      {
        caseId: recoveryCase.id,
        by: 'company',
        what: 'A new crate',
        ownerId: agent.id,
        // Noon in Riyadh.
        dueAt: new Date('2026-10-15T09:00:00Z'),
        status: 'open',
      },
    ]);
    expect(await told()).toEqual([['commitment-made', [agent.id]]]);
  });

  test('of the customer has nobody of ours to see to it', async () => {
    const { make, stored, agent } = await aPromisingAgent();
    await make({ ...promise, by: 'customer', ownerId: agent.id });
    expect(await stored()).toMatchObject([{ by: 'customer', ownerId: null }]);
  });

  test.each([
    ['a time gone by', { dueOn: '2026-10-13' }, 'dueOn'],
    ['a day that is none', { dueOn: '2026-02-30' }, 'dueOn'],
    ['a time that is none', { dueTime: '25:00' }, 'dueTime'],
    ['no words', { what: ' ' }, 'what'],
    ['an unknown colleague', { ownerId: 'nobody' }, 'ownerId'],
  ])('is refused for %s, and nothing is kept', async (_, wrong, field) => {
    const { make, stored } = await aPromisingAgent();
    const response = await make({ ...promise, ...wrong });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ fields: { [field]: expect.any(String) } });
    expect(await stored()).toEqual([]);
  });

  test('is settled once, also by two at once', async () => {
    const { make, settle, stored, told } = await aPromisingAgent();
    const { id } = await (await make()).json();
    const both = await Promise.all([settle(id, 'kept'), settle(id, 'withdrawn')]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect((await stored())[0]?.status).toMatch(/kept|withdrawn/);
    expect(await told()).toHaveLength(2);
  });

  test('stands on the case and in the list of whoever sees to it, until it is settled', async () => {
    const { make, settle, request, agent, recoveryCase } = await aPromisingAgent();
    const { id } = await (await make()).json();
    const page = await (await request('GET', `/api/cases/${recoveryCase.id}`, { as: agent })).json();
    expect(page.commitments).toMatchObject([{ id, owner: 'Grace Hopper', status: 'open' }]);
    const mine = async () =>
      (await (await request('GET', '/api/commitments', { as: agent })).json()).commitments;
    expect(await mine()).toMatchObject([{ id, caseId: recoveryCase.id, customer: 'Ada Byron' }]);
    await settle(id, 'kept');
    expect(await mine()).toEqual([]);
  });
});

describe('the clock', () => {
  test('reminds an hour of business time before, once', async () => {
    const { make, deps, at, told, agent } = await aPromisingAgent();
    // The company closes from Friday 17:00 to Monday 09:00: an hour before Monday 09:30 is Friday 16:30 in Riyadh.
    await make({ ...promise, dueOn: '2026-10-19', dueTime: '09:30' });
    at('2026-10-16T13:29:00Z');
    await watchCommitments(deps);
    expect(await told()).toHaveLength(1);
    at('2026-10-16T13:31:00Z');
    await watchCommitments(deps);
    await watchCommitments(deps);
    expect((await told()).slice(1)).toEqual([['commitment-due', [agent.id]]]);
  });

  test('marks ours missed when it is due, once, and leaves the customer’s alone', async () => {
    const { make, settle, deps, at, told, stored, agent } = await aPromisingAgent();
    const { id } = await (await make()).json();
    await make({ ...promise, by: 'customer' });
    at('2026-10-15T09:00:00Z');
    await Promise.all([watchCommitments(deps), watchCommitments(deps)]);
    await watchCommitments(deps);
    expect((await stored()).map(({ status }) => status)).toEqual(['missed', 'open']);
    expect((await told()).filter(([kind]) => kind === 'commitment-missed')).toEqual([
      ['commitment-missed', [agent.id]],
    ]);
    expect((await settle(id, 'kept')).status).toBe(204);
    expect((await settle(id, 'missed')).status).toBe(409);
  });
});
