import { expect, test } from 'vitest';
import { responses } from '#db/schema/responses.ts';
import { Crowd } from '#server/http/crowd.ts';
import { aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

const answers = { recommend: 9, reason: 'all-well' };

async function invited(most: number) {
  const t = await testApp({ crowd: new Crowd(most) });
  await aCompany(t.deps, { locale: 'ar' });
  const wave = await aWave(t.deps);
  const tokens: string[] = [];
  for (let n = 0; n < 3; n++)
    tokens.push((await anInvitation(t.deps, wave, { customerId: (await aCustomer(t.deps)).id })).token);
  const send = (token: string | undefined, accept: string) =>
    t.request('POST', `/s/${token}`, { body: { answers }, headers: { accept } });
  return { ...t, tokens, send };
}

test('who comes when too many are being answered is told when to come again, and nothing is stored', async () => {
  const { deps, tokens, send } = await invited(2);
  const replies = await Promise.all(tokens.map((token) => send(token, 'application/json')));
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 503]);
  const refused = replies[2];
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused?.json()).toMatchObject({ status: 503, code: 'busy' });
  expect(await deps.db.$count(responses)).toBe(2);
  expect((await send(tokens[2], 'application/json')).status).toBe(201);
});

test('a person reads it in her language, whether she opens the page or sends it', async () => {
  const { request, tokens, send } = await invited(0);
  const headers = { accept: 'text/html', 'accept-language': 'ar-SA,ar;q=0.9' };
  const opened = await request('GET', `/s/${tokens[0]}`, { headers });
  expect(opened.status).toBe(503);
  expect(await opened.text()).toContain('كثيرون يجيبون في هذه اللحظة');
  const sent = await send(tokens[0], 'text/html');
  expect(sent.status).toBe(503);
  expect(sent.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await sent.text()).toContain('Many people are answering right now');
});

test('who is slow to say what she has to say takes nobody’s place', async () => {
  const { app, tokens, send } = await invited(1);
  const slow = tokens.slice(0, 2).map((token) => {
    let end = () => {};
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{"answers":{"recommend":9,'));
        end = () => {
          controller.enqueue(new TextEncoder().encode('"reason":"all-well"}}'));
          controller.close();
        };
      },
    });
    const streamed: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    };
    return { answered: app.request(`/s/${token}`, streamed), end: () => end() };
  });
  expect((await send(tokens[2], 'application/json')).status).toBe(201);
  for (const { answered, end } of slow) {
    end();
    expect((await answered).status).toBe(201);
  }
});
