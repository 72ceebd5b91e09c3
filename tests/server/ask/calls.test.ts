import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { contacts } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { programs } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { afterCall, phoneOf } from '#server/ask/triggers/call.ts';
import { startTriggered } from '#server/ask/triggers/triggers.ts';
import { recounts } from '#server/command-line/recounts.ts';
import { isAccountManager } from '#server/customers/account-manager.ts';
import { adaLeft, due } from '#tests/support/called.ts';
import { aColleague, alan } from '#tests/support/cast.ts';

test.each([
  ['reached', 0, { next: 'interview' }],
  ['reached', 2, { next: 'interview' }],
  ['not-reached', 0, { next: 'again-tomorrow' }],
  ['not-reached', 1, { next: 'again-tomorrow' }],
  ['not-reached', 2, { next: 'no-more', because: { code: 'not-reached', facts: { times: 3 } } }],
  ['again', 2, { next: 'again-then' }],
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

describe('the list of calls', () => {
  test('shows who is to be called, when, and what is known of her', async () => {
    const { calls, t } = await adaLeft();
    t.at('2027-02-01T09:00:00Z');
    const [call] = await calls();
    expect(call).toMatchObject({
      dueAt: '2027-02-28T09:00:00.000Z',
      underWay: null,
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
  test('that reached her opens her interview, which is the one who reached her', async () => {
    const { t, deps, end, standing, calls, ada, agent } = await adaLeft();
    t.at(due);
    expect(await (await end('reached')).json()).toEqual({ next: 'interview' });
    expect(await standing()).toMatchObject({ status: 'delivered' });
    expect((await calls())[0]).toMatchObject({ underWay: { name: 'Grace Hopper', isYou: true } });
    expect(await (await end('reached')).json()).toEqual({ next: 'interview' });
    const told = await deps.db.select().from(contacts);
    expect(told).toMatchObject([{ customerId: ada.id, channel: 'call', kind: 'survey-call' }]);
    const made = await deps.db.select().from(events).where(eq(events.kind, 'call-made'));
    expect(made).toMatchObject([{ actorId: agent.id, customerId: ada.id, data: { outcome: 'reached' } }]);
    expect((await end('not-reached')).status).toBe(409);
  });

  test('that reached her is told to whoever comes second, who may take it over', async () => {
    const { t, deps, end, calls, call } = await adaLeft();
    t.at(due);
    await end('reached');
    const huda = await aColleague(deps, { name: 'Huda Saleh' });
    const refused = await end('reached', huda);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ detail: 'Grace Hopper is at this interview.' });
    expect((await calls(huda))[0]).toMatchObject({ underWay: { name: 'Grace Hopper', isYou: false } });
    const takeover = () => t.request('POST', `/api/calls/${call?.id}/takeover`, { as: huda });
    expect((await takeover()).status).toBe(204);
    expect((await takeover()).status).toBe(204);
    expect((await calls(huda))[0]).toMatchObject({ underWay: { name: 'Huda Saleh', isYou: true } });
    expect(await deps.db.$count(events, eq(events.kind, 'interview-taken-over'))).toBe(1);
    expect((await end('declined')).status).toBe(409);
    expect(await deps.db.$count(contacts)).toBe(1);
  });

  test('that nobody has begun cannot be taken over', async () => {
    const { t, call, agent } = await adaLeft();
    t.at(due);
    expect((await t.request('POST', `/api/calls/${call?.id}/takeover`, { as: agent })).status).toBe(409);
  });

  test('is made again when she says, and counts no try in vain', async () => {
    const { t, deps, end, calls, standing } = await adaLeft();
    t.at(due);
    await end('reached');
    const again = '2027-03-02T17:30:00.000Z';
    const put = await end('again', undefined, { again });
    expect(await put.json()).toEqual({ next: 'again-then' });
    expect((await calls())[0]).toMatchObject({ dueAt: again, isAgreed: true, underWay: null, tries: 0 });
    expect((await end('reached')).status).toBe(409);
    expect(await deps.db.$count(contacts)).toBe(1);
    t.at(again);
    expect(await (await end('reached')).json()).toEqual({ next: 'interview' });
    expect(await deps.db.$count(contacts)).toBe(2);
    expect(await standing()).toMatchObject({ status: 'delivered', deliveredAt: new Date(due) });
  });

  test('that was put off and is then in vain goes on as any other', async () => {
    const { t, end, calls } = await adaLeft();
    t.at(due);
    await end('again', undefined, { again: '2027-03-02T09:00:00.000Z' });
    t.at('2027-03-02T09:00:00Z');
    expect(await (await end('not-reached')).json()).toEqual({ next: 'again-tomorrow' });
    expect((await calls())[0]).toMatchObject({ tries: 1, isAgreed: false });
  });

  test.each([
    ['no time', {}],
    ['a time gone by', { again: '2027-02-28T08:59:00.000Z' }],
    ['a time behind its end', { again: '2027-03-15T09:00:00.000Z' }],
    ['no time there is', { again: 'at five' }],
  ])('is not put off to %s', async (_what, more) => {
    const { t, end, standing } = await adaLeft();
    t.at(due);
    expect((await end('again', undefined, more)).status).toBe(400);
    expect((await standing())?.sendAt).toEqual(new Date(due));
  });

  test('that she breaks off for good ends it, and the funnel says so', async () => {
    const { t, deps, end, standing, calls } = await adaLeft();
    t.at(due);
    await end('reached');
    const all = await Promise.all([end('declined'), end('declined')]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await standing()).toMatchObject({ status: 'expired', skipReason: 'declined' });
    expect(await calls()).toEqual([]);
    expect(await deps.db.$count(contacts)).toBe(1);
    const [funnels] = recounts;
    expect(await deps.db.all(funnels?.sql ?? '')).toEqual([]);
  });

  test('in vain is made again tomorrow, three times at most', async () => {
    const { t, deps, end, standing, calls } = await adaLeft();
    for (const [on, next] of [
      ['2027-02-28T09:00:00Z', 'again-tomorrow'],
      ['2027-03-01T10:00:00Z', 'again-tomorrow'],
      ['2027-03-02T11:00:00Z', 'no-more'],
    ] as const) {
      t.at(on);
      expect(await (await end('not-reached')).json()).toEqual({ next });
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
    expect(await (await end('declined')).json()).toEqual({ next: 'no-more' });
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
