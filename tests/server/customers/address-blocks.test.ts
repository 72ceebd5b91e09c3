import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { suppressions } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { mayMail } from '#server/email/suppressions.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

async function adaAndAlan(email: string | null = 'Ada@Example.com') {
  const app = await testApp();
  await aCompany(app.deps);
  const ada = await aCustomer(app.deps, { email });
  return { app, ada, manager: await alan(app.deps), path: `/api/customers/${ada.id}/address-block` };
}

const suppressed = (app: TestApp, reason: 'unsubscribed' | 'complained' | 'nothing' | 'bounced') =>
  write(app.deps.db, (tx) =>
    tx.run(app.deps.db.insert(suppressions).values({ email: 'ada@example.com', reason, at: app.deps.now() })),
  );

test('an address blocked by hand gets no mail, and the block says who and why', async () => {
  const { app, ada, manager, path } = await adaAndAlan();
  const answer = await app.request('PUT', path, { as: manager, body: { note: 'Asked us by phone' } });
  expect(await answer.json()).toMatchObject({
    block: { reason: 'by-hand', note: 'Asked us by phone', isLiftable: true },
  });
  expect(await mayMail(app.deps.db, 'ada@example.com', ada.id, 'survey-invitation')).toBe(false);
  const [event] = await app.deps.db.select().from(events).where(eq(events.kind, 'address-blocked'));
  expect(event).toMatchObject({ actorId: manager.id, customerId: ada.id });
});

test('a block by hand is lifted again, and lifting it twice is a conflict', async () => {
  const { app, ada, manager, path } = await adaAndAlan();
  await app.request('PUT', path, { as: manager, body: {} });
  expect((await app.request('DELETE', path, { as: manager })).status).toBe(200);
  expect(await mayMail(app.deps.db, 'ada@example.com', ada.id, 'survey-invitation')).toBe(true);
  expect((await app.request('DELETE', path, { as: manager })).status).toBe(409);
});

test('an address is not blocked twice', async () => {
  const { app, manager, path } = await adaAndAlan();
  const both = await Promise.all([
    app.request('PUT', path, { as: manager, body: {} }),
    app.request('PUT', path, { as: manager, body: {} }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test.each(['unsubscribed', 'complained', 'nothing'] as const)(
  'nobody lifts for her that she %s',
  async (reason) => {
    const { app, ada, manager, path } = await adaAndAlan();
    await suppressed(app, reason);
    expect((await app.request('DELETE', path, { as: manager })).status).toBe(409);
    // A block by hand on top would make her own word liftable.
    expect((await app.request('PUT', path, { as: manager, body: {} })).status).toBe(409);
    expect(await mayMail(app.deps.db, 'ada@example.com', ada.id, 'survey-invitation')).toBe(false);
  },
);

test('a bounced address may be tried again', async () => {
  const { app, manager, path } = await adaAndAlan();
  await suppressed(app, 'bounced');
  expect((await app.request('DELETE', path, { as: manager })).status).toBe(200);
});

test('a customer without an address has nothing to block', async () => {
  const { app, manager, path } = await adaAndAlan(null);
  expect((await app.request('PUT', path, { as: manager, body: {} })).status).toBe(400);
});

test('agents see a block and do not change it', async () => {
  const { app, path } = await adaAndAlan();
  const agent = await grace(app.deps);
  expect((await app.request('GET', path, { as: agent })).status).toBe(200);
  expect((await app.request('PUT', path, { as: agent, body: {} })).status).toBe(403);
  expect((await app.request('DELETE', path, { as: agent })).status).toBe(403);
});
