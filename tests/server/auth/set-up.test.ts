import { describe, expect, test } from 'vitest';
import { company } from '#db/schema/company.ts';
import { events } from '#db/schema/events.ts';
import { signInLinks, staff, staffAccounts } from '#db/schema/staff.ts';
import { setUpLink } from '#server/auth/set-up.ts';
import { aColleague } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';
import { cookieOf, goodPassword, tokenOf } from './cast.ts';

const about = { name: 'Water Market', locale: 'ar', timeZone: 'Asia/Riyadh', currency: 'SAR' };
const admin = { name: 'Edsger Dijkstra', email: 'Edsger@water.example', password: goodPassword };

async function aSetUpLink({ deps }: TestApp): Promise<string> {
  return tokenOf((await setUpLink(deps)) ?? '');
}

describe('the first set-up', () => {
  test('writes the company and its administrator in one go, and signs her in', async () => {
    const tested = await testApp();
    const { deps, request } = tested;
    const token = await aSetUpLink(tested);
    const response = await request('POST', '/api/set-up', { body: { token, company: about, admin } });
    expect(response.status).toBe(201);
    expect(await deps.db.select().from(company)).toMatchObject([{ ...about, senderName: 'Water Market' }]);
    expect(await deps.db.select().from(staff)).toMatchObject([
      { email: 'edsger@water.example', role: 'admin' },
    ]);
    const me = await request('GET', '/api/me', { headers: { cookie: cookieOf(response) } });
    expect(await me.json()).toMatchObject({ actor: { role: 'admin', locale: 'ar' }, company: about });
    const credentials = { email: admin.email, password: goodPassword };
    expect((await request('POST', '/api/session', { body: credentials })).status).toBe(204);
    const kinds = (await deps.db.select({ kind: events.kind }).from(events)).map(({ kind }) => kind);
    expect(kinds).toEqual(['company-set-up', 'staff-signed-in', 'staff-signed-in']);
  });

  test('happens once', async () => {
    const tested = await testApp();
    const body = { token: await aSetUpLink(tested), company: about, admin };
    expect((await tested.request('POST', '/api/set-up', { body })).status).toBe(201);
    expect((await tested.request('POST', '/api/set-up', { body })).status).toBe(409);
    expect(await setUpLink(tested.deps)).toBeNull();
  });

  test('happens once even when sent twice at once', async () => {
    const tested = await testApp();
    const body = { token: await aSetUpLink(tested), company: about, admin };
    const statuses = await Promise.all(
      [1, 2, 3].map(async () => (await tested.request('POST', '/api/set-up', { body })).status),
    );
    expect(statuses.sort()).toEqual([201, 409, 409]);
    expect(await tested.deps.db.select().from(staffAccounts)).toHaveLength(1);
  });

  test('an older link dies when a newer one is printed', async () => {
    const tested = await testApp();
    const older = await aSetUpLink(tested);
    const newer = await aSetUpLink(tested);
    const send = (token: string) =>
      tested.request('POST', '/api/set-up', { body: { token, company: about, admin } });
    expect((await send(older)).status).toBe(404);
    expect((await send(newer)).status).toBe(201);
  });

  test('a link nobody used for a week is dead', async () => {
    const tested = await testApp();
    const token = await aSetUpLink(tested);
    tested.at('2026-10-21T07:00:00Z');
    const body = { token, company: about, admin };
    expect((await tested.request('POST', '/api/set-up', { body })).status).toBe(404);
  });

  test('a sign-in link or a guess sets nothing up', async () => {
    const tested = await testApp();
    await setUpLink(tested.deps);
    const body = { token: 'guess', company: about, admin };
    expect((await tested.request('POST', '/api/set-up', { body })).status).toBe(404);
    expect(await tested.deps.db.select().from(company)).toEqual([]);
  });

  test('a set-up link signs nobody in', async () => {
    const tested = await testApp();
    const token = await aSetUpLink(tested);
    expect((await tested.request('POST', '/api/session/link', { body: { token } })).status).toBe(409);
  });

  test('is offered only while there is no staff', async () => {
    const { deps } = await testApp();
    await aColleague(deps);
    expect(await setUpLink(deps)).toBeNull();
    expect(await deps.db.select().from(signInLinks)).toEqual([]);
  });

  test.each([
    ['company.timeZone', { company: { ...about, timeZone: 'Mars/Olympus' }, admin }],
    ['company.timeZone', { company: { ...about, timeZone: '+03:00' }, admin }],
    ['company.currency', { company: { ...about, currency: 'XYZ' }, admin }],
    ['company.currency', { company: { ...about, currency: 'sar' }, admin }],
    ['company.name', { company: { ...about, name: '  ' }, admin }],
    ['company.name', { company: { ...about, name: 'Water\r\nBcc: all@example.com' }, admin }],
    ['company.locale', { company: { ...about, locale: 'fr' }, admin }],
    ['admin.password', { company: about, admin: { ...admin, password: 'too short' } }],
    ['admin.email', { company: about, admin: { ...admin, email: 'edsger' } }],
    ['admin.name', { company: about, admin: { ...admin, name: '' } }],
  ])('%s that cannot be used is refused at its field and uses nothing up', async (field, input) => {
    const tested = await testApp();
    const token = await aSetUpLink(tested);
    const response = await tested.request('POST', '/api/set-up', { body: { token, ...input } });
    expect(response.status).toBe(400);
    expect(Object.keys((await response.json()).fields)).toEqual([field]);
    const body = { token, company: about, admin };
    expect((await tested.request('POST', '/api/set-up', { body })).status).toBe(201);
  });
});
