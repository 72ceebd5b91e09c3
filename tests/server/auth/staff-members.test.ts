import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { staff } from '#db/schema/staff.ts';
import { createSignInLink } from '#server/auth/sign-in-links.ts';
import { aCompany, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';
import { tokenOf } from './cast.ts';

const linus = { name: 'Linus Pauling', email: 'Linus@water.example', role: 'agent', locale: 'ru' };

describe('inviting somebody', () => {
  test('adds the person, mails a link, and tells the asker nothing secret', async () => {
    const { deps, request } = await testApp();
    const admin = await anAdmin(deps);
    const response = await request('POST', '/api/staff', { as: admin, body: linus });
    expect(response.status).toBe(201);
    const { id, ...rest } = await response.json();
    expect(rest).toEqual({});
    const [person] = await deps.db.select().from(staff).where(eq(staff.id, id));
    expect(person).toMatchObject({ ...linus, email: 'linus@water.example', leftAt: null });
    expect(await deps.db.select({ kind: jobs.kind, payload: jobs.payload }).from(jobs)).toEqual([
      { kind: 'sign-in-mail', payload: { staffId: id, purpose: 'invitation' } },
    ]);
    expect(await deps.db.select({ kind: events.kind, actorId: events.actorId }).from(events)).toEqual([
      { kind: 'staff-invited', actorId: admin.id },
    ]);
  });

  test('twice under one address is refused, however it is written', async () => {
    const { deps, request } = await testApp();
    const admin = await anAdmin(deps);
    await request('POST', '/api/staff', { as: admin, body: linus });
    const again = await request('POST', '/api/staff', {
      as: admin,
      body: { ...linus, email: 'LINUS@water.example' },
    });
    expect(again.status).toBe(409);
    expect(Object.keys((await again.json()).fields)).toEqual(['email']);
    expect(await deps.db.select().from(jobs)).toHaveLength(1);
  });

  test('is for administrators', async () => {
    const { deps, request } = await testApp();
    for (const as of [await alan(deps), await grace(deps)])
      expect((await request('POST', '/api/staff', { as, body: linus })).status).toBe(403);
  });

  test.each([
    ['name', { ...linus, name: ' ' }],
    ['email', { ...linus, email: 'a@b' }],
    ['role', { ...linus, role: 'owner' }],
    ['locale', { ...linus, locale: 'fr' }],
  ])('with a wrong %s is refused at the field', async (field, body) => {
    const { deps, request } = await testApp();
    const response = await request('POST', '/api/staff', { as: await anAdmin(deps), body });
    expect(response.status).toBe(400);
    expect(Object.keys((await response.json()).fields)).toEqual([field]);
  });
});

describe('changing somebody', () => {
  test('an administrator gives another role', async () => {
    const { deps, request } = await testApp();
    const person = await grace(deps);
    const body = { role: 'manager' };
    const response = await request('PATCH', `/api/staff/${person.id}`, { as: await anAdmin(deps), body });
    expect(response.status).toBe(204);
    expect((await deps.db.select().from(staff).where(eq(staff.id, person.id)))[0]?.role).toBe('manager');
  });

  test('the last administrator stays one', async () => {
    const { deps, request } = await testApp();
    const admin = await anAdmin(deps);
    for (const body of [{ role: 'agent' }, { hasLeft: true }, { role: 'manager', hasLeft: false }]) {
      const response = await request('PATCH', `/api/staff/${admin.id}`, { as: admin, body });
      expect(response.status).toBe(409);
    }
    expect(await deps.db.select().from(staff)).toMatchObject([{ role: 'admin', leftAt: null }]);
  });

  test('two administrators who let each other go at once cannot both succeed', async () => {
    const { deps, request } = await testApp();
    const one = await anAdmin(deps);
    const other = (
      await request('POST', '/api/staff', { as: one, body: { ...linus, role: 'admin' } })
    ).json();
    const { id } = await other;
    const statuses = await Promise.all([
      request('PATCH', `/api/staff/${id}`, { as: one, body: { hasLeft: true } }),
      request('PATCH', `/api/staff/${one.id}`, { as: { id }, body: { hasLeft: true } }),
    ]);
    expect(statuses.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  test('who left may be taken back, and her unused link stays dead', async () => {
    const { deps, request } = await testApp();
    const admin = await anAdmin(deps);
    const person = await grace(deps);
    const expiresAt = new Date(testNow.getTime() + 3_600_000);
    const token = tokenOf(await createSignInLink(deps, { staffId: person.id, expiresAt }));
    for (const hasLeft of [true, true, false])
      await request('PATCH', `/api/staff/${person.id}`, { as: admin, body: { hasLeft } });
    expect((await deps.db.select().from(staff).where(eq(staff.id, person.id)))[0]?.leftAt).toBeNull();
    expect((await request('POST', '/api/session/link', { body: { token } })).status).toBe(409);
  });

  test('nobody is not found, and nothing is not a change', async () => {
    const { deps, request } = await testApp();
    const as = await anAdmin(deps);
    expect((await request('PATCH', '/api/staff/nobody', { as, body: { role: 'agent' } })).status).toBe(404);
    expect((await request('PATCH', `/api/staff/${as.id}`, { as, body: {} })).status).toBe(400);
  });

  test('a manager says what cases she is given, and when she is back', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    const as = await alan(deps);
    const person = await grace(deps);
    await request('POST', '/api/departments', { as, body: { labels: { en: 'Delivery' } } });
    const body = { languages: ['ar', 'ru'], department: 'delivery', backOn: '2026-10-20' };
    expect((await request('PATCH', `/api/staff/${person.id}`, { as, body })).status).toBe(204);
    const known = async () => (await deps.db.select().from(staff).where(eq(staff.id, person.id)))[0];
    expect(await known()).toMatchObject({
      languages: ['ar', 'ru'],
      department: 'delivery',
      awayUntil: new Date('2026-10-19T21:00:00Z'),
    });
    const { colleagues } = await (await request('GET', '/api/colleagues', { as: person })).json();
    expect(colleagues.map(({ isAway }: { isAway: boolean }) => isAway)).toEqual([false, true]);
    await request('PATCH', `/api/staff/${person.id}`, { as, body: { backOn: null } });
    expect(await known()).toMatchObject({ awayUntil: null, languages: ['ar', 'ru'] });
  });

  test.each([
    ['an unknown language', { languages: ['fr'] }, 'languages.0'],
    ['a language twice', { languages: ['ar', 'ar'] }, 'languages'],
    ['an unknown department', { department: 'moon' }, 'department'],
    ['no day', { backOn: 'tomorrow' }, 'backOn'],
  ])('%s is refused at the field', async (_, body, field) => {
    const { deps, request } = await testApp();
    const person = await grace(deps);
    const response = await request('PATCH', `/api/staff/${person.id}`, { as: await alan(deps), body });
    expect(response.status).toBe(400);
    expect(Object.keys((await response.json()).fields)).toEqual([field]);
  });

  test('is for administrators', async () => {
    const { deps, request } = await testApp();
    const person = await grace(deps);
    for (const as of [await alan(deps), person]) {
      const response = await request('PATCH', `/api/staff/${person.id}`, { as, body: { role: 'admin' } });
      expect(response.status).toBe(403);
    }
  });
});

test('a manager sees the people, those who left last', async () => {
  const { deps, request } = await testApp();
  const admin = await anAdmin(deps);
  const manager = await alan(deps);
  await request('PATCH', `/api/staff/${manager.id}`, { as: admin, body: { hasLeft: true } });
  const response = await request('GET', '/api/staff', { as: admin });
  const { staff: people } = await response.json();
  expect(people.map(({ name }: { name: string }) => name)).toEqual(['Edsger Dijkstra', 'Alan Turing']);
  expect((await request('GET', '/api/staff', { as: await grace(deps) })).status).toBe(403);
});
