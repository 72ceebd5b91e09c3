import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { apiKeys } from '#db/schema/staff.ts';
import { bornKey } from '#server/auth/api-key.ts';
import { createApp } from '#server/app.ts';
import { aColleague, aCompany, aCustomer, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp, testNow, type TestApp } from '#tests/support/test-app.ts';

const minutes = (n: number) => new Date(testNow.getTime() + n * 60_000);

async function aKey(given: TestApp, role: 'manager' | 'agent' = 'agent') {
  const admin = await anAdmin(given.deps);
  const response = await given.request('POST', '/api/keys', { as: admin, body: { name: 'Shop', role } });
  expect(response.status).toBe(201);
  const { id, key } = (await response.json()) as { id: string; key: string };
  return { id, key, admin, headers: { authorization: `Bearer ${key}` } };
}

async function withCompany() {
  const given = await testApp();
  await aCompany(given.deps);
  return given;
}

test.each([
  [undefined, null],
  ['', null],
  ['Basic abc', null],
  ['Bearer', null],
  ['Bearer amd_x', 'amd_x'],
  ['bearer   amd_x  ', 'amd_x'],
])('%j bears %j', (header, key) => {
  expect(bornKey(header)).toBe(key);
});

describe('a key', () => {
  test('is told once, and only its hash is kept', async () => {
    const given = await withCompany();
    const { id, key, admin } = await aKey(given);
    expect(key).toMatch(/^amd_[\w-]{43}$/);
    const [row] = await given.deps.db.select().from(apiKeys);
    expect(JSON.stringify(row)).not.toContain(key);
    expect(row).toMatchObject({
      id,
      name: 'Shop',
      hint: key.slice(0, 8),
      role: 'agent',
      createdBy: admin.id,
    });
    const list = await (await given.request('GET', '/api/keys', { as: admin })).text();
    expect(list).toContain('Shop');
    expect(list).not.toContain(key.slice(8));
    expect(list).not.toContain(row?.keyHash);
    expect(JSON.stringify(await given.deps.db.select().from(events))).not.toContain(key.slice(8));
  });

  test('calls the API as itself, by its role and without a cookie', async () => {
    const given = await withCompany();
    const { headers, id } = await aKey(given, 'manager');
    const me = await (await given.request('GET', '/api/me', { headers })).json();
    expect(me.actor).toMatchObject({ id, name: 'Shop', role: 'manager' });
    expect((await given.request('GET', '/api/staff', { headers })).status).toBe(200);
    const invitation = { name: 'Mallory', email: 'm@x.example', role: 'admin', locale: 'en' };
    expect((await given.request('POST', '/api/staff', { headers, body: invitation })).status).toBe(403);
  });

  test('of an agent may not do what a manager does', async () => {
    const given = await withCompany();
    const { headers } = await aKey(given, 'agent');
    expect((await given.request('GET', '/api/customers', { headers })).status).toBe(200);
    expect((await given.request('GET', '/api/staff', { headers })).status).toBe(403);
  });

  test.each([
    ['PATCH', '/api/me', { name: 'Somebody' }],
    ['GET', '/api/keys', undefined],
    ['POST', '/api/keys', { name: 'Another', role: 'agent' }],
    ['POST', '/api/cases/1/notes', { body: 'A note' }],
  ])('does not answer for a person: %s %s', async (method, path, body) => {
    const given = await withCompany();
    const { headers } = await aKey(given, 'manager');
    expect((await given.request(method, path, { headers, body })).status).toBe(403);
  });

  test('is revoked at once, in every process', async () => {
    const given = await withCompany();
    const { id, headers, admin } = await aKey(given);
    const elsewhere = createApp(given.deps);
    expect((await elsewhere.request('/api/customers', { headers })).status).toBe(200);
    expect((await given.request('DELETE', `/api/keys/${id}`, { as: admin })).status).toBe(204);
    expect((await elsewhere.request('/api/customers', { headers })).status).toBe(401);
    expect((await given.request('DELETE', `/api/keys/${id}`, { as: admin })).status).toBe(404);
    const told = await given.deps.db.select().from(events).where(eq(events.kind, 'key-revoked'));
    expect(told).toHaveLength(1);
  });

  test('notes its use, at most once an hour', async () => {
    const given = await withCompany();
    const { headers } = await aKey(given);
    const lastUsed = async () => (await given.deps.db.select().from(apiKeys))[0]?.lastUsedAt;
    const call = () => given.request('GET', '/api/customers', { headers });
    expect(await lastUsed()).toBeNull();
    await call();
    expect(await lastUsed()).toEqual(testNow);
    given.at(minutes(59));
    await call();
    expect(await lastUsed()).toEqual(testNow);
    given.at(minutes(61));
    await call();
    expect(await lastUsed()).toEqual(minutes(61));
  });

  test.each(['amd_', 'amd_' + 'a'.repeat(43), 'x', "amd_' OR 1=1 --"])(
    'that is not known opens nothing, even beside a good session: %s',
    async (key) => {
      const given = await withCompany();
      const cookie = await given.as(await grace(given.deps));
      const headers = { ...cookie, authorization: `Bearer ${key}` };
      const response = await given.request('GET', '/api/customers', { headers });
      expect(response.status).toBe(401);
      expect((await response.json()).code).toBe('unauthenticated');
    },
  );

  test('can be guessed at only so often from one address, while the right one goes on', async () => {
    const given = await withCompany();
    const { headers } = await aKey(given);
    const guess = (n: number) =>
      given.request('GET', '/api/customers', {
        headers: { authorization: `Bearer amd_${String(n).padStart(43, '0')}` },
      });
    for (let n = 0; n < 30; n++) expect((await guess(n)).status).toBe(401);
    expect((await guess(31)).status).toBe(429);
    expect((await given.request('GET', '/api/customers', { headers })).status).toBe(200);
    given.at(minutes(16));
    expect((await guess(32)).status).toBe(401);
  });

  test('needs no origin of ours when it comes alone, but a cookie beside it does', async () => {
    const given = await withCompany();
    const { headers } = await aKey(given, 'agent');
    await aCustomer(given.deps, { externalId: 'C-1' });
    const cookie = await given.as(await alan(given.deps));
    const elsewhere = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    const tell = (sent: Record<string, string>) =>
      given.request('POST', '/api/events', {
        headers: { ...elsewhere, ...sent },
        body: { events: [{ externalId: 'E-1', customerId: 'C-1', name: 'delivered' }] },
      });
    expect((await tell(headers)).status).toBe(200);
    expect((await tell({ ...headers, ...cookie })).status).toBe(403);
    expect((await tell({ authorization: 'Basic YTpi', ...cookie })).status).toBe(403);
    expect((await tell(cookie)).status).toBe(403);
  });
});

test.each(['manager', 'agent'] as const)('keys are the administrators’: not for a %s', async (role) => {
  const given = await withCompany();
  const person = await aColleague(given.deps, { role });
  expect((await given.request('GET', '/api/keys', { as: person })).status).toBe(403);
  const body = { name: 'Mine', role: 'agent' };
  expect((await given.request('POST', '/api/keys', { as: person, body })).status).toBe(403);
});

test.each([
  { name: '', role: 'agent' },
  { name: 'X', role: 'admin' },
  { name: 'x'.repeat(81), role: 'agent' },
])('a key is refused that says %j', async (body) => {
  const given = await withCompany();
  const response = await given.request('POST', '/api/keys', { as: await anAdmin(given.deps), body });
  expect(response.status).toBe(400);
});
