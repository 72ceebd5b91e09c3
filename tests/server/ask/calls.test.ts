import { describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { invitations, programs } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { afterCall, phoneOf } from '#server/ask/triggers/call.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { startTriggered } from '#server/ask/triggers/triggers.ts';
import { isAccountManager } from '#server/customers/account-manager.ts';
import { aColleague, aCompany, aCustomer, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

test.each([
  ['reached', 0, { next: 'interview' }],
  ['reached', 2, { next: 'interview' }],
  ['not-reached', 0, { next: 'again-tomorrow' }],
  ['not-reached', 1, { next: 'again-tomorrow' }],
  ['not-reached', 2, { next: 'no-more', because: { code: 'not-reached', facts: { times: 3 } } }],
  ['declined', 0, { next: 'no-more', because: { code: 'declined', facts: {} } }],
] as const)('a call that ends as %s after %i in vain: %j', (outcome, tries, then) => {
  expect(afterCall(outcome, tries)).toEqual(then);
});

test.each([
  [{}, null],
  [{ city: 'Riyadh' }, null],
  [{ Phone: '+966 50 123 4567' }, '+966 50 123 4567'],
  [{ 'Phone type': 'mobile', 'Mobile no.': '050-1234567' }, '050-1234567'],
  [{ 'رقم الجوال': '٠٥٠١٢٣٤٥٦٧' }, '٠٥٠١٢٣٤٥٦٧'],
  [{ 'мобильный телефон': '8 (912) 345-67-89' }, '8 (912) 345-67-89'],
  [{ phone: 'ask her' }, null],
])('of the attributes %j the number is %s', (attributes, phone) => {
  expect(phoneOf(attributes as Record<string, string>)).toBe(phone);
});

test.each([
  ['Grace Hopper', true],
  ['  grace   HOPPER ', true],
  ['grace@water.example', true],
  ['Grace', false],
  ['', false],
  [null, false],
])('the account manager %j is Grace: %s', (accountManager, is) => {
  const grace = { name: 'Grace Hopper', email: 'grace@water.example' };
  expect(isAccountManager(grace, accountManager)).toBe(is);
});

/** Ada left on 31 January; her call is due on the last of February. */
async function adaLeft(customer: Partial<typeof customers.$inferInsert> = {}) {
  const t = await testApp();
  const { deps } = t;
  await aCompany(deps);
  await ensureShippedPrograms(deps);
  await write(deps.db, (tx) => {
    tx.run(deps.db.update(programs).set({ pausedAt: deps.now() }).where(eq(programs.id, 'exit')));
    tx.run(deps.db.update(programs).set({ pausedAt: null }).where(eq(programs.id, 'exit-call')));
  });
  t.at('2027-01-31T09:00:00Z');
  const ada = await aCustomer(deps, {
    externalId: 'C-1',
    accountManager: 'Rami Aziz',
    monthlyRevenueMinor: 70_000,
    attributes: { phone: '+966 50 1' },
    ...customer,
  });
  const body = { name: 'Shop', role: 'agent' };
  const made = await t.request('POST', '/api/keys', { as: await anAdmin(deps), body });
  const { key } = (await made.json()) as { key: string };
  const departures = [{ customerId: 'C-1', departedOn: '2027-01-31', reason: 'price-rise' }];
  const headers = { authorization: `Bearer ${key}` };
  await t.request('POST', '/api/departures', { headers, body: { departures } });
  await t.runJobs();
  const agent = await grace(deps);
  const calls = async (as = agent) => (await (await t.request('GET', '/api/calls', { as })).json()).calls;
  const [call] = await deps.db.select().from(invitations);
  const end = (outcome: string, as = agent) =>
    t.request('POST', `/api/calls/${call?.id}/outcome`, { as, body: { outcome } });
  const standing = async () => (await deps.db.select().from(invitations))[0];
  return { t, deps, ada, agent, calls, end, standing, headers, call };
}

const due = '2027-02-28T09:00:00Z';

describe('the list of calls', () => {
  test('shows who is to be called, when, and what is known of her', async () => {
    const { calls, t } = await adaLeft();
    t.at('2027-02-01T09:00:00Z');
    const [call] = await calls();
    expect(call).toMatchObject({
      dueAt: '2027-02-28T09:00:00.000Z',
      status: 'waiting',
      tries: 0,
      mayCall: true,
      program: { id: 'exit-call' },
      customer: { name: 'Ada Byron', phone: '+966 50 1', monthlyRevenueMinor: 70_000 },
      departure: { departedOn: '2027-01-31', category: 'price', detail: 'price-rise' },
      answers: [],
    });
    expect(JSON.stringify(call)).not.toContain('/s/');
    expect(call.customer.attributes).toBeUndefined();
  });

  test('says that who lost her does not call her (A5), and lets her keep no call', async () => {
    const { calls, deps, end, t, standing } = await adaLeft();
    t.at(due);
    const rami = await aColleague(deps, { name: 'Rami  AZIZ' });
    expect((await calls(rami))[0].mayCall).toBe(false);
    expect((await end('reached', rami)).status).toBe(403);
    expect(await standing()).toMatchObject({ status: 'queued' });
  });

  test.each(['deceased', 'barred', 'anonymised'] as const)('loses who is %s', async (status) => {
    const { calls, deps, end, t, standing } = await adaLeft();
    t.at(due);
    await write(deps.db, (tx) => tx.run(deps.db.update(customers).set({ status })));
    expect(await calls()).toEqual([]);
    expect((await end('reached')).status).toBe(404);
    await startTriggered(deps);
    expect(await standing()).toMatchObject({ status: 'skipped', skipReason: status });
  });

  test('is for people who have signed in', async () => {
    const { t, headers } = await adaLeft();
    expect((await t.request('GET', '/api/calls')).status).toBe(401);
    expect((await t.request('GET', '/api/calls', { headers })).status).toBe(403);
    expect((await t.request('GET', '/api/calls?after=nonsense', { as: await alan(t.deps) })).status).toBe(
      400,
    );
  });
});

describe('a call', () => {
  test('that reached her opens her interview, which the caller fills in for her', async () => {
    const { t, deps, end, standing, calls, ada, agent } = await adaLeft();
    t.at(due);
    const response = await end('reached');
    expect(response.status).toBe(200);
    const { surveyUrl, next } = await response.json();
    expect(next).toBe('interview');
    expect((await t.app.request(surveyUrl)).status).toBe(200);
    expect(await standing()).toMatchObject({ status: 'delivered' });
    expect((await calls())[0].status).toBe('reached');
    expect(await (await end('reached')).json()).toEqual({ surveyUrl, next });
    const told = await deps.db.select().from(contacts);
    expect(told).toMatchObject([{ customerId: ada.id, channel: 'call', kind: 'survey-call' }]);
    const [event] = await deps.db.select().from(events).where(eq(events.kind, 'call-made'));
    expect(event).toMatchObject({ actorId: agent.id, customerId: ada.id, data: { outcome: 'reached' } });
    expect((await end('declined')).status).toBe(409);
    const html = await (await t.app.request(surveyUrl)).text();
    const [, name = ''] = /name="([\w-]+)"/.exec(html) ?? [];
    await t.request('POST', `${surveyUrl}/progress`, { body: { question: name } });
    expect(await standing()).toMatchObject({ status: 'started' });
  });

  test('in vain is made again tomorrow, three times at most', async () => {
    const { t, deps, end, standing, calls } = await adaLeft();
    for (const [on, next] of [
      ['2027-02-28T09:00:00Z', 'again-tomorrow'],
      ['2027-03-01T10:00:00Z', 'again-tomorrow'],
      ['2027-03-02T11:00:00Z', 'no-more'],
    ] as const) {
      t.at(on);
      expect(await (await end('not-reached')).json()).toEqual({ next, surveyUrl: null });
      expect((await end('not-reached')).status).toBe(409);
    }
    expect(await standing()).toMatchObject({
      status: 'skipped',
      skipReason: 'not-reached',
      skipFacts: { times: 3 },
    });
    expect(await deps.db.$count(contacts)).toBe(3);
    expect(await calls()).toEqual([]);
  });

  test('in vain counts on the list, and is due in the hours of the next day', async () => {
    const { t, end, calls } = await adaLeft();
    t.at('2027-02-28T15:59:00Z');
    await end('not-reached');
    expect((await calls())[0]).toMatchObject({ tries: 1, dueAt: '2027-03-01T15:59:00.000Z' });
  });

  test('that she did not want ends it', async () => {
    const { t, end, standing } = await adaLeft();
    t.at(due);
    expect(await (await end('declined')).json()).toEqual({ next: 'no-more', surveyUrl: null });
    expect(await standing()).toMatchObject({ status: 'skipped', skipReason: 'declined' });
    expect((await end('reached')).status).toBe(409);
  });

  test('is kept once, however often it is sent at once', async () => {
    const { t, deps, end } = await adaLeft();
    t.at(due);
    const all = await Promise.all([end('not-reached'), end('not-reached'), end('declined')]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await deps.db.$count(contacts)).toBe(1);
  });

  test('is not made before its day', async () => {
    const { t, end } = await adaLeft();
    t.at('2027-02-27T09:00:00Z');
    expect((await end('reached')).status).toBe(409);
  });

  test.each([{}, { outcome: 'perhaps' }, { outcome: 'reached', extra: 1 }])(
    'is refused as %j',
    async (body) => {
      const { t, agent, call } = await adaLeft();
      t.at(due);
      const response = await t.request('POST', `/api/calls/${call?.id}/outcome`, { as: agent, body });
      expect(response.status).toBe(400);
    },
  );

  test('of a paused program waits', async () => {
    const { t, deps, end, calls } = await adaLeft();
    t.at(due);
    await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ pausedAt: deps.now() })));
    expect(await calls()).toEqual([]);
    expect((await end('reached')).status).toBe(404);
    expect(await deps.db.$count(responses)).toBe(0);
  });
});
