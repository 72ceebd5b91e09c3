import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { cases } from '#db/schema/cases.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations } from '#db/schema/programs.ts';
import { reasons, responses } from '#db/schema/responses.ts';
import { aCompany, aCustomer, anOrder, grace } from '#tests/support/cast.ts';
import { anInvitation, aWave, countsOf, funnelOf } from '#tests/support/invited.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

const happy = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };
const unhappy = { recommend: 2, 'on-time': 'no', reason: 'late' };

async function invitedAda(
  program: Parameters<typeof aWave>[1] = {},
  overrides: Partial<typeof invitations.$inferInsert> = {},
) {
  const t = await testApp();
  await aCompany(t.deps);
  const ada = await aCustomer(t.deps);
  const wave = await aWave(t.deps, program);
  const { token } = await anInvitation(t.deps, wave, { customerId: ada.id, locale: 'ar', ...overrides });
  return { t, ada, wave, token, path: `/s/${token}` };
}

const page = (t: TestApp, path: string, init: RequestInit = {}) =>
  t.app.request(path, { ...init, headers: { accept: 'text/html', ...init.headers } });

const postForm = (t: TestApp, path: string, fields: [string, string][]) =>
  page(t, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });

const postJson = (t: TestApp, path: string, body: unknown, headers: Record<string, string> = {}) =>
  t.request('POST', path, { body, headers });

describe('opening the link', () => {
  test('shows the survey in the language of the invitation, with nothing of anybody else', async () => {
    const { t, path } = await invitedAda();
    const response = await page(t, path);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('name="recommend"');
    expect(html).toContain('href="?unsubscribe&amp;lang=ar"');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain('unsafe-inline');
  });

  test('knows no token, so that one page is kept for all, and leads each customer out by her own', async () => {
    const { t, token, path } = await invitedAda();
    expect(await (await page(t, path)).text()).not.toContain(token);
    const out = await page(t, `${path}?unsubscribe&lang=ar`);
    expect(out.status).toBe(302);
    expect(out.headers.get('location')).toBe(`/u/${token}?lang=ar`);
    const nowhere = await page(t, '/s/..%2f..%2fevil.example?unsubscribe&lang=//evil');
    expect(nowhere.headers.get('location')).toBe('/u/..%2F..%2Fevil.example');
  });

  test.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
    ['identity', null, (bytes: Buffer) => bytes],
  ] as const)('is sent compressed as the browser takes it: %s', async (accepted, encoding, unpack) => {
    const { t, path } = await invitedAda();
    const response = await page(t, path, { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
    const html = unpack(Buffer.from(await response.arrayBuffer())).toString();
    expect(html).toBe(await (await page(t, path)).text());
    // What is hers alone is made for her, and compressed as well.
    await t.request('POST', `${path}/answers`, { body: { answers: { recommend: 4 } } });
    const resumed = await page(t, path, { headers: { 'accept-encoding': accepted } });
    expect(resumed.headers.get('content-encoding')).toBe(encoding);
    expect(unpack(Buffer.from(await resumed.arrayBuffer())).toString()).toContain('checked="" value="4"');
  });

  test.each([
    ['GET', ''],
    ['GET', '?q=recommend&a=0'],
    ['GET', '?lang=ru&q=recommend&a=10&recommend=3'],
  ])('records nothing, whoever follows it: %s %s (design rule 1)', async (method, query) => {
    const { t, wave, path } = await invitedAda();
    const before = await t.deps.db.select().from(invitations);
    const headers = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1' };
    expect((await page(t, path + query, { method, headers })).status).toBe(200);
    expect(await countsOf(t.deps, { responses, events, jobs })).toEqual({ responses: 0, events: 0, jobs: 0 });
    expect(await t.deps.db.select().from(invitations)).toEqual(before);
    expect(await funnelOf(t.deps, wave)).toEqual({ queued: 1, sent: 1 });
  });

  test.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he', 'rtl'],
    ['ru', 'ltr'],
  ])('speaks %s when asked to', async (language, direction) => {
    const { t, path } = await invitedAda();
    const html = await (await page(t, `${path}?lang=${language}`)).text();
    expect(html).toContain(`<html lang="${language}" dir="${direction}">`);
  });

  test.each(['?lang=xx', '?lang=', '?lang=__proto__'])('keeps her own language for %s', async (query) => {
    const { t, path } = await invitedAda();
    expect(await (await page(t, path + query)).text()).toContain('<html lang="ar"');
  });

  test('preselects the answer of the link in the mail, and only what the survey can take', async () => {
    const { t, path } = await invitedAda();
    const checked = async (query: string) =>
      [...(await (await page(t, path + query)).text()).matchAll(/<input[^>]*checked[^>]*>/g)].map(
        ([input]) => /value="([^"]*)"/.exec(input)?.[1],
      );
    expect(await checked('?q=recommend&a=7')).toEqual(['7']);
    expect(await checked('?q=recommend&a=10')).toEqual(['10']);
    expect(await checked('?q=price&a=more')).toEqual(['more']);
    expect(await checked('')).toEqual([]);
    expect(await checked('?q=recommend&a=11')).toEqual([]);
    expect(await checked('?q=recommend&a=7%22%3E%3Cscript%3E')).toEqual([]);
    expect(await checked('?recommend=7&nps=7')).toEqual([]);
  });

  test.each([
    ['AAAAAAAAAAAAAAAAAAAAAA', 404],
    ['nonsense', 404],
    ['%00', 404],
    ['..%2f..%2fapi', 404],
  ])('an unknown link (%s) has one page, whatever is wrong with it', async (token, status) => {
    const { t } = await invitedAda();
    const response = await page(t, `/s/${token}`);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain('We do not know this link');
  });

  test.each([
    ['expired', 410, { closesAt: new Date('2026-10-14T07:00:00Z') }, 'انتهى'],
    ['not for this address', 410, { status: 'skipped' }, '<h1'],
    ['answered', 200, { status: 'completed' }, '<h1'],
  ] as const)('a link that is %s says so on a page of its own', async (_, status, overrides, text) => {
    const { t, path } = await invitedAda({}, overrides);
    const response = await page(t, path);
    expect(response.status).toBe(status);
    const html = await response.text();
    expect(html).toContain(text);
    expect(html).not.toContain('name="recommend"');
  });
});

describe('posting the plain form', () => {
  const fields: [string, string][] = [
    ['recommend', '2'],
    ['on-time', 'no'],
    ['reason', 'late'],
    ['reason-Comment', 'سطر\r\nآخر'],
    ['_language', 'ar'],
  ];

  test('stores the answer and says who gets in touch by when, and nothing of a compensation', async () => {
    const { t, ada, path } = await invitedAda();
    await grace(t.deps);
    await anOrder(t.deps, { customerId: ada.id });
    const response = await postForm(t, path, fields);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('Grace Hopper');
    // 24 business hours after a Wednesday morning: the Monday after the week-end.
    expect(html).toContain('19 أكتوبر');
    expect(html).not.toMatch(/248|تعويض/);
    expect(
      await t.deps.db.select({ verbatim: responses.verbatim, locale: responses.locale }).from(responses),
    ).toEqual([{ verbatim: 'سطر\nآخر', locale: 'ar' }]);
    expect(await countsOf(t.deps, { cases })).toEqual({ cases: 1 });
  });

  test('twice stores once and shows the same thank-you', async () => {
    const { t, path } = await invitedAda();
    await grace(t.deps);
    const first = await (await postForm(t, path, fields)).text();
    const second = await postForm(t, path, [['recommend', '10']]);
    expect(second.status).toBe(200);
    expect(await second.text()).toBe(first);
    expect(await countsOf(t.deps, { responses, cases })).toEqual({ responses: 1, cases: 1 });
  });

  test('with something wrong keeps what was written and says what to mend', async () => {
    const { t, path } = await invitedAda();
    const response = await postForm(t, path, [
      ['reason', 'late'],
      ['reason-Comment', '<script>alert(1)</script>'],
      ['_asked', 'recommend price on-time reason'],
    ]);
    const html = await response.text();
    expect(response.status).toBe(400);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script>alert');
    expect(await t.deps.db.select().from(responses)).toMatchObject([{ status: 'partial' }]);
  });

  test('in the language the page was read in keeps that language', async () => {
    const { t, path } = await invitedAda();
    const html = await (
      await postForm(t, path, [
        ['recommend', '9'],
        ['_language', 'ru'],
      ])
    ).text();
    expect(html).toContain('<html lang="ru"');
    expect(await t.deps.db.select({ locale: responses.locale }).from(responses)).toEqual([{ locale: 'ru' }]);
  });
});

test('the exit interview goes step by step without a script, and is whole only at its end', async () => {
  const { t, path } = await invitedAda({ survey: 'exit-interview' });
  let html = await (await page(t, `${path}?lang=en`)).text();
  const answers: Record<string, string> = { reason: 'service', 'service-detail': 'attitude' };
  for (let step = 0; step < 8 && html.includes('_asked'); step++) {
    expect(await t.deps.db.select().from(responses).where(eq(responses.status, 'complete'))).toEqual([]);
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, value],
    );
    const shown = Object.entries(answers).filter(
      ([name]) => html.includes(`name="${name}"`) && !hidden.some(([field]) => field === name),
    );
    html = await (await postForm(t, path, [...hidden, ...shown])).text();
  }
  expect(html).toContain('Thank you');
  expect(
    await t.deps.db.select({ category: reasons.category, detail: reasons.detail }).from(reasons),
  ).toContainEqual({
    category: 'service',
    detail: 'staff-attitude',
  });
});

describe('posting JSON', () => {
  test('answers a program with JSON', async () => {
    const { t, path } = await invitedAda();
    const response = await postJson(t, path, { answers: happy });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      outcome: 'taken',
      thanks: { contact: null, reward: null, call: null, offers: { correction: true, call: true } },
    });
    const again = await postJson(t, path, { answers: unhappy });
    expect(again.status).toBe(200);
    expect(await again.json()).toMatchObject({ outcome: 'already' });
  });

  test('answers the page with the page that comes next', async () => {
    const { t, path } = await invitedAda();
    const response = await postJson(t, path, { answers: happy, language: 'he' }, { accept: 'text/html' });
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('<html lang="he" dir="rtl">');
  });

  test('refuses what the gate refuses, by question', async () => {
    const { t, path } = await invitedAda();
    const response = await postJson(t, path, { answers: { recommend: 11, isAdmin: true } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({
      fields: { recommend: expect.any(String), isAdmin: expect.any(String) },
    });
  });
});

describe('input that cannot be read', () => {
  test.each([
    ['broken JSON', 'application/json', '{"answers":', 400],
    ['JSON without answers', 'application/json', '{"recommend":9}', 400],
    ['a list', 'application/json', '[]', 400],
    ['nothing at all', 'application/json', '', 400],
    ['a wrong content type', 'text/plain', 'recommend=9', 415],
    ['XML', 'application/xml', '<recommend>9</recommend>', 415],
    ['no content type', '', 'recommend=9', 415],
    ['10 MB', 'application/json', `{"answers":{"reason-Comment":"${'x'.repeat(10_000_000)}"}}`, 413],
  ])('%s is refused clearly and stores nothing', async (_, contentType, body, status) => {
    const { t, path } = await invitedAda();
    const headers = { 'content-type': contentType, accept: 'application/json' };
    const asProgram = await t.app.request(path, { method: 'POST', headers, body });
    expect(asProgram.status).toBe(status);
    expect(await asProgram.json()).toMatchObject({ status });
    const asPerson = await page(t, path, { method: 'POST', headers: { 'content-type': contentType }, body });
    expect(asPerson.status).toBe(status);
    expect(await asPerson.text()).toContain('<h1');
    expect(await countsOf(t.deps, { responses })).toEqual({ responses: 0 });
    expect((await postJson(t, path, { answers: happy })).status).toBe(201);
  });

  test.each([['GET'], ['POST']])('an unknown link is the same 404 for %s', async (method) => {
    const { t } = await invitedAda();
    const response = await t.app.request('/s/AAAAAAAAAAAAAAAAAAAAAA', {
      method,
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify({ answers: happy }) } : {}),
    });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
  });
});

test('opening a link that cannot be answered, or that nobody was given, does nothing', async () => {
  const { t, wave, path } = await invitedAda({}, { closesAt: new Date('2026-10-14T07:00:00Z') });
  expect((await t.request('POST', `${path}/opening`)).status).toBe(204);
  expect((await t.request('POST', '/s/AAAAAAAAAAAAAAAAAAAAAA/opening')).status).toBe(204);
  expect(await funnelOf(t.deps, wave)).toEqual({ queued: 1, sent: 1 });
});

test('a failure on our side is a page that says nothing was stored, and nothing is', async () => {
  const { t, path } = await invitedAda();
  const { random } = t.deps;
  t.deps.random = () => {
    throw new Error('No randomness left');
  };
  const response = await postForm(t, path, [['recommend', '9']]);
  t.deps.random = random;
  expect(response.status).toBe(500);
  expect(await response.text()).toContain('<h1');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(await countsOf(t.deps, { responses })).toEqual({ responses: 0 });
  expect((await postForm(t, path, [['recommend', '9']])).status).toBe(200);
});
