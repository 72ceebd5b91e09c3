import { describe, expect, test } from 'vitest';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

describe('another site’s page', () => {
  async function signedIn() {
    const { app, as, deps } = await testApp();
    await aCompany(deps);
    const cookie = await as(await aColleague(deps, { role: 'manager' }));
    const rename = (headers: Record<string, string>) =>
      app.request('/api/me', {
        method: 'PATCH',
        headers: { ...cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ name: 'Renamed' }),
      });
    return { rename, app, cookie };
  }

  test.each<Record<string, string>>([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('cannot use our cookie, whatever it says it sends: %j', async (headers) => {
    const { rename } = await signedIn();
    const response = await rename(headers);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'forbidden' });
  });

  test.each<Record<string, string>>([
    {},
    { origin: 'http://localhost:3000' },
    { origin: 'http://amends.example', host: 'amends.example' },
    { origin: 'https://elsewhere.example', 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'same-origin' },
  ])('is told from our own page and from a program: %j', async (headers) => {
    const { rename } = await signedIn();
    expect((await rename(headers)).status).toBe(204);
  });

  test('may link to us', async () => {
    const { app, cookie } = await signedIn();
    const headers = { ...cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect((await app.request('/api/me', { headers })).status).toBe(200);
  });
});

describe('a body that is too large', () => {
  const tenMegabytes = JSON.stringify({ email: 'a'.repeat(10 * 1024 * 1024), password: 'x' });

  test.each(['/api/session', '/api/set-up', '/api/sign-in-links', '/api/session/link', '/api/cases/1/notes'])(
    'is refused unread at %s, with a length or without one',
    async (path) => {
      const { app, as, deps } = await testApp();
      await aCompany(deps);
      const cookie = await as(await aColleague(deps, { role: 'agent' }));
      const headers = { ...cookie, 'content-type': 'application/json' };
      const told = await app.request(path, {
        method: 'POST',
        headers: { ...headers, 'content-length': String(tenMegabytes.length) },
        body: tenMegabytes,
      });
      expect(told.status).toBe(413);
      expect(told.headers.get('content-type')).toContain('application/problem+json');
      const streamed = await app.request(path, { method: 'POST', headers, body: tenMegabytes });
      expect(streamed.status).toBe(413);
    },
  );

  test('does not stop a large file from being imported', async () => {
    const { app, as, deps } = await testApp();
    await aCompany(deps);
    const headers = await as(await aColleague(deps, { role: 'manager' }));
    const body = `externalId,name\n${'C-1,Ada\n'.repeat(200_000)}`;
    const response = await app.request('/api/import-previews?kind=customers', {
      method: 'POST',
      headers,
      body,
    });
    expect(response.status).toBe(200);
  });
});
