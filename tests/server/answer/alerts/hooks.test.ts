import { createServer, type IncomingHttpHeaders } from 'node:http';
import { asc } from 'drizzle-orm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { alertHooks, hookDeliveries } from '#db/schema/alerts.ts';
import { cases } from '#db/schema/cases.ts';
import { events } from '#db/schema/events.ts';
import { isSigned, signatureOf } from '#server/email/webhook-signature.ts';
import { readFileSync } from 'node:fs';
import { aNewCase } from '#tests/support/cases.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { sharedFile } from '#tests/support/shared-folder.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const after = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);
const hours = (n: number) => n * 3600;

interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A receiver of alerts that answers as it is told to. */
async function aReceiver() {
  const heard: Heard[] = [];
  const answer = { status: 200 };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answer.status).end('as told');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/alerts?key=secret`, heard, answer };
}

const everyKind = ['opened', 'assigned', 'reopened', 'escalated', 'replied'];

async function withHook(kind: 'slack' | 'generic' = 'generic', over: object = {}) {
  const t = await testApp();
  t.deps.config.privateHooks = true;
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const receiver = await aReceiver();
  const body = {
    name: 'Operations',
    kind,
    url: receiver.url,
    kinds: everyKind,
    leastSeverity: 2,
    locale: 'en',
    ...over,
  };
  const added = await t.request('POST', '/api/alert-hooks', { as: manager, body });
  expect(added.status).toBe(201);
  const { id, secret } = (await added.json()) as { id: string; secret: string | null };
  return {
    ...t,
    ...receiver,
    manager,
    id,
    secret,
    opens: async (of: Partial<typeof cases.$inferInsert> = {}) => {
      const customer = await aCustomer(t.deps, {
        name: 'Ada Byron',
        email: 'ada@example.com',
      });
      return aNewCase(t.deps, { customerId: customer.id, ...of });
    },
    deliveries: () =>
      t.deps.db.select().from(hookDeliveries).orderBy(asc(hookDeliveries.at), asc(hookDeliveries.id)),
    listed: async () => (await (await t.request('GET', '/api/alert-hooks', { as: manager })).json()).hooks,
  };
}

test('the signature is that of Standard Webhooks', () => {
  const { secret, id, timestamp, body, signature } = JSON.parse(
    readFileSync(sharedFile('conformance/webhooks/standard-webhooks-vector.json'), 'utf8'),
  ) as Record<string, string>;
  expect(signatureOf({ id: `${id}`, timestamp: `${timestamp}`, body: `${body}` }, `${secret}`)).toBe(
    signature,
  );
});

describe('a hook of one’s own', () => {
  test('is posted what happened, signed, and nothing of who the customer is', async () => {
    const t = await withHook();
    const opened = await t.opens({ severity: 4 });
    await t.runJobs();
    expect(t.heard).toHaveLength(1);
    const [{ headers, body }] = t.heard as [Heard];
    expect(t.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    const request = {
      id: String(headers['webhook-id']),
      timestamp: String(headers['webhook-timestamp']),
      signature: String(headers['webhook-signature']),
      body,
    };
    expect(isSigned(request, t.secret ?? '', t.deps.now())).toBe(true);
    expect(isSigned({ ...request, body: `${body} ` }, t.secret ?? '', t.deps.now())).toBe(false);
    expect(JSON.parse(body)).toEqual({
      type: 'case.alert',
      timestamp: testNow.toISOString(),
      data: {
        alerts: [
          {
            event: 'opened',
            caseId: opened.id,
            severity: 4,
            tier: 'gold',
            reason: { category: 'service', detail: 'late-delivery', label: 'Late delivery' },
            status: 'open',
            dueAt: opened.firstContactDueAt.toISOString(),
            url: `${t.deps.config.url}/inbox/${opened.id}`,
          },
        ],
      },
    });
    expect(body).not.toMatch(/Ada|example\.com|Four days late/);
    expect(await t.deliveries()).toMatchObject([{ state: 'delivered', status: 200, attempts: 1 }]);
  });

  test('hears of what it was made for only, and of nothing that is over', async () => {
    const t = await withHook('generic', { kinds: ['reopened'], leastSeverity: 3 });
    await t.opens({ severity: 4 });
    await t.runJobs();
    expect(t.heard).toEqual([]);
    const other = await withHook();
    await other.opens({ severity: 1 });
    await other.opens({ status: 'resolved' });
    await other.runJobs();
    expect(other.heard).toEqual([]);
  });

  test('is posted at most once in ten seconds, up to twenty cases each', async () => {
    const t = await withHook();
    await t.opens();
    await t.runJobs();
    for (let n = 0; n < 45; n++) await t.opens();
    for (const second of [5, 10, 15, 20, 29, 30, 40, 50]) {
      t.at(after(second));
      await t.runJobs();
    }
    const counts = t.heard.map(({ body }) => JSON.parse(body).data.alerts.length);
    expect(counts).toEqual([1, 20, 20, 5]);
    const told = t.heard.flatMap(({ body }) =>
      JSON.parse(body).data.alerts.map((one: { caseId: string }) => one.caseId),
    );
    expect(new Set(told).size).toBe(46);
  });
});

test('a Slack hook is posted a sentence and a line with a link for each case', async () => {
  const t = await withHook('slack', { locale: 'ru' });
  const opened = await t.opens({ severity: 3 });
  await t.runJobs();
  const [{ headers, body }] = t.heard as [Heard];
  expect(headers).not.toHaveProperty('webhook-signature');
  const { text, blocks } = JSON.parse(body);
  expect(text).toBe('1 обращение ждёт внимания');
  expect(blocks[1].text).toMatchObject({ type: 'mrkdwn' });
  expect(blocks[1].text.text).toContain(`<${t.deps.config.url}/inbox/${opened.id}|Новое обращение>`);
  expect(body).not.toMatch(/Ada|example\.com/);
});

describe('a hook nobody answers at', () => {
  test('is tried again with growing pauses, under one id, and then hears what came meanwhile together', async () => {
    const t = await withHook();
    t.answer.status = 503;
    await t.opens();
    await t.runJobs();
    await t.opens();
    await t.opens();
    t.at(after(9));
    await t.runJobs();
    expect(t.heard).toHaveLength(1);
    t.at(after(10));
    await t.runJobs();
    t.at(after(69));
    await t.runJobs();
    expect(t.heard).toHaveLength(2);
    expect((await t.listed())[0].deliveries).toMatchObject([
      { state: 'queued', attempts: 2, status: 503, lastError: 'as told' },
    ]);
    t.answer.status = 204;
    t.at(after(70));
    await t.runJobs();
    t.at(after(80));
    await t.runJobs();
    const ids = t.heard.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(t.heard.map(({ body }) => JSON.parse(body).data.alerts.length)).toEqual([1, 1, 1, 2]);
    expect((await t.deliveries()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  test('for three days is paused, and says so; resumed it hears of what happens from then on', async () => {
    const t = await withHook();
    t.answer.status = 500;
    await t.opens();
    for (let hour = 0; hour < 80; hour += 2) {
      t.at(after(hours(hour)));
      await t.runJobs();
    }
    const [paused] = await t.listed();
    expect(paused).toMatchObject({ pausedAt: expect.any(String), pausedBecause: 'unanswered' });
    expect(paused.deliveries).toMatchObject([{ state: 'failed' }]);
    expect(t.heard.length).toBeLessThan(25);
    t.answer.status = 200;
    await t.opens();
    await t.runJobs();
    const before = t.heard.length;
    const resumed = await t.request('PATCH', `/api/alert-hooks/${t.id}`, {
      as: t.manager,
      body: { isPaused: false },
    });
    expect(resumed.status).toBe(204);
    expect((await t.listed())[0]).toMatchObject({ pausedAt: null, pausedBecause: null });
    const news = await t.opens();
    await t.runJobs();
    expect(
      t.heard
        .slice(before)
        .map(({ body }) => JSON.parse(body).data.alerts.map((one: { caseId: string }) => one.caseId)),
    ).toEqual([[news.id]]);
  });

  test('and says that it is gone is paused at once, for that reason', async () => {
    const t = await withHook();
    t.answer.status = 410;
    await t.opens();
    await t.runJobs();
    expect((await t.listed())[0]).toMatchObject({
      pausedAt: testNow.toISOString(),
      pausedBecause: 'gone',
    });
    const kinds = (await t.deps.db.select().from(events)).map(({ kind }) => kind);
    expect(kinds).toContain('alert-hook-paused');
  });
});

describe('a test', () => {
  test('is posted once, whatever becomes of it', async () => {
    const t = await withHook();
    t.answer.status = 500;
    expect((await t.request('POST', `/api/alert-hooks/${t.id}/test`, { as: t.manager })).status).toBe(202);
    await t.runJobs();
    t.at(after(hours(1)));
    await t.runJobs();
    expect(t.heard.map(({ body }) => JSON.parse(body).type)).toEqual(['test']);
    expect((await t.listed())[0]).toMatchObject({
      pausedAt: null,
      deliveries: [{ state: 'failed', attempts: 1 }],
    });
  });
});

describe('the settings of hooks', () => {
  test('tell the secret once, and never the address again', async () => {
    const t = await withHook();
    const listed = JSON.stringify(await t.listed());
    expect(listed).not.toContain(t.secret);
    expect(listed).not.toContain('key=secret');
    expect(listed).toContain('127.0.0.1');
    const happened = JSON.stringify(await t.deps.db.select().from(events));
    expect(happened).not.toContain('key=secret');
  });

  test.each([
    [{ url: 'http://example.com/' }, { url: 'https' }],
    [{ url: 'https://192.168.1.1/' }, { url: 'private' }],
    [{ url: 'nowhere' }, { url: 'address' }],
    [{ kinds: [] }, { kinds: 'Choose at least one.' }],
    [{ leastSeverity: 5 }, { leastSeverity: expect.any(String) }],
    [{ name: ' ' }, { name: expect.any(String) }],
  ])('refuse %j, and say where', async (wrong, fields) => {
    const t = await withHook();
    t.deps.config.privateHooks = false;
    const body = {
      name: 'x',
      kind: 'slack',
      url: 'https://example.com/',
      kinds: ['opened'],
      leastSeverity: 1,
      locale: 'en',
      ...wrong,
    };
    const refused = await t.request('POST', '/api/alert-hooks', { as: t.manager, body });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ fields });
    expect(await t.deps.db.select().from(alertHooks)).toHaveLength(1);
  });

  test('change and remove one, with what was posted', async () => {
    const t = await withHook();
    await t.opens();
    await t.runJobs();
    const path = `/api/alert-hooks/${t.id}`;
    expect(
      (await t.request('PATCH', path, { as: t.manager, body: { name: 'Ops', kinds: ['held'] } })).status,
    ).toBe(204);
    expect(await t.listed()).toMatchObject([{ name: 'Ops', kinds: ['held'], leastSeverity: 2 }]);
    expect((await t.request('DELETE', path, { as: t.manager })).status).toBe(204);
    expect((await t.request('DELETE', path, { as: t.manager })).status).toBe(404);
    expect((await t.request('PATCH', path, { as: t.manager, body: { name: 'Ops' } })).status).toBe(404);
    expect(await t.deliveries()).toEqual([]);
    await t.opens();
    await t.runJobs();
    expect(t.heard).toHaveLength(1);
  });

  test('are closed to agents', async () => {
    const t = await withHook();
    const agent = await grace(t.deps);
    for (const [method, path] of [
      ['GET', ''],
      ['POST', ''],
      ['PATCH', `/${t.id}`],
      ['DELETE', `/${t.id}`],
      ['POST', `/${t.id}/test`],
    ] as const) {
      const answered = await t.request(method, `/api/alert-hooks${path}`, {
        as: agent,
        ...(method !== 'GET' && { body: {} }),
      });
      expect(answered.status).toBe(403);
    }
  });
});

describe('how one hears of cases', () => {
  test('is what was chosen; at first at once, of one’s own, of all of them', async () => {
    const t = await testApp();
    await aCompany(t.deps);
    const agent = await grace(t.deps);
    const read = async () => (await t.request('GET', '/api/me/alerts', { as: agent })).json();
    const first = {
      mode: 'immediate',
      scope: 'mine',
      leastSeverity: 1,
      hasSound: false,
      hasBrowserNotice: false,
    };
    expect(await read()).toEqual(first);
    const chosen = { ...first, mode: 'daily', leastSeverity: 3, hasSound: true };
    for (let twice = 0; twice < 2; twice++)
      expect((await t.request('PUT', '/api/me/alerts', { as: agent, body: chosen })).status).toBe(200);
    expect(await read()).toEqual(chosen);
    const wrong = await t.request('PUT', '/api/me/alerts', {
      as: agent,
      body: { ...chosen, mode: 'yearly' },
    });
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ fields: { mode: expect.any(String) } });
    expect(await read()).toEqual(chosen);
  });
});
