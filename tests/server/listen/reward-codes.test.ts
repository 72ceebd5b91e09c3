import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { rewardCodes } from '#db/schema/responses.ts';
import { doctor } from '#server/command-line/doctor-command.ts';
import { isMadeCode } from '#server/listen/reward-code.ts';
import { alan, anAdmin, grace } from '#tests/support/cast.ts';
import { addPool, anotherStaffWave, aStaffWave, happy } from '#tests/support/staff-wave.ts';
import type { TestApp } from '#tests/support/test-app.ts';

const pool = '/api/programs/monthly/reward-codes';
const fiveCodes = 'AAAA\nBBBB\nCCCC\nDDDD\nEEEE';

async function aPool(codes = 0) {
  const given = await aStaffWave({ codes });
  const { t, wave } = given;
  const manager = await alan(t.deps);
  const as = await t.as(manager);
  const add = (body: string, headers: Record<string, string> = as, type = 'text/plain') =>
    t.app.request(pool, { method: 'POST', headers: { ...headers, 'content-type': type }, body });
  const read = async () => (await t.app.request(pool, { headers: as })).json();
  const closed = () =>
    write(t.deps.db, (tx) =>
      tx.run(t.deps.db.update(waves).set({ closedAt: t.deps.now() }).where(eq(waves.id, wave.id))),
    );
  return { ...given, manager, as, add, read, closed };
}

const codesOf = async ({ deps }: TestApp) =>
  (await deps.db.select().from(rewardCodes)).map(({ code }) => code).sort();
const additionsOf = async ({ deps }: TestApp) =>
  (await deps.db.select().from(events)).filter(({ kind }) => kind === 'reward-codes-added');

describe('a pool of codes', () => {
  test('takes a company’s own, one a line, and says who added how many, but never which', async () => {
    const { t, manager, add, read } = await aPool();
    expect(await read()).toEqual({
      total: 0,
      drawn: 0,
      left: 0,
      isRunningLow: false,
      isBeingAnswered: true,
    });
    const added = await add(`\ufeffcode\r\n${fiveCodes}\n`);
    expect([added.status, await added.json()]).toMatchObject([201, { total: 5, drawn: 0, left: 5 }]);
    expect(await codesOf(t)).toEqual(fiveCodes.split('\n'));
    const [told, ...more] = await additionsOf(t);
    expect([told?.actorId, told?.data, more]).toEqual([manager.id, { programId: 'monthly', n: 5 }, []]);
  });

  test('stores nothing when a line is wrong, and names each such line', async () => {
    const { t, add } = await aPool();
    await add(fiveCodes);
    const refused = await add('FFFF\nABC\nCCCC\nGGGG\nFFFF\n1,2,3,4');
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect([refused.status, await refused.json()]).toMatchObject([
      400,
      {
        code: 'invalid',
        problemCount: 4,
        problems: [
          { line: 2, problem: 'too-short' },
          { line: 3, problem: 'in-pool' },
          { line: 5, problem: 'twice', firstLine: 1 },
          { line: 6, problem: 'several' },
        ],
      },
    ]);
    expect(await codesOf(t)).toEqual(fiveCodes.split('\n'));
    expect(await additionsOf(t)).toHaveLength(1);
  });

  test('tells the first two hundred wrong lines and how many there are', async () => {
    const { add } = await aPool();
    const body = await (await add('x\n'.repeat(500))).json();
    expect([body.problemCount, body.problems.length]).toEqual([500, 200]);
  });

  test('takes the same list from two at once only once', async () => {
    const { t, add } = await aPool();
    const statuses = (await Promise.all([add(fiveCodes), add(fiveCodes)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([201, 400]);
    expect([await codesOf(t), (await additionsOf(t)).length]).toEqual([fiveCodes.split('\n'), 1]);
  });

  test('takes a hundred thousand at once, and not one more', async () => {
    const { t, add } = await aPool();
    const list = (n: number) => Array.from({ length: n }, (_, at) => `VOUCHER-${at}`).join('\n');
    expect((await add(list(100_001))).status).toBe(400);
    expect(await t.deps.db.$count(rewardCodes)).toBe(0);
    expect((await add(list(100_000))).status).toBe(201);
    expect(await t.deps.db.$count(rewardCodes)).toBe(100_000);
  });

  test.each([
    ['nothing', '', 'empty'],
    ['a header alone', 'code\n', 'empty'],
    ['so few that a code would tell whose it is', 'AAAA\nBBBB\nCCCC\nDDDD', 'too-few'],
  ])('refuses %s', async (_, text, problem) => {
    const { t, add } = await aPool();
    const refused = await add(text);
    expect([refused.status, (await refused.json()).problems]).toEqual([400, [{ line: null, problem }]]);
    expect(await codesOf(t)).toEqual([]);
  });

  test('refuses what is no text in UTF-8, and what is too long', async () => {
    const { t, as } = await aPool();
    const send = (body: Uint8Array<ArrayBuffer>) =>
      t.app.request(pool, { method: 'POST', headers: { ...as, 'content-type': 'text/csv' }, body });
    const unreadable = await send(new Uint8Array([0xff, 0xfe, 65, 0]));
    expect((await unreadable.json()).problems).toEqual([{ line: null, problem: 'encoding' }]);
    expect((await t.request('POST', pool, { headers: as, body: fiveCodes })).status).toBe(400);
    expect((await send(new Uint8Array(17 * 1024 * 1024).fill(65))).status).toBe(413);
  });

  test('takes a single code where enough are left', async () => {
    const { add } = await aPool(20);
    expect((await add('ONE-MORE')).status).toBe(201);
  });

  test('has Amends make as many as are wanted', async () => {
    const { t, manager } = await aPool();
    const make = (n: unknown) => t.request('POST', `${pool}/made`, { as: manager, body: { n } });
    expect(await (await make(300)).json()).toMatchObject({ total: 300, left: 300 });
    const codes = await codesOf(t);
    expect([new Set(codes).size, codes.every(isMadeCode)]).toEqual([300, true]);
    expect((await additionsOf(t)).map(({ data }) => data)).toEqual([{ programId: 'monthly', n: 300 }]);
    for (const n of [0, -1, 1.5, 100_001, '10', null]) expect((await make(n)).status).toBe(400);
    expect(await t.deps.db.$count(rewardCodes)).toBe(300);
  });

  test('belongs to answers without a name alone: others are thanked with credit', async () => {
    const { t, wave, as, add } = await aPool();
    await write(t.deps.db, (tx) =>
      tx.run(t.deps.db.update(programs).set({ isAnonymous: false }).where(eq(programs.id, wave.programId))),
    );
    expect((await add(fiveCodes)).status).toBe(409);
    expect((await t.app.request(pool, { headers: as })).status).toBe(409);
    expect((await t.app.request('/api/programs/none/reward-codes', { headers: as })).status).toBe(404);
  });

  test('may hold a code that another program has too', async () => {
    const { t, wave, as, add } = await aPool();
    await anotherStaffWave(t, wave);
    await add(fiveCodes);
    const headers = { ...as, 'content-type': 'text/plain' };
    const path = '/api/programs/other/reward-codes';
    expect((await t.app.request(path, { method: 'POST', headers, body: fiveCodes })).status).toBe(201);
  });
});

describe('an agent and a stranger', () => {
  test.each([
    ['GET', '/api/reward-codes/running-low'],
    ['GET', pool],
    ['GET', `${pool}/left.csv`],
    ['GET', `${pool}/drawn.csv`],
    ['POST', pool],
    ['POST', `${pool}/made`],
  ])('may neither see nor add codes: %s %s', async (method, path) => {
    const { t, closed } = await aPool(20);
    await closed();
    const agent = await grace(t.deps);
    const body = method === 'GET' ? {} : { body: { n: 20 } };
    expect((await t.request(method, path, { as: agent, ...body })).status).toBe(403);
    expect((await t.request(method, path, body)).status).toBe(401);
    expect(await t.deps.db.$count(rewardCodes)).toBe(20);
  });
});

describe('the lists', () => {
  test('part the codes left from those drawn, and open in a spreadsheet as they are', async () => {
    const { t, as, add, path, closed } = await aPool();
    await add('=1+1\n+ABC\n@ABC\n-ABC\n"A""B""C"\nشكرا-7');
    const drawn = (await (await t.request('POST', path, { body: { answers: happy } })).json()).thanks.code
      .text;
    await closed();
    const list = async (which: string) => {
      const answer = await t.app.request(`${pool}/${which}.csv`, { headers: as });
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(answer.headers.get('content-disposition')).toContain(`codes-${which}.csv`);
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    };
    const cells: Record<string, string> = {
      '=1+1': "'=1+1",
      '+ABC': "'+ABC",
      '@ABC': "'@ABC",
      '-ABC': "'-ABC",
      'A"B"C': '"A""B""C"',
      'شكرا-7': 'شكرا-7',
    };
    expect(await list('drawn')).toBe(`\ufeffcode\r\n${cells[drawn]}\r\n`);
    const left = (await list('left')).split('\r\n');
    expect(left.slice(1, -1).sort()).toEqual(
      Object.entries(cells)
        .flatMap(([code, cell]) => (code === drawn ? [] : cell))
        .sort(),
    );
    expect(left[0]).toBe('\ufeffcode');
  });

  test('hold every code once, however many there are', async () => {
    const { t, as, manager, closed } = await aPool();
    await t.request('POST', `${pool}/made`, { as: manager, body: { n: 12_345 } });
    await closed();
    const text = await (await t.app.request(`${pool}/left.csv`, { headers: as })).text();
    expect(text.trim().split('\r\n').slice(1)).toEqual(await codesOf(t));
  });

  test('stay closed while a wave is answered: they would tell who has just done so', async () => {
    const { t, as, read, closed } = await aPool(20);
    const see = async () => (await t.app.request(`${pool}/left.csv`, { headers: as })).status;
    expect([await see(), (await read()).isBeingAnswered]).toEqual([409, true]);
    await closed();
    expect([await see(), (await read()).isBeingAnswered]).toEqual([200, false]);
  });

  test('open too when the time of the wave is over', async () => {
    const { t, as } = await aPool(20);
    t.at('2026-10-28T00:00:00Z');
    const headers = { ...as, ...(await t.as(await anAdmin(t.deps))) };
    expect((await t.app.request(`${pool}/drawn.csv`, { headers })).status).toBe(200);
  });
});

describe('a pool that runs low', () => {
  async function nearlyEmpty() {
    const given = await aPool();
    const { t } = given;
    await addPool(t.deps, 'monthly', 6);
    for (let n = 0; n < 4; n++) await t.request('POST', given.path, { body: { answers: happy } });
    return given;
  }

  test('is told on its page, to those who look after the whole, and by the doctor', async () => {
    const { t, as, read } = await nearlyEmpty();
    expect(await read()).toMatchObject({ total: 6, drawn: 4, left: 2, isRunningLow: true });
    const low = await (await t.app.request('/api/reward-codes/running-low', { headers: as })).json();
    expect(low.pools).toEqual([{ programId: 'monthly', name: '', total: 6, left: 2 }]);
    expect((await said(t))?.detail).toBe('2 of 6 left for monthly');
  });

  test('is told no more once there are enough again, or its program is put away', async () => {
    const { t, add } = await nearlyEmpty();
    await add(Array.from({ length: 20 }, (_, n) => `MORE-${n}`).join('\n'));
    expect(await said(t)).toMatchObject({ isWell: true });
    const other = await nearlyEmpty();
    const archivedAt = other.t.deps.now();
    await write(other.t.deps.db, (tx) => tx.run(other.t.deps.db.update(programs).set({ archivedAt })));
    expect(await said(other.t)).toMatchObject({ isWell: true });
  });
});

interface Finding {
  check: string;
  isWell: boolean;
  detail: string;
}

async function said({ deps }: TestApp): Promise<Finding | undefined> {
  const { json } = await doctor.run(deps, { words: [], values: {} }, () => {});
  const { findings } = json as { findings: Finding[] };
  return findings.find(({ check }) => check === 'codes for answers without a name');
}
