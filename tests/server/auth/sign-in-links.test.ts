import { describe, expect, test } from 'vitest';
import { jobs } from '#db/schema/jobs.ts';
import { signInLinks, staffSessions } from '#db/schema/staff.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aColleague, aCompany, grace as makeGrace } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';
import { cookieOf, tokenOf } from './cast.ts';

const inAnHour = new Date(testNow.getTime() + 3_600_000);

describe('a one-time link', () => {
  test('signs its person in and says where to go', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    const grace = await makeGrace(deps);
    const url = await createSignInLink(deps, { staffId: grace.id, expiresAt: inAnHour, next: '/inbox' });
    expect(new URL(url).pathname).toBe('/sign-in/link');
    expect(new URL(url).searchParams.get('next')).toBe('/inbox');
    const response = await request('POST', '/api/session/link', { body: { token: tokenOf(url) } });
    expect(response.status).toBe(204);
    const me = await request('GET', '/api/me', { headers: { cookie: cookieOf(response) } });
    expect(await me.json()).toMatchObject({ actor: { id: grace.id } });
  });

  test('is kept as a hash only', async () => {
    const { deps } = await testApp();
    const { id } = await makeGrace(deps);
    const token = tokenOf(await createSignInLink(deps, { staffId: id, expiresAt: inAnHour }));
    expect(Buffer.from(token, 'base64url')).toHaveLength(16);
    expect(JSON.stringify(await deps.db.select().from(signInLinks))).not.toContain(token);
  });

  test('works once', async () => {
    const { deps, request } = await testApp();
    const { id } = await makeGrace(deps);
    const body = { token: tokenOf(await createSignInLink(deps, { staffId: id, expiresAt: inAnHour })) };
    expect((await request('POST', '/api/session/link', { body })).status).toBe(204);
    const again = await request('POST', '/api/session/link', { body });
    expect(again.status).toBe(409);
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test('works once even when used many times at once', async () => {
    const { deps, request } = await testApp();
    const { id } = await makeGrace(deps);
    const body = { token: tokenOf(await createSignInLink(deps, { staffId: id, expiresAt: inAnHour })) };
    const responses = await Promise.all(
      Array.from({ length: 8 }, () => request('POST', '/api/session/link', { body })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([204, ...Array(7).fill(409)]);
    expect(await deps.db.select().from(staffSessions)).toHaveLength(1);
  });

  test('is dead after its time', async () => {
    const { deps, request, at } = await testApp();
    const { id } = await makeGrace(deps);
    const token = tokenOf(await createSignInLink(deps, { staffId: id, expiresAt: inAnHour }));
    at(inAnHour);
    expect((await request('POST', '/api/session/link', { body: { token } })).status).toBe(409);
  });

  test('of a person who left is dead', async () => {
    const { deps, request } = await testApp();
    const { id } = await aColleague(deps, { leftAt: testNow });
    const token = tokenOf(await createSignInLink(deps, { staffId: id, expiresAt: inAnHour }));
    expect((await request('POST', '/api/session/link', { body: { token } })).status).toBe(409);
  });

  test.each(['', 'nonsense', '0'.repeat(5000), "' OR 1=1 --"])('%.12j opens nothing', async (token) => {
    const { request } = await testApp();
    const response = await request('POST', '/api/session/link', { body: { token } });
    expect([400, 409]).toContain(response.status);
  });

  test('is not used by a GET', async () => {
    const { deps, app } = await testApp();
    const { id } = await makeGrace(deps);
    const url = new URL(await createSignInLink(deps, { staffId: id, expiresAt: inAnHour }));
    for (const path of [url.pathname + url.search, `/api/session/link${url.search}`])
      await app.request(path, { method: 'GET' });
    expect(await deps.db.select({ usedAt: signInLinks.usedAt }).from(signInLinks)).toEqual([
      { usedAt: null },
    ]);
  });
});

describe('asking for a link by mail', () => {
  test('has one answer, whoever asks; only a known person gets a mail', async () => {
    const { deps, request } = await testApp();
    const grace = await makeGrace(deps);
    const left = await aColleague(deps, { leftAt: testNow });
    for (const email of [grace.email.toUpperCase(), 'nobody@water.example', left.email]) {
      const response = await request('POST', '/api/sign-in-links', { body: { email } });
      expect(response.status).toBe(202);
      expect(await response.text()).toBe('');
    }
    expect(await deps.db.select({ kind: jobs.kind, payload: jobs.payload }).from(jobs)).toEqual([
      { kind: 'sign-in-mail', payload: { staffId: grace.id, purpose: 'signIn' } },
    ]);
  });

  test('takes about as long for an unknown address', async () => {
    const { deps, request } = await testApp();
    const people = await Promise.all(Array.from({ length: 12 }, () => aColleague(deps)));
    const timed = async (email: string) => {
      const from = performance.now();
      await request('POST', '/api/sign-in-links', { body: { email } });
      return performance.now() - from;
    };
    await timed('warm-up@water.example');
    const known: number[] = [];
    const unknown: number[] = [];
    for (const [index, { email }] of people.entries()) {
      known.push(await timed(email));
      unknown.push(await timed(`nobody-${index}@water.example`));
    }
    const median = (times: number[]) => times.sort((a, b) => a - b)[6] ?? 0;
    expect(Math.abs(median(known) - median(unknown))).toBeLessThan(10);
  });

  test('is refused after the fifth time in an hour', async () => {
    const { deps, request } = await testApp();
    const { email } = await makeGrace(deps);
    const ask = () => request('POST', '/api/sign-in-links', { body: { email } });
    for (let count = 0; count < 5; count++) expect((await ask()).status).toBe(202);
    expect((await ask()).status).toBe(429);
    expect(await deps.db.select().from(jobs)).toHaveLength(5);
  });
});
