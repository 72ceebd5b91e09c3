import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { staff, staffAccounts } from '#db/schema/staff.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aColleagueWithPassword, goodPassword } from './cast.ts';

const next = 'another long password';

describe('my own account', () => {
  test('name and language are mine to change, role and address are not', async () => {
    const { deps, request } = await testApp();
    const grace = await aColleague(deps);
    const body = { name: 'جريس', locale: 'ar', role: 'admin', email: 'x@y.example' };
    expect((await request('PATCH', '/api/me', { as: grace, body })).status).toBe(204);
    expect((await deps.db.select().from(staff).where(eq(staff.id, grace.id)))[0]).toMatchObject({
      name: 'جريس',
      locale: 'ar',
      role: 'agent',
      email: grace.email,
    });
  });

  test('a new password needs the present one and ends every other session', async () => {
    const { deps, request, as } = await testApp();
    await aCompany(deps);
    const grace = await aColleagueWithPassword(deps);
    const here = await as(grace);
    const elsewhere = await as(grace);
    const body = { password: { current: goodPassword, next } };
    expect((await request('PATCH', '/api/me', { headers: here, body })).status).toBe(204);
    expect((await request('GET', '/api/me', { headers: here })).status).toBe(200);
    expect((await request('GET', '/api/me', { headers: elsewhere })).status).toBe(401);
    const signIn = (password: string) =>
      request('POST', '/api/session', { body: { email: grace.email, password } });
    expect((await signIn(goodPassword)).status).toBe(400);
    expect((await signIn(next)).status).toBe(204);
  });

  test.each([
    ['a wrong present one', { current: 'not it at all', next }, 'password.current'],
    ['no present one', { next }, 'password.current'],
    ['a short new one', { current: goodPassword, next: 'short' }, 'password.next'],
  ])('%s is refused at its field', async (_, password, field) => {
    const { deps, request } = await testApp();
    const grace = await aColleagueWithPassword(deps);
    const response = await request('PATCH', '/api/me', { as: grace, body: { password } });
    expect(response.status).toBe(400);
    expect(Object.keys((await response.json()).fields)).toEqual([field]);
  });

  test('somebody invited sets her first password without one', async () => {
    const { deps, request } = await testApp();
    const grace = await aColleague(deps);
    const body = { password: { next } };
    expect((await request('PATCH', '/api/me', { as: grace, body })).status).toBe(204);
    expect((await request('PATCH', '/api/me', { as: grace, body })).status).toBe(400);
    expect(await deps.db.select().from(staffAccounts)).toHaveLength(1);
    const credentials = { email: grace.email, password: next };
    expect((await request('POST', '/api/session', { body: credentials })).status).toBe(204);
  });

  test('guessing the present password runs out', async () => {
    const { deps, request } = await testApp();
    const grace = await aColleagueWithPassword(deps);
    const guess = () =>
      request('PATCH', '/api/me', { as: grace, body: { password: { current: 'wrong guess', next } } });
    for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(400);
    expect((await guess()).status).toBe(429);
  });

  test('is closed to nobody', async () => {
    const { request } = await testApp();
    expect((await request('PATCH', '/api/me', { body: { name: 'X' } })).status).toBe(401);
  });
});
