import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { expect, onTestFinished, test } from 'vitest';
import { headersOfAnyPage } from '#server/listen/page-headers.ts';
import { aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

async function served({ app }: TestApp): Promise<string> {
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test('every answer under /s/ says them, over HTTP as without a server, and its own besides', async () => {
  const t = await testApp();
  await aCompany(t.deps);
  const wave = await aWave(t.deps);
  const origin = await served(t);
  const ways = [(where: string, init: RequestInit) => fetch(origin + where, init), t.app.request];
  for (const [n, ask] of ways.entries()) {
    const customer = await aCustomer(t.deps, { externalId: `ada-${n}`, email: `ada-${n}@example.com` });
    const { token } = await anInvitation(t.deps, wave, { customerId: customer.id });
    const path = `/s/${token}`;
    const asked: [string, RequestInit, number, string | null][] = [
      [path, { headers: { accept: 'text/html' } }, 200, 'text/html; charset=UTF-8'],
      [`${path}?unsubscribe`, { redirect: 'manual' }, 302, null],
      [`${path}/answers`, json({ answers: { recommend: 3 } }), 204, null],
      [path, json({ answers: { recommend: 42 } }), 400, 'application/problem+json; charset=utf-8'],
      [path, json({ answers: { recommend: 9 } }), 201, 'application/json'],
      [path, json({ answers: { recommend: 9 } }), 200, 'application/json'],
      [
        '/s/0123456789012345678901',
        json({ answers: { recommend: 9 } }),
        404,
        'application/problem+json; charset=utf-8',
      ],
    ];
    for (const [where, init, status, type] of asked) {
      const { headers, ...response } = await answerOf(await ask(where, init));
      expect([where, response.status]).toEqual([where, status]);
      expect(headers['content-type'] ?? null).toBe(type);
      expect(headers).toMatchObject(headersOfAnyPage);
    }
  }
});

const answerOf = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});
