import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { caseAnswers, cases } from '#db/schema/cases.ts';
import { events } from '#db/schema/events.ts';
import { invitations } from '#db/schema/programs.ts';
import { suppressions } from '#db/schema/email.ts';
import { company as companies } from '#db/schema/company.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import { correctResponse } from '#server/listen/corrections.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';
import { tokenFor } from '#server/ask/invitation.ts';

const threeDaysLater = '2026-10-17T07:00:00Z';
const ending = { outcome: 'put-right', rootCause: 'No call before delivery' };
type Setting = Partial<typeof companies.$inferInsert>;

/** A case of Ada's that Grace has spoken about, and what it takes to end it. */
async function aSpokenCase(setting: Setting = {}, customer: Parameters<typeof aCustomer>[1] = {}) {
  const t = await testApp();
  const { deps, request } = t;
  await aCompany(deps, setting);
  await ensureShippedPrograms(deps);
  const agent = await grace(deps);
  const ada = await aCustomer(deps, customer);
  const c = await aCase(deps, {
    customerId: ada.id,
    ownerId: agent.id,
    status: 'contacted',
    contactedAt: deps.now(),
    tier: 'silver',
  });
  const send = (path: string, body: unknown) =>
    request('POST', `/api/cases/${c.id}/${path}`, { as: agent, body });
  const stored = async () => (await deps.db.select().from(cases).where(eq(cases.id, c.id)))[0];
  const asked = () => deps.db.select().from(invitations).orderBy(asc(invitations.id));
  const told = async () =>
    (await deps.db.select().from(events).where(eq(events.caseId, c.id)).orderBy(asc(events.id))).map(
      ({ kind }) => kind,
    );
  return { ...t, agent, ada, c, send, stored, asked, told };
}

/** The case is resolved, and three days later the follow-up is asked. */
async function anAskedCustomer(setting: Setting = {}) {
  const t = await aSpokenCase(setting);
  expect((await t.send('resolution', ending)).status).toBe(204);
  t.at(threeDaysLater);
  await t.runJobs();
  return { ...t, ...(await answering(t)) };
}

async function answering(t: TestApp & { asked: () => Promise<(typeof invitations.$inferSelect)[]> }) {
  const invitation = (await t.asked()).at(-1);
  const token = tokenFor(t.deps.secret, invitation?.tokenNonce ?? '');
  const given = (answers: object) => ({ via: 'json' as const, answers, language: null });
  return {
    answer: (answers: object) => takeResponse(t.deps, token, given(answers)),
    correct: (answers: object) => correctResponse(t.deps, token, { ...given(answers), isCorrecting: true }),
  };
}

describe('after a case is resolved', () => {
  test('the customer is asked once whether it was put right, so many hours later', async () => {
    const { send, runJobs, at, asked, c } = await aSpokenCase();
    await send('resolution', ending);
    await runJobs();
    expect(await asked()).toEqual([]);
    at(threeDaysLater);
    await runJobs();
    await runJobs();
    expect(await asked()).toMatchObject([
      {
        programId: 'case-follow-up',
        subject: `case:${c.id}`,
        status: expect.stringMatching(/queued|delivered/),
      },
    ]);
  });

  test.each<[string, Setting, string]>([
    ['where the company asks nobody', { followUpAfterHours: null }, 'put-right'],
    ['whom we have lost', {}, 'lost'],
    ['whom we never reached', {}, 'not-reached'],
  ])('nobody is asked %s', async (_, setting, outcome) => {
    const { send, runJobs, at, asked } = await aSpokenCase(setting);
    await send('resolution', { ...ending, outcome });
    at(threeDaysLater);
    await runJobs();
    expect(await asked()).toEqual([]);
  });

  test('the quiet period does not keep a customer from being asked, an address that says no does', async () => {
    const t = await aSpokenCase({ contactCaps: [{ channel: 'email', count: 1, days: 90 }] });
    await anOrder(t.deps, { customerId: t.ada.id, orderedOn: '2026-09-20' });
    await runWave(t.deps, null, 'monthly');
    await t.send('resolution', ending);
    t.at(threeDaysLater);
    await t.runJobs();
    expect((await t.asked()).at(-1)).toMatchObject({ programId: 'case-follow-up', skipReason: null });

    const other = await aSpokenCase({}, { email: 'no@example.com' });
    await write(other.deps.db, (tx) =>
      tx.run(
        other.deps.db
          .insert(suppressions)
          .values({ email: 'no@example.com', reason: 'unsubscribed', at: other.deps.now() }),
      ),
    );
    await other.send('resolution', ending);
    other.at(threeDaysLater);
    await other.runJobs();
    expect(await other.asked()).toMatchObject([{ status: 'skipped', skipReason: 'suppressed' }]);
  });

  test('a case opened again meanwhile is not asked after', async () => {
    const { send, runJobs, at, asked } = await aSpokenCase();
    await send('resolution', ending);
    await send('reopening', { reason: 'The crate never came.' });
    at(threeDaysLater);
    await runJobs();
    expect(await asked()).toEqual([]);
  });
});

describe('asked whether it was put right', () => {
  test('yes is kept with the case, which stays resolved', async () => {
    const { answer, stored, told } = await anAskedCustomer();
    expect(await answer({ 'put-right': 'yes' })).toMatchObject({
      outcome: 'taken',
      thanks: { contact: null },
    });
    expect(await stored()).toMatchObject({ status: 'resolved', followUp: 'put-right', reopenings: 0 });
    expect(await told()).toContain('case-followed-up');
  });

  test.each([
    ['no', 'not-put-right'],
    ['partly', 'partly'],
  ])('%s opens that case again, graver and with a clock of its own, and no other', async (said, followUp) => {
    const { answer, stored, told, deps, c, agent } = await anAskedCustomer();
    expect(await answer({ 'put-right': said, missing: 'The second crate' })).toMatchObject({
      thanks: { contact: { name: 'Grace Hopper' } },
    });
    expect(await deps.db.select().from(cases)).toHaveLength(1);
    const after = await stored();
    expect(after).toMatchObject({
      status: 'open',
      ownerId: agent.id,
      followUp,
      severity: 3,
      reopenings: 1,
      reopenedAt: deps.now(),
      contactedAt: null,
      resolvedAt: null,
      outcome: null,
      score: 2,
      why: [{ code: 'bad-nps', facts: { score: 2 } }],
    });
    expect(after?.firstContactDueAt.getTime()).toBeGreaterThan(deps.now().getTime());
    expect(await deps.db.select().from(caseAnswers)).toMatchObject([{ caseId: c.id }]);
    expect(await told()).toEqual(expect.arrayContaining(['case-followed-up', 'case-reopened']));
  });

  test('no after a colleague has opened it again changes only what is known', async () => {
    const { answer, send, stored } = await anAskedCustomer();
    await send('reopening', { reason: 'She called.' });
    await answer({ 'put-right': 'no' });
    expect(await stored()).toMatchObject({ status: 'open', reopenings: 1, followUp: 'not-put-right' });
  });

  test('yes corrected to no opens the case again, and no corrected to yes leaves it open', async () => {
    const { answer, correct, stored } = await anAskedCustomer();
    await answer({ 'put-right': 'yes' });
    await correct({ 'put-right': 'no' });
    expect(await stored()).toMatchObject({ status: 'open', reopenings: 1, followUp: 'not-put-right' });
    await correct({ 'put-right': 'yes' });
    expect(await stored()).toMatchObject({ status: 'open', reopenings: 1, followUp: 'put-right' });
  });

  test('it is asked again once the case is resolved again', async () => {
    const t = await anAskedCustomer();
    await t.answer({ 'put-right': 'no' });
    await t.send('contacts', { kind: 'call', note: 'Spoke again.' });
    await t.send('resolution', ending);
    t.at('2026-10-21T07:00:00Z');
    await t.runJobs();
    expect((await t.asked()).map(({ subject }) => subject)).toEqual([`case:${t.c.id}`, `case:${t.c.id}:1`]);
    const { answer } = await answering(t);
    await answer({ 'put-right': 'yes' });
    expect(await t.stored()).toMatchObject({ status: 'resolved', followUp: 'put-right' });
  });
});

describe('a new bad answer', () => {
  const late = { recommend: 1, 'on-time': 'no', reason: 'late' };

  async function aResolvedCase(category: 'service' | 'price' = 'service', setting: Setting = {}) {
    const t = await testApp();
    await aCompany(t.deps, setting);
    const agent = await grace(t.deps);
    const ada = await aCustomer(t.deps);
    const c = await aCase(t.deps, {
      customerId: ada.id,
      ownerId: agent.id,
      status: 'resolved',
      category,
      outcome: 'put-right',
      resolvedAt: new Date('2026-10-10T07:00:00Z'),
    });
    const wave = await aWave(t.deps);
    const { token } = await anInvitation(t.deps, wave, { customerId: ada.id });
    return {
      ...t,
      c,
      agent,
      take: (answers: object) => takeResponse(t.deps, token, { via: 'json', answers, language: null }),
    };
  }

  test('about the same soon after opens the resolved case again', async () => {
    const { take, deps, c, request, agent } = await aResolvedCase();
    expect(await take(late)).toMatchObject({
      outcome: 'taken',
      thanks: { contact: { name: 'Grace Hopper' } },
    });
    const all = await deps.db.select().from(cases);
    expect(all).toMatchObject([{ id: c.id, status: 'open', score: 1, severity: 4, reopenings: 1 }]);
    expect(all[0]?.why.map(({ code }) => code)).toEqual(expect.arrayContaining(['bad-nps', 'reopened']));
    const page = await (await request('GET', `/api/cases/${c.id}`, { as: agent })).json();
    expect(page.response).toMatchObject({ score: 1 });
  });

  test.each<[string, 'service' | 'price', Setting]>([
    ['something else', 'price', {}],
    ['the same, where the company opens a new one always', 'service', { reopensWithinDays: 0 }],
    ['the same, too late', 'service', { reopensWithinDays: 3 }],
  ])('about %s opens a case of its own', async (_, category, setting) => {
    const { take, deps } = await aResolvedCase(category, setting);
    await take(late);
    expect((await deps.db.select().from(cases)).map(({ status }) => status).sort()).toEqual([
      'open',
      'resolved',
    ]);
  });
});

describe('opening again by hand', () => {
  test('needs a reason, happens once and is told', async () => {
    const { send, stored, told } = await aSpokenCase();
    await send('resolution', ending);
    expect((await send('reopening', { reason: ' ' })).status).toBe(400);
    const both = await Promise.all([
      send('reopening', { reason: 'The crate never came.' }),
      send('reopening', { reason: 'The crate never came.' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await stored()).toMatchObject({ status: 'open', reopenings: 1 });
    expect((await told()).filter((kind) => kind === 'case-reopened')).toHaveLength(1);
  });

  test('is refused for a case that is not resolved, and for a customer who died', async () => {
    const { send } = await aSpokenCase();
    expect((await send('reopening', { reason: 'x' })).status).toBe(409);
    const died = await aSpokenCase({}, { status: 'deceased' });
    await died.send('resolution', { ...ending, outcome: 'no-fault' });
    expect((await died.send('reopening', { reason: 'x' })).status).toBe(403);
  });
});
