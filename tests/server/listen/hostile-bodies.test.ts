import { eq } from 'drizzle-orm';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { responses } from '#db/schema/responses.ts';
import { aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';
const good = { recommend: 9, price: 'same', 'on-time': 'yes', reason: 'all-well' };

async function asked() {
  const t = await testApp();
  await aCompany(t.deps);
  const { token } = await anInvitation(t.deps, await aWave(t.deps), {
    customerId: (await aCustomer(t.deps)).id,
  });
  const send = (type: string, body: BodyInit, headers: Record<string, string> = {}) => {
    // The types of the browser do not know it yet, and a stream cannot be sent without.
    const streamed: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: { 'content-type': type, accept: json, ...headers },
      body,
      duplex: 'half',
    };
    return t.app.request(`/s/${token}`, streamed);
  };
  return { ...t, send };
}

const stream = (...parts: string[]): ReadableStream => new Blob(parts).stream();
const answers = (inner: string): string => `{"answers":${inner}}`;
const fields = (...pairs: [string, string][]): string => new URLSearchParams(pairs).toString();
const deep = (open: string, close: string, depth: number): string => open.repeat(depth) + close.repeat(depth);
const many = Array.from({ length: 10_000 }, (_, n): [string, string] => [`f${n}`, '']);

describe('a body is refused in words, and nothing of it is stored, when it', () => {
  test.each<[string, string, BodyInit, number, Record<string, string>?]>([
    ['is empty', json, '', 400],
    ['is cut off', json, '{"answers":{"recommend":9', 400],
    ['is a list', json, '[]', 400],
    ['is null', json, 'null', 400],
    ['has no answers', json, '{}', 400],
    ['has null for answers', json, answers('null'), 400],
    ['has a list for answers', json, answers('[]'), 400],
    ['has a text for answers', json, answers('"recommend"'), 400],
    ['is a list 30,000 deep', json, answers(`{"recommend":${deep('[', ']', 30_000)}}`), 400],
    [
      'is an object 10,000 deep',
      json,
      answers(`{"recommend":${deep('{"a":', '}', 10_000).replace(':}', ':1}')}}`),
      400,
    ],
    ['reaches for the prototype', json, answers('{"__proto__":{"recommend":9},"recommend":9}'), 400],
    ['calls itself constructor', json, answers('{"constructor":{"prototype":1},"recommend":9}'), 400],
    ['answers twice, wrong the second time', json, answers('{"recommend":9,"recommend":42}'), 400],
    ['has NUL in a name', json, answers('{"recommend":9,"\\u0000":1}'), 400],
    ['has NUL in a text', json, answers('{"recommend":9,"reason":"late","reason-Comment":"a\\u0000b"}'), 400],
    [
      'has half a character',
      json,
      answers('{"recommend":9,"reason":"late","reason-Comment":"\\ud800"}'),
      400,
    ],
    ['has an endless number', json, answers('{"recommend":1e999}'), 400],
    [
      'is longer than answers can be',
      json,
      answers(`{"recommend":9,"reason-Comment":"${'x'.repeat(70_000)}"}`),
      413,
    ],
    ['is longer and comes in pieces', json, stream(answers('{"a":"'), 'x'.repeat(70_000), '"}'), 413],
    ['says that it is longer', json, answers('{}'), 413, { 'content-length': '70000' }],
    [
      'is compressed',
      json,
      new Uint8Array(gzipSync(answers('{"recommend":9}'))),
      415,
      { 'content-encoding': 'gzip' },
    ],
    ['is compressed and says not how', json, new Uint8Array(gzipSync(answers('{"recommend":9}'))), 400],
    ['is a form in many parts', 'multipart/form-data; boundary=x', '--x--', 415],
    ['is a plain text', 'text/plain', answers('{"recommend":9}'), 415],
    ['is of no type', '', answers('{"recommend":9}'), 415],
    ['has 10,000 fields', form, fields(...many.slice(0, 5000)), 400],
    ['has 10,000 fields and is long', form, fields(...many, ['pad', 'x'.repeat(20_000)]), 413],
    ['has 10,000 times the same field', form, 'f=&'.repeat(10_000), 400],
    ['has two scores', form, fields(['recommend', '9'], ['recommend', '8']), 400],
    ['has broken signs', form, 'recommend=%ff%fe&%=%', 400],
    ['has NUL in a field', form, 'recommend=9&reason=late&reason-Comment=a%00b', 400],
  ])('%s', async (_what, type, body, status, headers) => {
    const { deps, send } = await asked();
    const refused = await send(type, body, headers);
    expect(refused.status).toBe(status);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(await refused.json()).toMatchObject({
      status,
      code: 'invalid',
      detail: expect.stringMatching(/\w \w/),
    });
    expect(await deps.db.$count(responses, eq(responses.status, 'complete'))).toBe(0);
    expect((await send(json, JSON.stringify({ answers: good }))).status).toBe(201);
  });
});

test('no body of the size allowed keeps others waiting', async () => {
  const { send } = await asked();
  const worst = [
    [form, 'f=&'.repeat(21_000)],
    [form, 'recommend=&'.repeat(5900)],
    [form, 'reason-Comment=a&'.repeat(3800)],
    [form, Array.from({ length: 9000 }, (_, n) => `f${n}`).join('&')],
    [form, `_asked=${'recommend%20'.repeat(5000)}`],
    [form, `reason-Comment=${'%0D%0A'.repeat(10_000)}`],
    [json, answers(`{${Array.from({ length: 7000 }, (_, n) => `"${n}":1`).join()}}`)],
    [json, answers(`{"recommend":${deep('[', ']', 30_000)}}`)],
    [json, answers(`{"reason":"late","reason-Comment":"${' '.repeat(65_000)}"}`)],
  ] as const;
  for (const [type, body] of worst) {
    const before = process.cpuUsage();
    const { status } = await send(type, body);
    const { user, system } = process.cpuUsage(before);
    expect([body.slice(0, 30), status]).toEqual([body.slice(0, 30), 400]);
    expect((user + system) / 1000, body.slice(0, 30)).toBeLessThan(150);
  }
});
