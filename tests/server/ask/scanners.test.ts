import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { invitations, programs } from '#db/schema/programs.ts';
import { dispatchSoon } from '#server/ask/dispatch/dispatch.ts';
import { runWave } from '#server/ask/waves.ts';
import { aCase, aProposal, happens } from '#tests/support/cases.ts';
import { alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

async function everyMail() {
  const t = await testApp();
  await anAskingCompany(t.deps);
  const ada = await aBuyer(t.deps, { email: 'ada@example.com' });
  const [agent, manager, admin] = [await grace(t.deps), await alan(t.deps), await anAdmin(t.deps)];
  const reminders = [1, 2, 3].map((afterDays) => ({ afterDays, texts: {} }));
  await write(t.deps.db, (tx) => tx.run(t.deps.db.update(programs).set({ reminders })));
  await runWave(t.deps, null, 'monthly');
  await t.runJobs();
  for (const day of ['15', '17', '20']) {
    t.at(`2026-10-${day}T10:00:00Z`);
    await write(t.deps.db, (tx) => dispatchSoon(t.deps, tx));
    await t.runJobs();
  }
  const recoveryCase = await aCase(t.deps, { customerId: ada.id, ownerId: agent.id });
  const proposal = await aProposal(t.deps, recoveryCase);
  const post = (path: string, body: unknown, as = agent) => t.request('POST', `/api/${path}`, { as, body });
  await post(`cases/${recoveryCase.id}/contacts`, {
    kind: 'mail',
    note: 'I have looked into it.',
    isToSend: true,
  });
  await post(`grants/${proposal.id}/approval`, {}, manager);
  await post(`cases/${recoveryCase.id}/resolution`, {
    outcome: 'put-right',
    rootCause: 'No call',
    letter: 'It is put right.',
  });
  await post(
    'staff',
    { name: 'Barbara', email: 'barbara@water.example', role: 'agent', locale: 'en' },
    admin,
  );
  await t.request('POST', '/api/sign-in-links', { body: { email: agent.email } });
  const opened = await aCase(t.deps, { ownerId: agent.id });
  await happens(t.deps, { kind: 'case-opened', caseId: opened.id });
  await t.runJobs();
  return { ...t, ada, mails: await t.deps.db.select().from(messages) };
}

/** Every link of every mail, in its letter and in its headers. */
function linksIn(
  mails: { html: string | null; text: string | null; headers: Record<string, string> }[],
): string[] {
  const found = mails.flatMap(({ html, text, headers }) => [
    ...[...(html ?? '').matchAll(/(?:href|src)="(http[^"]+)"/g)].map(([, link]) => unescaped(String(link))),
    ...(`${text} ${headers['List-Unsubscribe'] ?? ''}`.match(/https?:\/\/[^\s<>]+/g) ?? []),
  ]);
  return [...new Set(found)].map((link) => {
    const { pathname, search } = new URL(link);
    return pathname + search;
  });
}

const unescaped = (html: string) => html.replaceAll('&amp;', '&');

/** Every row of every table, but what was noted of machines. */
async function dump({ db }: TestApp['deps']) {
  const tables = await db.all<{ name: string }>(
    sql`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`,
  );
  const rows = await Promise.all(
    tables.map(async ({ name }) => [name, await db.all<object>(sql.raw(`SELECT * FROM "${name}"`))] as const),
  );
  const unseen = (row: object) => ({ ...row, scanner_seen_at: 0, scanner_hits: 0 });
  return Object.fromEntries(
    rows.map(([name, all]) => [name, name === 'invitations' ? all.map(unseen) : all]),
  );
}

const seen = async ({ db }: TestApp['deps']) => (await db.select().from(invitations))[0];

describe('a scanner that follows every link of every mail, three times, by GET and HEAD', () => {
  test.each([
    ['says who it is', { 'user-agent': 'Mozilla/5.0 (compatible; BarracudaCentral)' }],
    ['says nothing', {}],
    ['says it is a browser', { 'user-agent': chrome, accept: 'text/html' }],
  ])(
    'and %s changes nothing but scanner seen',
    async (_, headers) => {
      const t = await everyMail();
      const kinds = new Set(t.mails.map(({ kind }) => kind));
      expect([...kinds].sort()).toEqual([
        'case-alert',
        'case-message',
        'case-resolved',
        'compensation',
        'sign-in',
        'staff-invitation',
        'survey-invitation',
        'survey-reminder',
      ]);
      expect(t.mails.filter(({ kind }) => kind === 'survey-reminder')).toHaveLength(3);
      const links = linksIn(t.mails);
      expect(links.filter((link) => link.startsWith('/s/'))).toHaveLength(12);
      expect(links.some((link) => link.startsWith('/sign-in/link?token='))).toBe(true);
      const before = await dump(t.deps);
      for (const link of [...links, ...links, ...links]) {
        for (const method of ['GET', 'HEAD']) await (await t.app.request(link, { method, headers })).text();
      }
      expect((await seen(t.deps))?.scannerHits).toBeGreaterThan(20);
      expect(await dump(t.deps)).toEqual(before);
      expect(await seen(t.deps)).toMatchObject({
        status: 'delivered',
        scannerSeenAt: t.deps.now(),
        openedAt: null,
        startedAt: null,
      });
    },
    60_000,
  );
});

describe('one link', () => {
  async function invited() {
    const t = await testApp();
    await anAskingCompany(t.deps);
    await aBuyer(t.deps, { email: 'ada@example.com' });
    await runWave(t.deps, null, 'monthly');
    await t.runJobs();
    const [mail] = await t.deps.db.select().from(messages);
    const [path = ''] = /\/s\/[\w-]{22}/.exec(mail?.html ?? '') ?? [];
    const open = (query = '', headers: Record<string, string> = { 'user-agent': chrome }) =>
      t.app.request(path + query, { headers });
    return { ...t, path, open, hits: async () => (await seen(t.deps))?.scannerHits };
  }

  test('opened by a person is nobody’s but hers, however often she looks', async () => {
    const { open, hits, at } = await invited();
    for (const second of [0, 2, 4, 30]) {
      at(new Date(Date.parse('2026-10-14T07:00:00Z') + second * 1000));
      await open('?q=recommend&a=7');
    }
    expect(await hits()).toBe(0);
  });

  test('opened with one score after another in a moment is a machine’s, unless the page’s script has spoken', async () => {
    const { open, hits, app, path } = await invited();
    await app.request(`${path}/opening`, { method: 'POST', headers: { 'user-agent': chrome } });
    for (const score of [0, 1, 2]) await open(`?q=recommend&a=${score}`);
    expect(await hits()).toBe(0);
  });

  test('counts the visits before it was found out', async () => {
    const { open, hits } = await invited();
    await open('?q=recommend&a=0');
    expect(await hits()).toBe(0);
    await open('?q=recommend&a=1');
    expect(await hits()).toBe(2);
  });

  test('hit a thousand times is written a few times', async () => {
    const { open, hits } = await invited();
    await Promise.all(Array.from({ length: 1000 }, () => open('', { 'user-agent': 'curl/8.5.0' })));
    expect(await hits()).toBe(512);
  });

  test('is opened by nobody when a gateway runs the page’s script', async () => {
    const { app, path, hits, deps } = await invited();
    const headers = { 'user-agent': `${chrome} HeadlessChrome/130.0` };
    expect((await app.request(`${path}/opening`, { method: 'POST', headers })).status).toBe(204);
    expect(await seen(deps)).toMatchObject({ status: 'delivered', openedAt: null });
    expect(await hits()).toBe(1);
  });
});

test('a scanner that comes after the answer changes it by none of the addresses its page offers', async () => {
  const t = await testApp();
  await anAskingCompany(t.deps);
  await grace(t.deps);
  await aBuyer(t.deps, { email: 'ada@example.com' });
  await runWave(t.deps, null, 'monthly');
  await t.runJobs();
  const [mail] = await t.deps.db.select().from(messages);
  const [path = ''] = /\/s\/[\w-]{22}/.exec(mail?.html ?? '') ?? [];
  const answers = { recommend: 2, 'on-time': 'no', reason: 'late' };
  await t.request('POST', `${path}/answers`, { body: { answers: { recommend: 2 } } });
  const looked = async () => {
    for (const query of [
      '',
      '?correct',
      '?correct&lang=ar',
      '?q=recommend&a=9',
      '?correct&q=recommend&a=9',
      '/callback',
    ])
      for (const method of ['GET', 'HEAD'])
        await (await t.app.request(path + query, { method, headers: { 'user-agent': chrome } })).text();
  };
  const begun = await dump(t.deps);
  await looked();
  expect(await dump(t.deps)).toEqual(begun);
  const html = await (
    await t.request('POST', path, { body: { answers }, headers: { accept: 'text/html' } })
  ).text();
  await t.runJobs();
  expect(html).toContain(`href="${path}?correct`);
  const answered = await dump(t.deps);
  await looked();
  expect(await dump(t.deps)).toEqual(answered);
});
