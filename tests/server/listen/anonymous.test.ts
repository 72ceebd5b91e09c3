import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { invitations, programs, waves } from '#db/schema/programs.ts';
import { messages } from '#db/schema/email.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { write } from '#db/client.ts';
import { prepareAnonymousWave } from '#server/ask/anonymous-waves.ts';
import { recounts } from '#server/command-line/recounts.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aColleague, aCompany, alan } from '#tests/support/cast.ts';
import { aWave, funnelOf } from '#tests/support/invited.ts';
import { aStaffWave, happy, unhappy, wholeDatabase } from '#tests/support/staff-wave.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

/** A peculiar moment, whose milliseconds would stand out wherever they are kept. */
const answeredAt = new Date('2026-10-14T07:13:37.517Z');

const post = (t: TestApp, path: string, answers: unknown, headers: Record<string, string> = {}) =>
  t.request('POST', path, { body: { answers }, headers });

describe('the wave of the staff', () => {
  test('mails everybody who works here one and the same link, and keeps no row for anybody', async () => {
    const { t, wave, colleagues, mails, path } = await aStaffWave();
    expect(mails.map(({ toName }) => toName).sort()).toEqual(colleagues.map(({ name }) => name).sort());
    expect(new Set(mails.map(({ text }) => /\/s\/[\w-]{22}/.exec(text ?? '')?.[0]))).toEqual(new Set([path]));
    expect(mails.every(({ invitationId, customerId }) => invitationId === null && customerId === null)).toBe(
      true,
    );
    expect(await t.deps.db.$count(invitations)).toBe(0);
    expect(await funnelOf(t.deps, wave)).toEqual({ queued: 3, sent: 3, delivered: 3 });
  });

  test('is prepared once, however many do so, and mails nobody twice', async () => {
    const { t, wave, mails } = await aStaffWave();
    const [row] = await t.deps.db.select().from(waves);
    await Promise.all([prepareAnonymousWave(t.deps, wave), prepareAnonymousWave(t.deps, wave)]);
    await t.runJobs();
    expect((await t.deps.db.select().from(waves))[0]).toEqual(row);
    expect(await t.deps.db.$count(messages)).toBe(mails.length);
  });

  test('of many goes out in parts', async () => {
    const { mails } = await aStaffWave({ howMany: 60 });
    expect(mails).toHaveLength(60);
  });

  test('keeps the token itself nowhere but in the mails', async () => {
    const { t, token } = await aStaffWave();
    const everywhere = await wholeDatabase(t);
    const found = Object.entries(everywhere).filter(([, text]) => text.includes(token));
    expect(found.map(([table]) => table)).toEqual(['messages']);
  });
});

describe('an answer without a name', () => {
  test('leaves nothing that leads to who gave it: not in the database, not in the log', async () => {
    const log: string[] = [];
    const { t, path, colleagues } = await aStaffWave({ log });
    const before = await wholeDatabase(t);
    log.length = 0;
    t.at(answeredAt);
    const person = colleagues[1];
    if (!person) throw new Error('Nobody to answer');
    const headers = {
      ...(await t.as(person)),
      'x-forwarded-for': '203.0.113.77',
      'user-agent': 'Grace-Browser/7',
      'accept-language': 'ar',
      referer: 'https://mail.example/grace',
    };
    const sessions = await wholeDatabase(t);
    expect((await t.app.request(path, { headers })).status).toBe(200);
    expect((await t.request('POST', `${path}/opening`, { headers })).status).toBe(204);
    const begun = { headers, body: { answers: unhappy } };
    expect((await t.request('POST', `${path}/answers`, begun)).status).toBe(404);
    expect((await post(t, path, unhappy, headers)).status).toBe(201);
    const call = { headers, body: { phone: '0501234567' } };
    expect((await t.request('POST', `${path}/callback`, call)).status).toBe(404);
    expect((await t.app.request(`${path}?correct`, { headers })).status).toBe(200);
    await t.runJobs();
    const after = await wholeDatabase(t);
    const changed = Object.keys(after).filter((table) => after[table] !== sessions[table]);
    expect(changed.sort()).toEqual([
      'anonymous_submissions',
      'reason_rollup',
      'reasons',
      'responses',
      'score_rollup',
      'segment_rollup',
      'wave_counts',
    ]);
    const written = changed.map((table) => after[table]).join('\n') + log.join('\n');
    const telling = [
      person.id,
      person.name,
      person.email,
      '203.0.113.77',
      'Grace-Browser',
      'mail.example',
      ...momentsOf(answeredAt),
    ];
    expect(telling.filter((trace) => written.includes(trace))).toEqual([]);
    expect(before.staff).toBe(after.staff);
    expect(log).toEqual([]);
  });

  test('keeps the day and no more', async () => {
    const { t, path } = await aStaffWave();
    t.at(answeredAt);
    await post(t, path, unhappy);
    const noon = new Date('2026-10-14T12:00:00Z');
    expect(await t.deps.db.select().from(responses)).toMatchObject([
      {
        invitationId: null,
        customerId: null,
        locale: null,
        tier: null,
        answeredAt: noon,
        month: '2026-10',
        nps: 2,
      },
    ]);
    expect(await t.deps.db.select().from(reasons)).toMatchObject([{ category: 'service', at: noon }]);
    const told = (await t.deps.db.select().from(events)).map(({ kind }) => kind);
    expect(told).not.toContain('response-received');
  });

  test('is stored by a POST only: following the link changes nothing', async () => {
    const { t, path } = await aStaffWave();
    const before = await wholeDatabase(t);
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET'])
      expect((await t.app.request(`${path}?nps=9`, { method })).status).toBe(200);
    expect(await wholeDatabase(t)).toEqual(before);
  });

  test('is asked for on a page that says so, without a way to unsubscribe', async () => {
    const { t, path } = await aStaffWave();
    const html = await (await t.app.request(path, { headers: { 'accept-language': 'ar-SA' } })).text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('لا أحد يستطيع معرفة من أجاب');
    expect(html).not.toContain('/u/');
  });

  test('is not taken twice by accident, and the cookie says nothing else', async () => {
    const { t, wave, path } = await aStaffWave();
    const first = await post(t, path, happy);
    expect(first.status).toBe(201);
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(/^answered=1; Max-Age=\d+; Path=\/s\/[\w-]{22}; HttpOnly; SameSite=Lax$/);
    const headers = { cookie: 'answered=1' };
    expect(await (await post(t, path, happy, headers)).json()).toMatchObject({ outcome: 'already' });
    expect(await (await t.app.request(path, { headers })).text()).toContain('already been answered');
    expect((await post(t, path, happy)).status).toBe(201);
    expect(await funnelOf(t.deps, wave)).toMatchObject({ completed: 2 });
  });

  test('can be given without a script, step by step', async () => {
    const { t, path } = await aStaffWave();
    const form = (fields: [string, string][]) =>
      t.app.request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        body: new URLSearchParams(fields).toString(),
      });
    const step = await form([
      ['recommend', '3'],
      ['_asked', 'recommend'],
    ]);
    expect([step.status, await t.deps.db.$count(responses)]).toEqual([200, 0]);
    expect((await form([['recommend', '77']])).status).toBe(400);
    const done = await form(Object.entries({ ...unhappy, recommend: '2' }));
    expect([done.status, await t.deps.db.$count(responses)]).toEqual([200, 1]);
  });

  test.each([
    ['{"answers":{"recommend":11}}', 400],
    ['{"answers":null}', 400],
    ['{"answers":[]}', 400],
    ['not json', 400],
  ])('that is no answer is refused: %s', async (body, status) => {
    const { t, path } = await aStaffWave();
    const response = await t.app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect([response.status, await t.deps.db.$count(responses)]).toEqual([status, 0]);
  });

  test('comes too late after the wave', async () => {
    const { t, path } = await aStaffWave();
    t.at('2026-10-28T00:00:00Z');
    expect((await t.app.request(path)).status).toBe(410);
    expect((await post(t, path, happy)).status).toBe(410);
    expect(await t.deps.db.$count(responses)).toBe(0);
  });
});

describe('the figures', () => {
  async function answered(n: number) {
    const given = await aStaffWave();
    for (let i = 0; i < n; i++)
      await post(given.t, given.path, { ...unhappy, 'reason-Comment': `Word ${i}` });
    const manager = await alan(given.t.deps);
    const read = async (path: string) => (await given.t.request('GET', path, { as: manager })).json();
    return { ...given, read };
  }

  test('of customers hold no answer of the staff', async () => {
    const { read } = await answered(9);
    const { figures } = await read('/api/overview?month=2026-10');
    expect(figures.nps.last).toMatchObject({ value: null, n: 0 });
    expect(figures.heard).toEqual([]);
    expect(figures.responseRate.lastCounts).toEqual({ delivered: 0, completed: 0 });
    const reasonsPage = await read('/api/reasons?source=responses&to=2026-10');
    expect(reasonsPage.figures.total).toBe(0);
    const { voices } = await read('/api/reasons/voices?source=responses&category=service');
    expect(voices).toEqual([]);
  });

  test.each([
    [4, '<5', 0],
    [5, 5, 0],
    [7, 7, 0],
    [8, 8, 3],
  ])('of %i answers show n as %s and %i comments', async (n, shownAs, comments) => {
    const { read } = await answered(n);
    const { figures } = await read('/api/overview?month=2026-10&program=monthly');
    expect(figures.nps.last.n).toBe(shownAs);
    expect(figures.nps.last.value === null).toBe(n < 5);
    expect(figures.heard).toHaveLength(comments);
    const { voices } = await read('/api/reasons/voices?source=responses&category=service&program=monthly');
    expect(voices.length > 0).toBe(comments > 0);
  });

  test('agree with what the doctor counts anew', async () => {
    const { t } = await answered(6);
    expect(await rollUpDifferences(t.deps.db)).toEqual([]);
    for (const { sql: query } of recounts) expect(await t.deps.db.all(sql.raw(query))).toEqual([]);
  });
});

test('a paused program mails nobody until it goes on', async () => {
  const t = await testApp();
  await aCompany(t.deps);
  await aColleague(t.deps);
  const wave = await aWave(t.deps, { kind: 'staff', isAnonymous: true, pausedAt: t.deps.now() });
  await prepareAnonymousWave(t.deps, wave);
  await t.runJobs();
  expect(await t.deps.db.$count(messages)).toBe(0);
  await write(t.deps.db, (tx) => tx.run(t.deps.db.update(programs).set({ pausedAt: null })));
  t.at(new Date(t.deps.now().getTime() + 3_600_000));
  await t.runJobs();
  expect(await t.deps.db.$count(messages)).toBe(1);
});

/** A moment in the ways in which it may be written: as a number, as text, as the beginning of an id. */
function momentsOf(at: Date): string[] {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  const inIds = at.getTime().toString(32).padStart(9, '0');
  const minuteInIds = inIds.replace(/[a-v]/g, (digit) => alphabet[parseInt(digit, 32)] ?? '').slice(0, 7);
  return [String(at.getTime()).slice(0, 8), '07:13', '10:13', minuteInIds];
}
