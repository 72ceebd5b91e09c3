import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { responses } from '#db/schema/responses.ts';
import { readConfig } from '#server/config.ts';
import { start, type Running } from '#server/main.ts';
import { aCompany, aCustomer, alan } from '#tests/support/cast.ts';
import { anInvitation } from '#tests/support/invited.ts';
import { anOpenWave } from '#tests/support/open-wave.ts';
import { signedIn } from '#tests/support/signed-in.ts';

const patience = { head: 1500, request: 3000, keepAlive: 1000, silence: 60_000, checkEvery: 250 };
const folder = mkdtempSync(join(tmpdir(), 'amends-slow-'));
let running: Running;
let wave: Awaited<ReturnType<typeof anOpenWave>>;
const errors: unknown[] = [];

beforeAll(async () => {
  const settings = {
    AMENDS_DATABASE_URL: `file:${join(folder, 'slow.db')}`,
    AMENDS_LOG: 'silent',
    AMENDS_PORT: '0',
  };
  running = await start(
    readConfig({ ...settings, AMENDS_POSTS_PER_ADDRESS: '0', AMENDS_POSTS_PER_LINK: '0' }),
    patience,
  );
  vi.spyOn(running.deps.log, 'error').mockImplementation((...told: unknown[]) => void errors.push(told));
  await aCompany(running.deps);
  wave = await anOpenWave(running.deps, 'monthly');
});

afterAll(async () => {
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

const aToken = async () =>
  (await anInvitation(running.deps, wave, { customerId: (await aCustomer(running.deps)).id })).token;
const origin = () => `http://127.0.0.1:${running.port}`;
const openFiles = () => readdirSync('/proc/self/fd').length;

/** A connection that says `first` and then nothing; `ended` is what was answered when it was closed. */
function aConnection(first: string): { socket: Socket; ended: Promise<string> } {
  const socket = connect(running.port, '127.0.0.1');
  let heard = '';
  const ended = new Promise<string>((settle) => {
    socket.on('data', (bytes) => (heard += bytes.toString()));
    socket.on('error', () => {});
    socket.on('close', () => settle(heard));
  });
  if (first !== '') socket.write(first);
  return { socket, ended };
}

async function millisecondsOfAnAnswer(): Promise<number> {
  const token = await aToken();
  const begun = performance.now();
  const sent = await fetch(`${origin()}/s/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answers: { recommend: 9 } }),
  });
  expect([sent.status, await sent.json()]).toMatchObject([201, { outcome: 'taken' }]);
  return performance.now() - begun;
}

test(
  '450 slow, silent and half-said connections hold nobody up and are closed in time',
  { timeout: 60_000 },
  async () => {
    await millisecondsOfAnAnswer();
    await sleep(patience.keepAlive + 500);
    const filesBefore = openFiles();
    const begun = performance.now();
    const token = await aToken();
    const times = (count: number, first: string) => Array.from({ length: count }, () => aConnection(first));
    const loris = times(200, 'POST /s/x HTTP/1.1\r\nhost: x\r\nx-slow: ');
    const silent = times(200, '');
    const post = `POST /s/${token} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n`;
    const halfSaid = times(50, `${post}{"answers":{"recommend":`);
    const dripping = setInterval(() => {
      for (const { socket } of loris) if (socket.writable) socket.write('x');
    }, 1000);
    await sleep(300);
    const waits: number[] = [];
    for (let n = 0; n < 5; n++) waits.push(await millisecondsOfAnAnswer());
    expect(waits.sort((a, b) => a - b)[2]).toBeLessThan(100);
    const heard = await Promise.all([...loris, ...silent].map(({ ended }) => ended));
    const headsGone = performance.now() - begun;
    const bodies = await Promise.all(halfSaid.map(({ ended }) => ended));
    clearInterval(dripping);
    console.info(
      `an answer took ${waits[2]?.toFixed(0)} ms; heads were gone after ${headsGone.toFixed(0)} ms`,
    );
    expect(headsGone).toBeLessThan(patience.head + 2500);
    expect(performance.now() - begun).toBeLessThan(patience.request + 2500);
    for (const answer of [...heard, ...bodies]) expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/);
    await sleep(patience.keepAlive + 500);
    expect(openFiles()).toBeLessThanOrEqual(filesBefore + 2);
    expect(await running.deps.db.$count(responses)).toBe(6);
    expect(errors).toEqual([]);
  },
);

test.each([
  [
    'a length longer than the body',
    'content-length: 50\r\n\r\n{"answers":{"recommend":9}}',
    /^HTTP\/1\.1 408/,
  ],
  [
    'a length shorter than the body',
    'content-length: 5\r\n\r\n{"answers":{"recommend":9}}',
    /^HTTP\/1\.1 400/,
  ],
  ['two lengths', 'content-length: 5\r\ncontent-length: 6\r\n\r\n{"a":1}', /^HTTP\/1\.1 400/],
  [
    'a length and chunks',
    'content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    /^HTTP\/1\.1 400/,
  ],
  ['chunks that are none', 'transfer-encoding: chunked\r\n\r\nzz\r\n{"answers":{}}\r\n', /^HTTP\/1\.1 400/],
  ['chunks without an end', 'transfer-encoding: chunked\r\n\r\n5\r\n{"ans\r\n', /^HTTP\/1\.1 408/],
  [
    'endless chunks',
    `transfer-encoding: chunked\r\n\r\n${`1000\r\n${'x'.repeat(4096)}\r\n`.repeat(40)}`,
    /^HTTP\/1\.1 413/,
  ],
  ['a head without an end', `x: ${'y'.repeat(20_000)}`, /^HTTP\/1\.1 431/],
])('%s is answered in words or closed, and nothing is stored', async (_what, rest, answered) => {
  const before = await running.deps.db.$count(responses);
  const { ended, socket } = aConnection(
    `POST /s/${await aToken()} HTTP/1.1\r\nhost: x\r\naccept: application/json\r\ncontent-type: application/json\r\n${rest}`,
  );
  const heard = await Promise.race([ended, sleep(patience.request + 2000).then(() => 'left open')]);
  socket.destroy();
  expect(heard).toMatch(answered);
  expect(await running.deps.db.$count(responses)).toBe(before);
  expect(errors.splice(0)).toEqual([]);
});

test(
  'a large file that comes slowly but surely is taken, and so is a live stream that lasts',
  { timeout: 30_000 },
  async () => {
    const headers = await signedIn(running.deps, await alan(running.deps));
    const live = await fetch(`${origin()}/api/live`, { headers });
    const reader = live.body?.getReader();
    const plan = encodeURIComponent(JSON.stringify({ kind: 'customers', map: { externalId: 'id' } }));
    const checked = new Promise<number>((settle, fail) => {
      const upload = httpRequest(
        `${origin()}/api/import-checks?plan=${plan}`,
        { method: 'POST', headers },
        (response) => {
          response.resume();
          settle(response.statusCode ?? 0);
        },
      );
      upload.on('error', fail);
      upload.write('id\n');
      let line = 0;
      const coming = setInterval(() => {
        upload.write(`C-${line++}\n`);
        if (line < 25) return;
        clearInterval(coming);
        upload.end();
      }, 200);
    });
    expect(await checked).toBe(200);
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toContain('listening');
    const more = await Promise.race([
      reader?.read().then(({ done }) => done),
      sleep(500).then(() => 'still open'),
    ]);
    expect(more).toBe('still open');
    await reader?.cancel();
  },
);

test('a file of nobody’s that drips is cut off', { timeout: 30_000 }, async () => {
  const head = 'POST /api/import-checks HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n';
  const { ended, socket } = aConnection(head);
  const dripping = setInterval(() => socket.writable && socket.write('x'), 200);
  const heard = await Promise.race([ended, sleep(patience.request + 2000).then(() => 'left open')]);
  clearInterval(dripping);
  socket.destroy();
  expect(heard).toMatch(/^HTTP\/1\.1 (401|403)/);
});
