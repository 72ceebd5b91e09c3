import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { competitors } from '#db/schema/understand.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

async function anOffice() {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const as = await alan(deps);
  const ask = (method: string, path: string, body?: object) =>
    request(method, `/api/competitors${path}`, { as, body });
  const add = (name: string, ...aliases: string[]) => ask('POST', '', { name, aliases });
  const idOf = async (answer: Promise<Response>) => (await (await answer).json()).id as string;
  const kept = () => deps.db.select().from(competitors).orderBy(competitors.name);
  return { deps, request, as, ask, add, idOf, kept };
}

describe('a competitor', () => {
  test('is kept with its names in any script, what reads alike once, and it is written down who did it', async () => {
    const { deps, as, add, kept } = await anOffice();
    const answer = await add('Blue Spring', 'blue-spring', 'النبع الأزرق', 'النبع الازرق', 'Голубой Родник');
    expect(answer.status).toBe(201);
    expect(await kept()).toMatchObject([
      { name: 'Blue Spring', aliases: ['النبع الأزرق', 'Голубой Родник'], retiredAt: null },
    ]);
    expect(await deps.db.select().from(events)).toMatchObject([
      { kind: 'competitors-changed', actorId: as.id, data: { what: 'added', name: 'Blue Spring' } },
    ]);
  });

  test.each([
    [{ name: 'B', aliases: [] }, 'name'],
    [{ name: '«—»', aliases: [] }, 'name'],
    [{ name: 'x'.repeat(61), aliases: [] }, 'name'],
    [{ name: 'Blue', aliases: ['Spring', '7'] }, 'aliases.1'],
    [{ name: 'Blue', aliases: ['two\nlines'] }, 'aliases.0'],
    [{ name: 'Blue', aliases: Array.from({ length: 41 }, (_, n) => `Blue ${n}`) }, 'aliases'],
  ])('%j is refused, naming %s', async (body, field) => {
    const { ask, kept } = await anOffice();
    const answer = await ask('POST', '', body);
    expect(answer.status).toBe(400);
    expect(Object.keys((await answer.json()).fields)).toEqual([field]);
    expect(await kept()).toEqual([]);
  });

  test('shares no name with another one, not even a retired one, and says whose it is', async () => {
    const { add, ask, idOf } = await anOffice();
    const blue = await idOf(add('Blue Spring', 'أكوا'));
    await ask('POST', `/${blue}/retirement`);
    const answer = await add('Oasis', 'Oasis Water', 'اكوا');
    expect(answer.status).toBe(409);
    expect((await answer.json()).fields).toEqual({ 'aliases.1': expect.stringContaining('Blue Spring') });
    expect(Object.keys((await (await add('BLUE SPRING')).json()).fields)).toEqual(['name']);
  });

  test('is changed, and keeps its own names when it is', async () => {
    const { deps, ask, add, idOf, kept } = await anOffice();
    const blue = await idOf(add('Blue Spring', 'Blue'));
    const path = `/${blue}`;
    expect((await ask('PUT', path, { name: 'Blue', aliases: ['Blue Spring'] })).status).toBe(204);
    expect(await kept()).toMatchObject([{ name: 'Blue', aliases: ['Blue Spring'] }]);
    await ask('PUT', path, { name: 'Blue', aliases: ['Blue Spring'] });
    expect(await deps.db.$count(events)).toBe(2);
    expect((await ask('PUT', '/nobody', { name: 'Blue', aliases: [] })).status).toBe(404);
  });

  test('is retired once and brought back', async () => {
    const { ask, add, idOf, kept } = await anOffice();
    const path = `/${await idOf(add('Blue Spring'))}/retirement`;
    const statuses = [];
    for (const method of ['DELETE', 'POST', 'POST', 'DELETE'])
      statuses.push((await ask(method, path)).status);
    expect(statuses).toEqual([409, 204, 409, 204]);
    expect(await kept()).toMatchObject([{ retiredAt: null }]);
  });

  test('added twice at once stands once', async () => {
    const { add, kept } = await anOffice();
    const answers = await Promise.all([add('Blue Spring', 'Blue'), add('Spring Blue', 'blue')]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await kept()).toHaveLength(1);
  });
});

test('an agent reads the competitors and changes nothing', async () => {
  const { deps, request, add } = await anOffice();
  await add('Blue Spring');
  const as = await grace(deps);
  const answer = await request('GET', '/api/competitors', { as });
  expect((await answer.json()).competitors).toMatchObject([{ name: 'Blue Spring' }]);
  const body = { name: 'Oasis', aliases: [] };
  expect((await request('POST', '/api/competitors', { as, body })).status).toBe(403);
});
