import { expect, test } from 'vitest';
import { aCompany, alan, anAdmin } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Views = { views: { id: string; name: string; page: string; query: string }[] };

test('a view is kept for who saved it, by name, and is renamed and deleted by nobody else', async () => {
  const { mine, hers, save, list, request } = await anOffice();
  const { id } = await save(mine, { name: 'Gold, price', page: '/reasons', query: 'tier=gold&named=price' });
  await save(mine, { name: 'All', page: '/', query: '' });
  await save(hers, { name: 'All', page: '/', query: '' });
  expect((await list(mine)).map(({ name }) => name)).toEqual(['All', 'Gold, price']);
  expect(await list(hers)).toHaveLength(1);
  expect((await request('PATCH', `/api/views/${id}`, { as: hers, body: { name: 'Mine now' } })).status).toBe(
    404,
  );
  expect((await request('DELETE', `/api/views/${id}`, { as: hers })).status).toBe(404);
  expect((await request('PATCH', `/api/views/${id}`, { as: mine, body: { name: 'السعر' } })).status).toBe(
    204,
  );
  expect(await list(mine)).toContainEqual({
    id,
    name: 'السعر',
    page: '/reasons',
    query: 'tier=gold&named=price',
  });
  expect((await request('DELETE', `/api/views/${id}`, { as: mine })).status).toBe(204);
  expect(await list(mine)).toHaveLength(1);
});

test('a name stands once: a second of it is refused, new or renamed', async () => {
  const { mine, save, request } = await anOffice();
  await save(mine, { name: 'All', page: '/', query: '' });
  const { id } = await save(mine, { name: 'Other', page: '/', query: '' });
  const again = await request('POST', '/api/views', {
    as: mine,
    body: { name: 'All', page: '/', query: '' },
  });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ fields: { name: 'You have a view of this name already.' } });
  expect((await request('PATCH', `/api/views/${id}`, { as: mine, body: { name: 'All' } })).status).toBe(409);
});

test.each([
  ['no name', { name: '  ', page: '/', query: '' }, 'name'],
  ['a page elsewhere', { name: 'x', page: '//evil.example', query: '' }, 'page'],
  ['a page that is a script', { name: 'x', page: 'javascript:alert(1)', query: '' }, 'page'],
  ['an endless address', { name: 'x', page: '/', query: 'a'.repeat(1001) }, 'query'],
])('%s is refused where it stands', async (_, body, field) => {
  const { mine, request } = await anOffice();
  const answer = await request('POST', '/api/views', { as: mine, body });
  expect(answer.status).toBe(400);
  expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([field]);
});

test('after a hundred, the next waits until one is deleted', async () => {
  const { mine, save, request } = await anOffice();
  for (let i = 0; i < 100; i++) await save(mine, { name: `View ${i}`, page: '/', query: '' });
  const next = await request('POST', '/api/views', {
    as: mine,
    body: { name: 'next', page: '/', query: '' },
  });
  expect(next.status).toBe(409);
});

async function anOffice() {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const [mine, hers] = [await alan(deps), await anAdmin(deps)];
  return {
    mine,
    hers,
    request,
    save: async (as: { id: string }, body: object) => {
      const answer = await request('POST', '/api/views', { as, body });
      expect(answer.status).toBe(201);
      return (await answer.json()) as { id: string };
    },
    list: async (as: { id: string }) =>
      ((await (await request('GET', '/api/views', { as })).json()) as Views).views,
  };
}
