import { describe, expect, test } from 'vitest';
import { companyLogo } from '#db/schema/company.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import { mostLogoBytes, pictureIn, shownSize } from '#server/company/logo.ts';
import { aCompany, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { aBuyer } from '#tests/server/ask/buyers.ts';
import { testApp } from '#tests/support/test-app.ts';

/** The smallest file that is a PNG by its frame: the size stands in its header. */
function aPng(width: number, height: number, filling = 0): Uint8Array {
  const bytes = Buffer.alloc(33 + filling + 12);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(bytes);
  bytes.write('IHDR', 12, 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]).copy(bytes, bytes.length - 12);
  return new Uint8Array(bytes);
}

const aJpeg = (width: number, height: number): Uint8Array =>
  new Uint8Array(
    [
      [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0],
      [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0],
      [0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9],
    ].flat(),
  );

test('a picture is what its bytes say', () => {
  expect(pictureIn(aPng(320, 80))).toEqual({ mediaType: 'image/png', width: 320, height: 80 });
  expect(pictureIn(aJpeg(320, 80))).toEqual({ mediaType: 'image/jpeg', width: 320, height: 80 });
});

const text = (words: string) => new TextEncoder().encode(words);
test.each([
  ['nothing', new Uint8Array()],
  ['a page', text('<!doctype html><script>alert(1)</script>')],
  ['a drawing that may run scripts', text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a GIF', text('GIF89a\u0001\u0000\u0001\u0000')],
  ['half a PNG', aPng(320, 80).slice(0, 30)],
  ['a PNG with a page behind it', new Uint8Array([...aPng(320, 80), ...text('<script>')])],
  ['a PNG without a size', aPng(0, 80)],
  ['a PNG as large as a wall', aPng(60_000, 60_000)],
  ['half a JPEG', aJpeg(320, 80).slice(0, 16)],
  [
    'a JPEG whose parts have no end',
    new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd9]),
  ],
])('%s is no picture', (_, bytes) => {
  expect(pictureIn(bytes)).toBeNull();
});

test.each([
  [
    { width: 100, height: 40 },
    { width: 100, height: 40 },
  ],
  [
    { width: 2400, height: 320 },
    { width: 240, height: 32 },
  ],
  [
    { width: 640, height: 640 },
    { width: 64, height: 64 },
  ],
  [
    { width: 4000, height: 1 },
    { width: 240, height: 1 },
  ],
])('%o is shown as %o', (picture, shown) => {
  expect(shownSize(picture)).toEqual(shown);
});

async function atTheDesk() {
  const t = await testApp();
  await aCompany(t.deps);
  const admin = await anAdmin(t.deps);
  const put = async (bytes: Uint8Array, as: { id: string } = admin) =>
    t.app.request('/api/company/logo', {
      method: 'PUT',
      body: new Uint8Array(bytes),
      headers: await t.as(as),
    });
  return { ...t, admin, put };
}

describe('the company’s logo', () => {
  test('is kept, told and shown to anybody at a path of its own', async () => {
    const { app, put, deps } = await atTheDesk();
    const kept = await put(aPng(480, 96));
    expect(kept.status).toBe(200);
    const { logo } = (await kept.json()) as { logo: { hash: string; width: number; height: number } };
    expect(logo).toMatchObject({ extension: 'png', width: 240, height: 48 });
    const shown = await app.request(`/logo/${logo.hash}.png`);
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('cache-control')).toContain('immutable');
    expect(shown.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(new Uint8Array(await shown.arrayBuffer())).toEqual(aPng(480, 96));
    expect((await deps.db.select().from(events)).at(-1)).toMatchObject({ kind: 'company-changed' });
  });

  test('of before stays where mails show it, until all are removed', async () => {
    const { app, put, request, admin, at } = await atTheDesk();
    const hashOf = async (answer: Response) =>
      ((await answer.json()) as { logo: { hash: string } }).logo.hash;
    const first = await hashOf(await put(aPng(10, 10)));
    at('2026-10-14T07:01:00Z');
    const second = await hashOf(await put(aJpeg(20, 20)));
    expect(second).not.toBe(first);
    expect((await app.request(`/logo/${first}.png`)).status).toBe(200);
    expect((await app.request(`/logo/${second}.jpg`)).status).toBe(200);
    at('2026-10-14T07:02:00Z');
    expect(await hashOf(await put(aPng(10, 10)))).toBe(first);
    expect((await request('DELETE', '/api/company/logo', { as: admin })).status).toBe(204);
    expect((await app.request(`/logo/${first}.png`)).status).toBe(404);
    expect(await (await request('GET', '/api/company/logo', { as: admin })).json()).toEqual({ logo: null });
  });

  test.each([
    ['what is no picture', text('hello')],
    ['a picture that is too large', aPng(10, 10, mostLogoBytes)],
  ])('cannot be %s', async (_, bytes) => {
    const { put, deps } = await atTheDesk();
    expect((await put(bytes)).status).toBe(400);
    expect(await deps.db.select().from(companyLogo)).toEqual([]);
  });

  test('is an administrator’s to change', async () => {
    const { put, deps } = await atTheDesk();
    expect((await put(aPng(10, 10), await grace(deps))).status).toBe(403);
    expect((await put(aPng(10, 10), await alan(deps))).status).toBe(403);
  });

  test.each(['x.png', '000000000000.png', '..%2f..%2fetc.png', '0000000000000.png'])(
    '%s is not found',
    async (file) => {
      const { app } = await atTheDesk();
      expect((await app.request(`/logo/${file}`)).status).toBe(404);
    },
  );
});

test('stands at the head of the letter and of the survey’s page, with its size and the name in words', async () => {
  const { put, deps, app, runJobs } = await atTheDesk();
  await ensureShippedPrograms(deps);
  await aBuyer(deps, { locale: 'en' });
  await put(aPng(480, 96));
  await runWave(deps, null, 'monthly');
  await runJobs();
  const [mail] = await deps.db.select().from(messages);
  expect(mail?.html).toMatch(
    /<img src="http[^"]+\/logo\/[0-9a-f]{12}\.png" width="240" height="48" alt="Water Market"/,
  );
  expect(mail?.text).toContain('Water Market');
  const path = /\/s\/[\w-]{22}/.exec(mail?.html ?? '')?.[0] ?? '';
  const page = await app.request(path, { headers: { accept: 'text/html', 'user-agent': 'Mozilla/5.0' } });
  expect(await page.text()).toMatch(/<img src="\/logo\/[0-9a-f]{12}\.png"/);
});
