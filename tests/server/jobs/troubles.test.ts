import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { aCompany, alan, anAdmin } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

async function withDeadJob() {
  const app = await testApp();
  await aCompany(app.deps);
  const { db, now } = app.deps;
  const row = {
    id: 'job-1',
    kind: 'prepare-wave',
    payload: { waveId: 'gone' },
    state: 'dead' as const,
    attempts: 5,
    due: now(),
    createdAt: now(),
    endedAt: now(),
    lastError: 'There is no such wave.',
  };
  await write(db, (tx) => tx.run(db.insert(jobs).values(row)));
  return { app, admin: await anAdmin(app.deps) };
}

const stateOf = async ({ deps: { db } }: TestApp) =>
  (await db.select().from(jobs).where(eq(jobs.id, 'job-1')))[0];

test('an administrator sees what gave up and why', async () => {
  const { app, admin } = await withDeadJob();
  const answer = await app.request('GET', '/api/troubles', { as: admin });
  expect(await answer.json()).toMatchObject({
    jobs: [{ id: 'job-1', kind: 'prepare-wave', attempts: 5, lastError: 'There is no such wave.' }],
    batches: [],
  });
});

test('a job that gave up is tried again from the beginning, and the books say who asked', async () => {
  const { app, admin } = await withDeadJob();
  const answer = await app.request('POST', '/api/troubles/job-1/retry', { as: admin });
  expect(await answer.json()).toEqual({ jobs: [], batches: [] });
  expect(await stateOf(app)).toMatchObject({ state: 'queued', attempts: 0 });
  const [event] = await app.deps.db.select().from(events).where(eq(events.kind, 'job-retried'));
  expect(event?.actorId).toBe(admin.id);
});

test('two who press at once start it once', async () => {
  const { app, admin } = await withDeadJob();
  const both = await Promise.all([
    app.request('POST', '/api/troubles/job-1/retry', { as: admin }),
    app.request('POST', '/api/troubles/job-1/retry', { as: admin }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('a job nobody knows is not found', async () => {
  const { app, admin } = await withDeadJob();
  expect((await app.request('POST', '/api/troubles/nothing/retry', { as: admin })).status).toBe(404);
});

test('managers have no part in it', async () => {
  const { app } = await withDeadJob();
  const manager = await alan(app.deps);
  expect((await app.request('GET', '/api/troubles', { as: manager })).status).toBe(403);
  expect((await app.request('POST', '/api/troubles/job-1/retry', { as: manager })).status).toBe(403);
});
