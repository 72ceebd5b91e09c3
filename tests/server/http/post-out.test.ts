import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { postOut, problemOf, publicLookup } from '#server/http/post-out.ts';
import { isPrivateAddress } from '#server/http/private-address.ts';

test.each([
  ['8.8.8.8', false],
  ['2606:4700:4700::1111', false],
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.0.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['255.255.255.255', true],
  ['::1', true],
  ['::', true],
  ['fd00::1', true],
  ['fe80::1', true],
  ['::ffff:127.0.0.1', true],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', true],
  ['2002:7f00:1::', true],
  ['localhost', true],
])('%s is private: %s', (address, expected) => {
  expect(isPrivateAddress(address)).toBe(expected);
});

describe('an address', () => {
  test.each([
    ['https://hooks.slack.com/services/T/B/x', null, null],
    ['http://hooks.slack.com/services/T/B/x', 'https', null],
    ['https://127.0.0.1/', 'private', null],
    ['https://2130706433/', 'private', null],
    ['https://0x7f.1/', 'private', null],
    ['https://[::1]/', 'private', null],
    ['https://[::ffff:10.0.0.1]/', 'private', null],
    ['https://localhost:8443/', 'private', null],
    ['https://a.localhost/', 'private', null],
    ['http://10.0.0.1:8080/x', 'https', null],
    ['https://user:word@example.com/', 'address', 'address'],
    ['ftp://example.com/', 'address', 'address'],
    ['example.com', 'address', 'address'],
    ['', 'address', 'address'],
  ])('%s: %s, and %s in a network of one’s own', (url, outside, inside) => {
    expect(problemOf(url, { mayBePrivate: false })).toBe(outside);
    expect(problemOf(url, { mayBePrivate: true })).toBe(inside);
  });

  test.each([{}, { all: true }])(
    'whose name leads into a private network is not connected to (%j)',
    async (options) => {
      const refused = new Promise((resolve) => publicLookup('localhost', options, resolve));
      expect(await refused).toMatchObject({ message: 'This address is not of the public internet.' });
    },
  );
});

async function aReceiver(answer: { status: number; headers?: Record<string, string>; body?: string }) {
  let heard = 0;
  const server = createServer((request, response) => {
    heard++;
    request.resume().on('end', () => response.writeHead(answer.status, answer.headers).end(answer.body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { url: `http://127.0.0.1:${port}/`, heard: () => heard };
}

const sent = { body: '{}', headers: {}, mayBePrivate: true };

describe('a post', () => {
  test('tells what was answered, and no more than its first words', async () => {
    const { url } = await aReceiver({ status: 500, body: 'no '.repeat(100_000) });
    const { status, said } = await postOut({ ...sent, url });
    expect(status).toBe(500);
    expect(said).toHaveLength(1000);
  });

  test('follows no redirect', async () => {
    const { url, heard } = await aReceiver({ status: 302, headers: { location: '/' } });
    expect(await postOut({ ...sent, url })).toMatchObject({ status: 302 });
    expect(heard()).toBe(1);
  });

  test('does not go to a private address where none is let through', async () => {
    const { url, heard } = await aReceiver({ status: 200 });
    await expect(postOut({ ...sent, url, mayBePrivate: false })).rejects.toThrow(
      'not of the public internet',
    );
    expect(heard()).toBe(0);
  });
});
