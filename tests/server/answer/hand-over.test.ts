import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { cases } from '#db/schema/cases.ts';
import { events } from '#db/schema/events.ts';
import { aCase } from '#tests/support/cases.ts';
import { aColleague, aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

test('the cases of who goes away are given to the others as new ones would be', async () => {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const manager = await alan(deps);
  const leaving = await grace(deps);
  const huda = await aColleague(deps, { name: 'Huda', locale: 'ar' });
  const ada = await aColleague(deps, { name: 'Ada' });
  const { id: customerId } = await aCustomer(deps, { accountManager: 'Ada' });
  const arabic = await aCase(deps, { ownerId: leaving.id, locale: 'ar' });
  const english = await aCase(deps, { ownerId: leaving.id, locale: 'en', status: 'contacted' });
  const aboutAda = await aCase(deps, { ownerId: leaving.id, customerId, locale: 'en' });
  const over = await aCase(deps, { ownerId: leaving.id, status: 'resolved' });
  const path = `/api/staff/${leaving.id}/hand-over`;
  expect((await request('POST', path, { as: leaving })).status).toBe(403);
  expect(await (await request('POST', path, { as: manager })).json()).toEqual({ given: 3, kept: 0 });
  const ownerOf = async (id: string) =>
    (await deps.db.select().from(cases).where(eq(cases.id, id)))[0]?.ownerId;
  expect(await Promise.all([arabic, english, aboutAda, over].map(({ id }) => ownerOf(id)))).toEqual([
    huda.id,
    ada.id,
    huda.id,
    leaving.id,
  ]);
  expect(await deps.db.select().from(events).where(eq(events.kind, 'case-assigned'))).toHaveLength(3);
  expect(await (await request('POST', path, { as: manager })).json()).toEqual({ given: 0, kept: 0 });
});

test('who is alone keeps her cases', async () => {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const alone = await aColleague(deps, { role: 'manager' });
  await aCase(deps, { ownerId: alone.id });
  const answer = await request('POST', `/api/staff/${alone.id}/hand-over`, { as: alone });
  expect(await answer.json()).toEqual({ given: 0, kept: 1 });
});
