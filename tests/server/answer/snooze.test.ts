import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, grace } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const inHours = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000);

async function anInbox() {
  const test = await testApp();
  await aCompany(test.deps);
  const agent = await grace(test.deps);
  const listed = async (filter: string) => {
    const answer = await test.request('GET', `/api/cases?filter=${filter}`, { as: agent });
    return ((await answer.json()) as { cases: { id: string }[] }).cases.map(({ id }) => id);
  };
  const snooze = (id: string, until: unknown) =>
    test.request('PUT', `/api/cases/${id}/snooze`, { as: agent, body: { until } });
  const change = (id: string, set: Partial<typeof cases.$inferInsert>) =>
    write(test.deps.db, (tx) => tx.run(test.deps.db.update(cases).set(set).where(eq(cases.id, id))));
  const stored = async (id: string) => (await test.deps.db.select().from(cases).where(eq(cases.id, id)))[0];
  return { ...test, agent, listed, snooze, change, stored };
}

describe('a case that is put out of sight', () => {
  test('comes back when its time has come, and is counted only then', async () => {
    const t = await anInbox();
    const { id } = await aCase(t.deps, { ownerId: t.agent.id, firstContactDueAt: inHours(30) });
    expect((await t.snooze(id, inHours(2))).status).toBe(204);
    expect([await t.listed('all'), await t.listed('snoozed')]).toEqual([[], [id]]);
    const counts = async () => (await t.request('GET', '/api/inbox/counts', { as: t.agent })).json();
    expect(await counts()).toMatchObject({ waiting: 0, mine: 0 });
    t.at(inHours(2));
    expect([await t.listed('mine'), await t.listed('snoozed')]).toEqual([[id], []]);
    expect(await counts()).toMatchObject({ waiting: 1, mine: 1 });
  });

  test('comes back when its clock has run out', async () => {
    const t = await anInbox();
    const { id } = await aCase(t.deps, { firstContactDueAt: inHours(3) });
    await t.snooze(id, inHours(24));
    t.at(inHours(3.1));
    expect([await t.listed('all'), await t.listed('overdue')]).toEqual([[id], [id]]);
  });

  test('comes back when the customer has written', async () => {
    const t = await anInbox();
    const { id } = await aCase(t.deps);
    await t.snooze(id, inHours(2));
    await t.change(id, { unreadReplyAt: inHours(1) });
    expect(await t.listed('all')).toEqual([id]);
  });

  test('comes back when somebody brings it back, and to whoever it is given', async () => {
    const t = await anInbox();
    const { id } = await aCase(t.deps, { ownerId: t.agent.id });
    await t.snooze(id, inHours(2));
    expect((await t.request('DELETE', `/api/cases/${id}/snooze`, { as: t.agent })).status).toBe(204);
    expect((await t.request('DELETE', `/api/cases/${id}/snooze`, { as: t.agent })).status).toBe(409);
    expect(await t.listed('all')).toEqual([id]);
    await t.snooze(id, inHours(2));
    const other = await aColleague(t.deps);
    await t.request('POST', `/api/cases/${id}/assignment`, { as: t.agent, body: { ownerId: other.id } });
    expect(await t.stored(id)).toMatchObject({ ownerId: other.id, snoozedUntil: null, snoozedBy: null });
  });

  test.each([
    ['until a time that is over', {}, inHours(-1), 'snooze-past'],
    ['when it is overdue', { firstContactDueAt: inHours(-1) }, inHours(1), 'snooze-overdue'],
    ['when it is resolved', { status: 'resolved' as const }, inHours(1), 'already-resolved'],
  ])('is refused %s', async (_, of, until, refusal) => {
    const t = await anInbox();
    const { id } = await aCase(t.deps, of);
    const answer = await t.snooze(id, until);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.json()).toMatchObject({ fields: { refusal } });
    expect(await t.stored(id)).toMatchObject({ snoozedUntil: null });
  });

  test('is refused until no time', async () => {
    const t = await anInbox();
    const { id } = await aCase(t.deps);
    const answer = await t.snooze(id, 'tomorrow');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ fields: { until: expect.any(String) } });
  });
});

describe('a step in several cases', () => {
  test('is taken in each by its own rules, and says which refused it', async () => {
    const t = await anInbox();
    const { id: customerId } = await aCustomer(t.deps, { accountManager: 'Barbara Liskov' });
    const barbara = await aColleague(t.deps, { name: 'Barbara Liskov' });
    const free = await aCase(t.deps);
    const about = await aCase(t.deps, { customerId });
    const over = await aCase(t.deps, { status: 'resolved' });
    const caseIds = [free.id, about.id, over.id, free.id, 'nowhere'];
    const body = { caseIds, step: { kind: 'assign', ownerId: barbara.id } };
    const answer = await t.request('POST', '/api/cases/steps', { as: t.agent, body });
    expect(await answer.json()).toMatchObject({
      results: [
        { caseId: free.id, refused: null },
        { caseId: about.id, refused: { fields: { refusal: 'complained-about' } } },
        { caseId: over.id, refused: { fields: { refusal: 'already-resolved' } } },
        { caseId: 'nowhere', refused: { detail: 'There is no such case.' } },
      ],
    });
    expect(await t.stored(free.id)).toMatchObject({ ownerId: barbara.id });
  });

  test('snoozes and brings back', async () => {
    const t = await anInbox();
    const ids = [(await aCase(t.deps)).id, (await aCase(t.deps)).id];
    const many = (step: object) =>
      t.request('POST', '/api/cases/steps', { as: t.agent, body: { caseIds: ids, step } });
    expect((await many({ kind: 'snooze', until: inHours(2) })).status).toBe(200);
    expect((await t.listed('snoozed')).sort()).toEqual(ids.sort());
    await many({ kind: 'wake' });
    expect(await t.listed('snoozed')).toEqual([]);
  });

  test.each([
    ['no case', { caseIds: [], step: { kind: 'wake' } }],
    ['too many', { caseIds: Array.from({ length: 201 }, String), step: { kind: 'wake' } }],
    ['an unknown step', { caseIds: ['a'], step: { kind: 'delete' } }],
  ])('with %s is refused', async (_, body) => {
    const t = await anInbox();
    expect((await t.request('POST', '/api/cases/steps', { as: t.agent, body })).status).toBe(400);
  });
});
