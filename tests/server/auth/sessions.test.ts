import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { staff, staffSessions } from '#db/schema/staff.ts';
import { authFor } from '#server/auth/better-auth.ts';
import { securityHeaders } from '#server/http/security-headers.ts';
import { aColleague, aCompany, anAdmin } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';
import { aColleagueWithPassword, cookieOf, goodPassword } from './cast.ts';

afterEach(() => void vi.useRealTimers());

describe('signing in with a password', () => {
  test('gives a session that our own check knows, and writes down who came', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    const grace = await aColleagueWithPassword(deps);
    const response = await request('POST', '/api/session', {
      body: { email: grace.email.toUpperCase(), password: goodPassword },
    });
    expect(response.status).toBe(204);
    const cookie = response.headers
      .getSetCookie()
      .find((header) => header.startsWith('amends.session_token='));
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    const me = await request('GET', '/api/me', { headers: { cookie: cookieOf(response) } });
    expect(await me.json()).toMatchObject({ actor: { id: grace.id }, hasPassword: true });
    expect(await deps.db.select({ kind: events.kind, actorId: events.actorId }).from(events)).toEqual([
      { kind: 'staff-signed-in', actorId: grace.id },
    ]);
  });

  test('a session of ours is known to better-auth', async () => {
    const { deps, as } = await testApp();
    const grace = await aColleague(deps);
    vi.useFakeTimers({ toFake: ['Date'], now: testNow });
    const session = await authFor(deps).api.getSession({ headers: new Headers(await as(grace)) });
    expect(session?.user.id).toBe(grace.id);
  });

  test('over https the cookie is for https only, and is read again', async () => {
    const plain = await testApp();
    const config = { ...plain.deps.config, url: 'https://amends.example' };
    const { deps, request } = await testApp({ config });
    await aCompany(deps);
    const { email } = await aColleagueWithPassword(deps);
    const response = await request('POST', '/api/session', { body: { email, password: goodPassword } });
    expect(response.headers.getSetCookie().join()).toMatch(/__Secure-amends.session_token=.*Secure/);
    const me = await request('GET', '/api/me', { headers: { cookie: cookieOf(response) } });
    expect(me.status).toBe(200);
  });

  test('a wrong password, an unknown address and a person without password get the same answer', async () => {
    const { deps, request } = await testApp();
    const grace = await aColleagueWithPassword(deps);
    const invited = await aColleague(deps);
    const answers = await Promise.all(
      [grace.email, 'nobody@water.example', invited.email].map(async (email) => {
        const response = await request('POST', '/api/session', {
          body: { email, password: 'wrong guess here' },
        });
        return {
          status: response.status,
          cookies: response.headers.getSetCookie(),
          body: await response.text(),
        };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 400, cookies: [] });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test('who left cannot come back in', async () => {
    const { deps, request } = await testApp();
    const { email } = await aColleagueWithPassword(deps, { leftAt: testNow });
    const response = await request('POST', '/api/session', { body: { email, password: goodPassword } });
    expect(response.status).toBe(400);
    expect(await deps.db.select().from(staffSessions)).toEqual([]);
  });

  test('the eleventh guess at an account is not even looked at, also when all come at once', async () => {
    const { deps, request, at } = await testApp();
    const { email } = await aColleagueWithPassword(deps);
    const guess = (password: string) => request('POST', '/api/session', { body: { email, password } });
    const statuses = (await Promise.all(Array.from({ length: 14 }, () => guess('wrong guess here')))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(4);
    expect((await guess(goodPassword)).status).toBe(429);
    at('2026-10-14T07:16:00Z');
    expect((await guess(goodPassword)).status).toBe(204);
  });

  test('guesses at many accounts from one address run out, and a made-up X-Forwarded-For does not help', async () => {
    const { request } = await testApp();
    const guess = (index: number) =>
      request('POST', '/api/session', {
        body: { email: `person-${index}@water.example`, password: 'x' },
        headers: { 'x-forwarded-for': `10.0.0.${index}` },
      });
    let refused = 0;
    for (let index = 0; index < 52; index++) refused += (await guess(index)).status === 429 ? 1 : 0;
    expect(refused).toBe(2);
  }, 60_000);

  test('behind our own proxy an address is what the proxy added last', async () => {
    const plain = await testApp();
    const config = { ...plain.deps.config, trustProxy: true };
    const { request } = await testApp({ config });
    const ask = (index: number, proxied: string) =>
      request('POST', '/api/sign-in-links', {
        body: { email: `person-${index}@water.example` },
        headers: { 'x-forwarded-for': `10.0.0.${index}, ${proxied}` },
      });
    for (let index = 0; index < 30; index++) expect((await ask(index, '198.51.100.7')).status).toBe(202);
    expect((await ask(31, '198.51.100.7')).status).toBe(429);
    expect((await ask(32, '198.51.100.8')).status).toBe(202);
  });

  test('a cookie planted before is not the one a person gets', async () => {
    const { deps, request, as } = await testApp();
    const grace = await aColleagueWithPassword(deps);
    const mallory = await aColleague(deps);
    const planted = await as(mallory);
    const response = await request('POST', '/api/session', {
      body: { email: grace.email, password: goodPassword },
      headers: planted,
    });
    expect(cookieOf(response)).not.toBe(planted.cookie);
    const owners = await deps.db.select({ staffId: staffSessions.staffId }).from(staffSessions);
    expect(owners.map(({ staffId }) => staffId).sort()).toEqual([mallory.id, grace.id].sort());
  });

  test.each([
    ['no address', { password: 'x' }, 'email'],
    ['no password', { email: 'grace@water.example' }, 'password'],
    ['an address that is none', { email: 'grace', password: 'x' }, 'email'],
  ])('%s is refused at its field', async (_, body, field) => {
    const { request } = await testApp();
    const response = await request('POST', '/api/session', { body });
    expect(response.status).toBe(400);
    expect(Object.keys((await response.json()).fields)).toEqual([field]);
  });
});

describe('sessions', () => {
  test('signing out ends the session, and doing it twice harms nobody', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    const { email } = await aColleagueWithPassword(deps);
    const signedIn = await request('POST', '/api/session', { body: { email, password: goodPassword } });
    const headers = { cookie: cookieOf(signedIn) };
    expect((await request('DELETE', '/api/session', { headers })).status).toBe(204);
    expect((await request('GET', '/api/me', { headers })).status).toBe(401);
    expect((await request('DELETE', '/api/session', { headers })).status).toBe(204);
  });

  test('end after thirty days', async () => {
    const { deps, request, at } = await testApp();
    await aCompany(deps);
    const { email } = await aColleagueWithPassword(deps);
    const signedIn = await request('POST', '/api/session', { body: { email, password: goodPassword } });
    const headers = { cookie: cookieOf(signedIn) };
    at('2026-11-13T06:59:00Z');
    expect((await request('GET', '/api/me', { headers })).status).toBe(200);
    at('2026-11-13T07:00:00Z');
    expect((await request('GET', '/api/me', { headers })).status).toBe(401);
  });

  test('of a person who left die at once', async () => {
    const { deps, request, as } = await testApp();
    await aCompany(deps);
    const grace = await aColleague(deps);
    const headers = await as(grace);
    expect((await request('GET', '/api/me', { headers })).status).toBe(200);
    const patched = await request('PATCH', `/api/staff/${grace.id}`, {
      as: await anAdmin(deps),
      body: { hasLeft: true },
    });
    expect(patched.status).toBe(204);
    expect((await request('GET', '/api/me', { headers })).status).toBe(401);
    const left = await deps.db.select().from(staffSessions).where(eq(staffSessions.staffId, grace.id));
    expect(left).toEqual([]);
  });

  test('a forged or unsigned token is nobody', async () => {
    const { deps, request, as } = await testApp();
    await aCompany(deps);
    const { cookie = '' } = await as(await aColleague(deps));
    const forged = cookie.replace(/%3D$/, '').slice(0, -4) + 'AAAA%3D';
    const unsigned = decodeURIComponent(cookie).split('.').slice(0, 2).join('.');
    for (const value of [forged, unsigned, 'amends.session_token=']) {
      expect((await request('GET', '/api/me', { headers: { cookie: value } })).status).toBe(401);
    }
  });

  test('a role taken away counts from the next request on', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    const alan = await aColleague(deps, { role: 'manager' });
    expect((await request('GET', '/api/staff', { as: alan })).status).toBe(200);
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(staff).set({ role: 'agent' }).where(eq(staff.id, alan.id))),
    );
    expect((await request('GET', '/api/staff', { as: alan })).status).toBe(403);
  });
});

describe('a request made by another site', () => {
  const form = { 'content-type': 'text/plain' };
  test.each([
    ['from elsewhere', { origin: 'https://evil.example', ...form }, 403],
    [
      'from elsewhere, with the origin hidden',
      { origin: 'null', 'sec-fetch-site': 'cross-site', ...form },
      403,
    ],
    ['from no browser at all', form, 204],
    ['from our own address', { origin: 'http://localhost:3000', ...form }, 204],
    [
      'from the host it asks',
      { origin: 'http://desk.internal:8080', host: 'desk.internal:8080', ...form },
      204,
    ],
  ])('%s', async (_, headers, status) => {
    const { deps, request, as } = await testApp();
    const session = await as(await aColleague(deps));
    expect((await request('DELETE', '/api/session', { headers: { ...session, ...headers } })).status).toBe(
      status,
    );
  });
});

describe('the headers of every answer', () => {
  test('let nothing load from anybody else and nobody frame us', async () => {
    const { app } = await testApp();
    const { headers } = await app.request('/sign-in/link?token=t');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  test('leave a stricter policy of a route alone', async () => {
    const app = new Hono().use(securityHeaders).get('/', (c) => {
      c.header('content-security-policy', "default-src 'none'");
      return c.text('sealed');
    });
    expect((await app.request('/')).headers.get('content-security-policy')).toBe("default-src 'none'");
  });
});
