import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import { company } from '#db/schema/company.ts';
import { customers } from '#db/schema/customers.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { callbackRequests } from '#db/schema/responses.ts';
import { aCompany, aCustomer, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave, countsOf } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

const happy = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
const late = { recommend: 2, 'on-time': 'no', reason: 'late' };
const phone = '+966 50 123 4567';
const later = '2026-10-14T09:00:00Z';

async function invitedAda(answers: object | null, settings: Partial<typeof company.$inferInsert> = {}) {
  const t = await testApp();
  await aCompany(t.deps, settings);
  const agent = await grace(t.deps);
  const ada = await aCustomer(t.deps, { name: 'Ada' });
  const { token } = await anInvitation(t.deps, await aWave(t.deps), { customerId: ada.id });
  const path = `/s/${token}`;
  if (answers) await t.request('POST', path, { body: { answers } });
  await t.runJobs();
  t.at(later);
  const ask = (body: unknown) => t.request('POST', `${path}/callback`, { body });
  const post = (fields: Record<string, string>) =>
    t.app.request(`${path}/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: new URLSearchParams(fields).toString(),
    });
  const asked = () => t.deps.db.select().from(callbackRequests);
  const theCase = async () => (await t.deps.db.select().from(cases))[0];
  const setStatus = (status: 'barred' | 'deceased' | 'anonymised') =>
    write(t.deps.db, (tx) => tx.run(t.deps.db.update(customers).set({ status })));
  return { ...t, agent, ada, path, ask, post, asked, theCase, setStatus };
}

describe('asking to be called', () => {
  test('after a good answer opens a case that says why, with its owner, its clock and its alert', async () => {
    const t = await invitedAda(happy);
    const response = await t.ask({ phone, time: 'evening' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      outcome: 'asked',
      thanks: { contact: { name: 'Grace Hopper' }, call: { phone, wishedTime: 'evening' } },
    });
    expect(await t.asked()).toMatchObject([
      { customerId: t.ada.id, phone, wishedTime: 'evening', askedAt: new Date(later) },
    ]);
    expect(await t.theCase()).toMatchObject({
      ownerId: t.agent.id,
      status: 'open',
      score: 9,
      openedAt: new Date(later),
      why: [{ code: 'asked-for-call' }],
    });
    const happened = await t.deps.db.select().from(events).orderBy(asc(events.id));
    const caseId = (await t.theCase())?.id;
    expect(happened.slice(-2)).toMatchObject([
      { kind: 'case-opened', caseId },
      { kind: 'callback-requested', caseId, customerId: t.ada.id, data: { wishedTime: 'evening' } },
    ]);
    expect(JSON.stringify(happened)).not.toContain('4567');
    await t.runJobs();
    const [alert] = await t.deps.db.select().from(messages).where(eq(messages.kind, 'case-alert'));
    expect(alert?.text).toContain(`Ada asks to be called: ${phone}, in the evening.`);
    expect(alert?.text).not.toContain('went wrong');
    expect(await countsOf(t.deps, { grants })).toEqual({ grants: 0 });
  });

  test('after a bad answer shows in its case, which keeps its clock and presses more', async () => {
    const t = await invitedAda(late);
    const before = await t.theCase();
    expect((await t.ask({ phone })).status).toBe(200);
    expect(before?.severity).toBe(3);
    expect(await t.theCase()).toEqual({ ...before, severity: 4 });
    const page = await (await t.request('GET', `/api/cases/${before?.id}`, { as: t.agent })).json();
    expect(page).toMatchObject({
      callback: { phone, wishedTime: 'any', askedAt: new Date(later).toISOString() },
    });
    expect(JSON.stringify(page)).toContain('callback-requested');
    const inbox = await (await t.request('GET', '/api/cases', { as: t.agent })).json();
    expect(inbox).toMatchObject({ cases: [{ isCallWished: true }] });
    expect(await countsOf(t.deps, { jobs })).toEqual({ jobs: 1 });
  });

  test('again changes number and time; the same again changes nothing', async () => {
    const t = await invitedAda(happy);
    await t.ask({ phone, time: 'morning' });
    const told = await countsOf(t.deps, { events, cases });
    await t.ask({ phone, time: 'morning' });
    expect(await countsOf(t.deps, { events, cases })).toEqual(told);
    await t.ask({ phone: '٠٥٠ ١٢٣ ٤٥٦٧', time: 'afternoon' });
    expect(await t.asked()).toMatchObject([{ phone: '٠٥٠ ١٢٣ ٤٥٦٧', wishedTime: 'afternoon' }]);
    expect(await countsOf(t.deps, { events, cases })).toEqual({ events: told.events + 1, cases: 1 });
  });

  test('many times at once asks once', async () => {
    const t = await invitedAda(happy);
    const done = await Promise.all(Array.from({ length: 8 }, () => t.ask({ phone })));
    expect(done.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(await countsOf(t.deps, { callbackRequests, cases })).toEqual({ callbackRequests: 1, cases: 1 });
  });

  test('together with a correction that turns bad opens one case', async () => {
    const t = await invitedAda(happy);
    const correct = t.request('POST', t.path, { body: { answers: late, correcting: true } });
    const done = await Promise.all([t.ask({ phone }), correct, t.ask({ phone })]);
    expect(done.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await countsOf(t.deps, { callbackRequests, cases })).toEqual({ callbackRequests: 1, cases: 1 });
  });
});

describe('no call can be asked for', () => {
  test('before anything is answered, nor behind an unknown link', async () => {
    const t = await invitedAda(null);
    expect((await t.ask({ phone })).status).toBe(409);
    const page = await t.post({ phone });
    expect([page.status, page.headers.get('location')]).toEqual([303, t.path]);
    expect((await t.request('POST', `/s/${'A'.repeat(22)}/callback`, { body: { phone } })).status).toBe(404);
    expect(await t.asked()).toEqual([]);
  });

  test.each(['barred', 'deceased', 'anonymised'] as const)('for a customer who is %s', async (status) => {
    const t = await invitedAda(happy);
    await t.setStatus(status);
    expect((await t.ask({ phone })).status).toBe(403);
    expect((await t.post({ phone })).status).toBe(403);
    const html = await (await t.app.request(t.path, { headers: { accept: 'text/html' } })).text();
    expect(html).not.toContain('/callback');
    expect(await countsOf(t.deps, { callbackRequests, cases })).toEqual({ callbackRequests: 0, cases: 0 });
  });

  test('where the company offers none', async () => {
    const t = await invitedAda(happy, { offersCallback: false });
    expect((await t.ask({ phone })).status).toBe(403);
    expect(await t.asked()).toEqual([]);
  });

  test('of a case that is over', async () => {
    const t = await invitedAda(late);
    await write(t.deps.db, (tx) => tx.run(t.deps.db.update(cases).set({ status: 'resolved' })));
    expect((await t.ask({ phone })).status).toBe(403);
    expect(await t.asked()).toEqual([]);
  });

  test.each([{}, { phone: 'x' }, { phone, time: 'night' }, [], 'x', null])(
    'with what is no number and no time: %j',
    async (body) => {
      const t = await invitedAda(happy);
      expect((await t.ask(body)).status).toBe(400);
      expect(await countsOf(t.deps, { callbackRequests, cases })).toEqual({ callbackRequests: 0, cases: 0 });
    },
  );
});

describe('the form without a script', () => {
  test('is folded into the thank-you, and answered with who calls by when', async () => {
    const t = await invitedAda(happy);
    const html = await (await t.app.request(t.path, { headers: { accept: 'text/html' } })).text();
    expect(html).toContain(`<form action="${t.path}/callback" method="post">`);
    expect(html).toContain('<details><summary>Would you like us to call you?</summary>');
    const response = await t.post({ phone, time: 'morning', _language: 'ru' });
    const thanks = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(thanks).toContain('<html lang="ru"');
    expect(thanks).toContain('Вам позвонит \u2068Grace Hopper\u2069. Крайний срок: ');
    expect(thanks).toContain(`Номер: \u2068${phone}\u2069, по возможности утром.`);
  });

  test('keeps what was typed and says what is wrong with it, as text', async () => {
    const t = await invitedAda(happy);
    const response = await t.post({ phone: '"><script>12', time: 'evening', _language: 'en' });
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain('<details open="">');
    expect(html).toContain('This does not look like a phone number.');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;12"');
    expect(html).toMatch(/<input[^>]*checked=""[^>]*value="evening"/);
    expect(html).not.toContain('<script>12');
  });

  test('reloaded by its address leads back to the link', async () => {
    const t = await invitedAda(happy);
    const response = await t.app.request(`${t.path}/callback`);
    expect([response.status, response.headers.get('location')]).toEqual([302, t.path]);
  });
});

test('a company that announces no case says that it calls, and neither who nor when', async () => {
  const t = await invitedAda(late, { announcesCases: false });
  const again = await (await t.request('POST', t.path, { body: { answers: late } })).json();
  expect(again).toMatchObject({ outcome: 'already', thanks: { contact: null, offers: { call: true } } });
  const html = await (await t.post({ phone })).text();
  expect(html).toContain('We will call you. The number: ');
  expect(html).not.toContain('Grace');
});
