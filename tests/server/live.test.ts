import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { staffSessions } from '#db/schema/staff.ts';
import { record } from '#server/events/events.ts';
import { liveRoutes } from '#server/events/live-routes.ts';
import type { Env } from '#server/http/env.ts';
import { aCase } from '#tests/support/cases.ts';
import { aCompany, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

type Heard = { id: string; kind: string; caseId: string | null };

test('what happens is heard within a second, with its kind and its case and no more', async () => {
  const { deps, app, as } = await atTheDesk();
  const heard = listenTo(await app.request('/api/live', { headers: await as }));
  await heard.ready;
  const recoveryCase = await aCase(deps);
  const started = performance.now();
  expect(await heard.next()).toEqual({ id: '1', kind: 'case-opened', caseId: recoveryCase.id, agoMs: 0 });
  expect(performance.now() - started).toBeLessThan(1000);
  await heard.stop();
});

test('a listener who was away hears what she missed, once', async () => {
  const { deps, app, as } = await atTheDesk();
  await happened(deps, 3);
  const headers = { ...(await as), 'last-event-id': '1' };
  const heard = listenTo(await app.request('/api/live', { headers }));
  expect([(await heard.next()).id, (await heard.next()).id]).toEqual(['2', '3']);
  await happened(deps, 1);
  expect((await heard.next()).id).toBe('4');
  await heard.stop();
});

test('the stream ends with the session', async () => {
  const { deps, as, agent } = await atTheDesk();
  const app = new Hono<Env>()
    .use((c, next) => {
      c.set('deps', deps);
      return next();
    })
    .route('/', liveRoutes(deps, { heartbeatSeconds: 0.02 }));
  const heard = listenTo(await app.request('/live', { headers: await as }));
  await heard.ready;
  await write(deps.db, (tx) =>
    tx.run(deps.db.delete(staffSessions).where(eq(staffSessions.staffId, agent.id))),
  );
  await heard.ended;
});

test('nobody hears without a session', async () => {
  const { app } = await atTheDesk();
  expect((await app.request('/api/live')).status).toBe(401);
});

async function atTheDesk() {
  const test = await testApp();
  await aCompany(test.deps);
  const agent = await grace(test.deps);
  return { ...test, agent, as: test.as(agent) };
}

async function happened({ db, now }: TestApp['deps'], times: number): Promise<void> {
  await write(db, (tx) => {
    for (let time = 0; time < times; time++) record(db, tx, { kind: 'company-changed', at: now() });
  });
}

function listenTo(response: Response) {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const found: Heard[] = [];
  let buffer = '';
  let toldReady = () => {};
  const ready = new Promise<void>((resolve) => (toldReady = resolve));
  const ended = (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      toldReady();
      buffer += value;
      const messages = buffer.split('\n\n');
      buffer = messages.pop() ?? '';
      for (const message of messages) {
        const data = /^data: (.*)$/m.exec(message)?.[1];
        const id = /^id: (.*)$/m.exec(message)?.[1];
        if (data && id) found.push({ id, ...(JSON.parse(data) as Omit<Heard, 'id'>) });
      }
    }
  })();
  const next = async (): Promise<Heard> => {
    for (;;) {
      const one = found.shift();
      if (one) return one;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return {
    ready: ready.then(() => new Promise((r) => setTimeout(r, 300))),
    ended,
    next,
    stop: () => reader.cancel(),
  };
}
