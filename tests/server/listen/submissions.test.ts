import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { events } from '#db/schema/events.ts';
import { anonymousSubmissions, responses, rewardCodes } from '#db/schema/responses.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { hashOf } from '#server/ask/invitation.ts';
import { forgetSubmissions } from '#server/listen/submissions.ts';
import { funnelOf } from '#tests/support/invited.ts';
import {
  addPool,
  anotherStaffWave,
  aStaffWave,
  happy,
  unhappy,
  wholeDatabase,
} from '#tests/support/staff-wave.ts';
import { countingRandom, type TestApp } from '#tests/support/test-app.ts';

const ada = 'AdasOwnNumber_________';
const grace = 'GracesOwnNumber_______';

interface Sent {
  submission?: unknown;
  answers?: unknown;
  headers?: Record<string, string>;
}

const post = (t: TestApp, path: string, { answers = happy, headers = {}, ...sent }: Sent = {}) =>
  t.request('POST', path, { body: { answers, ...sent }, headers });

const form = (t: TestApp, path: string, fields: Record<string, string>) =>
  t.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: new URLSearchParams(fields).toString(),
  });

const drawnOf = async ({ deps }: TestApp) =>
  (await deps.db.select().from(rewardCodes)).filter(({ isDrawn }) => isDrawn).map(({ code }) => code);

describe('a submission to a shared link', () => {
  test('is taken once, however often it comes, and thanked with the same code each time', async () => {
    const { t, wave, path } = await aStaffWave({ codes: 20, program: { rewardMinor: 5000 } });
    const first = await post(t, path, { submission: ada });
    const thanks = await first.json();
    expect([first.status, thanks.outcome]).toEqual([201, 'taken']);
    expect(thanks.thanks.code).toEqual({
      text: expect.stringMatching(/^CODE-0\d\d$/),
      worth: { amountMinor: 5000, currency: 'SAR' },
    });
    const before = await wholeDatabase(t);
    for (const answers of [happy, unhappy, {}, null, { recommend: 77 }]) {
      const again = await post(t, path, { submission: ada, answers });
      expect([again.status, await again.json()]).toEqual([200, { ...thanks, outcome: 'already' }]);
    }
    expect(await wholeDatabase(t)).toEqual(before);
    expect(await t.deps.db.$count(responses)).toBe(1);
    expect(await drawnOf(t)).toEqual([thanks.thanks.code.text]);
    expect(await funnelOf(t.deps, wave)).toMatchObject({ opened: 1, started: 1, completed: 1 });
  });

  test('that comes from two tabs at once is stored once, and both are thanked with one code', async () => {
    const { t, path } = await aStaffWave({ codes: 20 });
    const answers = await Promise.all(Array.from({ length: 8 }, () => post(t, path, { submission: ada })));
    const told = await Promise.all(answers.map((answer) => answer.json()));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(7).fill(200), 201]);
    expect(new Set(told.map(({ thanks }) => thanks.code.text)).size).toBe(1);
    expect([await t.deps.db.$count(responses), await drawnOf(t)]).toMatchObject([1, { length: 1 }]);
  });

  test('is known again with the cookie too, and after the wave has ended', async () => {
    const { t, path } = await aStaffWave({ codes: 20 });
    const { thanks } = await (await post(t, path, { submission: ada })).json();
    const headers = { cookie: 'answered=1' };
    expect(await (await post(t, path, { submission: ada, headers })).json()).toMatchObject({ thanks });
    t.at('2026-10-29T00:00:00Z');
    const late = await post(t, path, { submission: ada });
    expect([late.status, await late.json()]).toEqual([200, { outcome: 'already', thanks }]);
    expect((await post(t, path, { submission: grace })).status).toBe(410);
  });

  test('of a browser that has answered gets no new code: the page says so', async () => {
    const { t, path } = await aStaffWave({ codes: 20 });
    const { thanks } = await (await post(t, path, { submission: ada })).json();
    const headers = { cookie: 'answered=1' };
    const page = await (await t.app.request(path, { headers })).text();
    expect(page).toContain('already been answered');
    expect(page).not.toContain(thanks.code.text);
    const other = await post(t, path, { submission: grace, headers });
    expect(await other.json()).toEqual({
      outcome: 'already',
      thanks: { contact: null, reward: null, code: null },
    });
    expect(await drawnOf(t)).toHaveLength(1);
  });

  test.each([
    ['too short', 'short'],
    ['too long', 'x'.repeat(23)],
    ['no text', 12],
    ['nothing', null],
    ['an odd character', `${'x'.repeat(21)}$`],
  ])('whose number is %s counts as one without: the answer is not lost', async (_, submission) => {
    const { t, path } = await aStaffWave({ codes: 20 });
    for (const _ of [1, 2]) expect((await post(t, path, { submission })).status).toBe(201);
    expect([await t.deps.db.$count(responses), (await drawnOf(t)).length]).toEqual([2, 2]);
  });

  test('that was refused may come again, mended, with the same number', async () => {
    const { t, path } = await aStaffWave({ codes: 20 });
    expect((await post(t, path, { submission: ada, answers: { recommend: 77 } })).status).toBe(400);
    expect((await post(t, path, { submission: ada })).status).toBe(201);
    expect(await t.deps.db.$count(responses)).toBe(1);
  });

  test('of a plain form carries its number from the second step on, and is taken once', async () => {
    const { t, path } = await aStaffWave({ codes: 20 });
    expect(await (await t.app.request(path)).text()).not.toContain('_submission');
    const step = await (await form(t, path, { recommend: '3', _asked: 'recommend' })).text();
    const number = /name="_submission" value="([\w-]{22})"/.exec(step)?.[1] ?? '';
    expect(number).not.toBe('');
    const wrong = await (await form(t, path, { recommend: '77', _submission: number })).text();
    expect(wrong).toContain(`name="_submission" value="${number}"`);
    const last = { ...unhappy, recommend: '2', _submission: number };
    const pages = [await (await form(t, path, last)).text(), await (await form(t, path, last)).text()];
    expect(pages[1]).toBe(pages[0]);
    expect(await t.deps.db.$count(responses)).toBe(1);
  });

  test('is forgotten a week after its wave has closed, and not before', async () => {
    const { t, path } = await aStaffWave({ codes: 20 });
    await post(t, path, { submission: ada });
    t.at('2026-10-28T00:00:00Z');
    await closeWaves(t.deps);
    const known = async () => {
      await forgetSubmissions(t.deps);
      return [await t.deps.db.$count(anonymousSubmissions), (await drawnOf(t)).length];
    };
    t.at('2026-11-04T00:00:00Z');
    expect(await known()).toEqual([1, 1]);
    t.at('2026-11-04T00:00:01Z');
    expect(await known()).toEqual([0, 1]);
    expect((await post(t, path, { submission: ada })).status).toBe(410);
  });

  test('means nothing in another wave', async () => {
    const { t, wave, path } = await aStaffWave({ codes: 20 });
    await post(t, path, { submission: ada });
    const other = await anotherStaffWave(t, wave);
    await addPool(t.deps, other.wave.programId, 20);
    const taken = await post(t, other.path, { submission: ada });
    expect([taken.status, (await taken.json()).outcome]).toEqual([201, 'taken']);
  });
});

describe('a code', () => {
  test('is shown on the page for good, as one piece in its own direction', async () => {
    const { t, path } = await aStaffWave({ codes: 20, program: { rewardMinor: 5000 } });
    const headers = { accept: 'text/html', 'accept-language': 'ar' };
    const page = await (await post(t, path, { submission: ada, headers })).text();
    const [code] = await drawnOf(t);
    expect(page).toContain(`<bdi dir="ltr" translate="no">${code}</bdi>`);
    expect(page).toContain('لا أحد يستطيع معرفة صاحب هذا الرمز');
    expect(page).toMatch(/قيمته [^<]*50/);
  });

  test('is drawn once each by a hundred at once, and those after the last are thanked without', async () => {
    const { t, path } = await aStaffWave({ codes: 90 });
    const told = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const answer = await post(t, path, { submission: `number-${n}`.padEnd(22, '_') });
        return [answer.status, (await answer.json()).thanks.code?.text ?? null] as const;
      }),
    );
    expect(new Set(told.map(([status]) => status))).toEqual(new Set([201]));
    const codes = told.flatMap(([, code]) => code ?? []);
    expect([codes.length, new Set(codes).size]).toEqual([90, 90]);
    expect((await drawnOf(t)).sort()).toEqual(codes.sort());
    expect(await t.deps.db.$count(responses)).toBe(100);
  });

  test('of one program is never given for another', async () => {
    const { t, wave } = await aStaffWave({ codes: 20 });
    const other = await anotherStaffWave(t, wave);
    const { thanks } = await (await post(t, other.path, { submission: ada })).json();
    expect([thanks.code, await drawnOf(t)]).toEqual([null, []]);
  });

  test('is any of those left, each as likely', async () => {
    const drawn = new Set<string>();
    for (let at = 0; at < 5; at++) {
      const { t, path } = await aStaffWave({ codes: 5, random: drawing([at + 5 * 1_000_000]) });
      const { thanks } = await (await post(t, path, { submission: ada })).json();
      drawn.add(thanks.code.text);
    }
    expect(drawn.size).toBe(5);
  });
});

describe('the database, searched through every table and column,', () => {
  test('holds a number nowhere, its hash in one place, and a code and its key where codes belong', async () => {
    const log: string[] = [];
    const { t, wave, path } = await aStaffWave({ codes: 20, log });
    const told = (await t.deps.db.select().from(events)).length;
    const { thanks } = await (await post(t, path, { submission: ada })).json();
    await t.runJobs();
    const [{ id = '' } = {}] = (await t.deps.db.select().from(rewardCodes)).filter(({ isDrawn }) => isDrawn);
    expect(await columnsWith(t, ada)).toEqual([]);
    expect(await columnsWith(t, hashOf(ada))).toEqual([]);
    expect(await columnsWith(t, hashOf(`${wave.id} ${ada}`))).toEqual([
      'anonymous_submissions.submission_hash',
    ]);
    expect(await columnsWith(t, thanks.code.text)).toEqual(['reward_codes.code']);
    expect(await columnsWith(t, id)).toEqual(['anonymous_submissions.reward_code_id', 'reward_codes.id']);
    expect((await t.deps.db.select().from(events)).length).toBe(told);
    expect(log.join('\n')).not.toMatch(new RegExp(`${ada}|${thanks.code.text}|${id}`));
  });

  test('is the same to the last place whichever of two people gave which answer', async () => {
    const left = (n: number, of: number) => n + of * 1_000_000;
    const one = await aStaffWave({ codes: 2, random: drawing([left(0, 2), left(0, 1)]) });
    const other = await aStaffWave({ codes: 2, random: drawing([left(1, 2), left(0, 1)]) });
    const codes = [
      await answered(one, [
        [ada, happy],
        [grace, unhappy],
      ]),
      await answered(other, [
        [grace, happy],
        [ada, unhappy],
      ]),
    ];
    expect(codes[0]).toEqual(['CODE-001', 'CODE-002']);
    expect(codes[1]).toEqual(['CODE-002', 'CODE-001']);
    expect(await wholeDatabase(other.t)).toEqual(await wholeDatabase(one.t));
  });

  test('gives no row of a submission a place of its own, nor a draw a place that tells when it was', async () => {
    const { t, path } = await aStaffWave({ codes: 60 });
    const places = () => t.deps.db.all(sql`SELECT rowid, id FROM reward_codes`);
    const before = await places();
    const drawn: string[] = [];
    for (let n = 0; n < 30; n++) {
      const { thanks } = await (await post(t, path, { submission: `number-${n}`.padEnd(22, '_') })).json();
      drawn.push(thanks.code.text);
    }
    expect(await places()).toEqual(before);
    await expect(t.deps.db.all(sql`SELECT rowid FROM anonymous_submissions`)).rejects.toThrow();
    const kept = await t.deps.db.select().from(anonymousSubmissions);
    const hashes = kept.map(({ submissionHash }) => submissionHash);
    expect(hashes).toEqual([...hashes].sort());
    expect(await drawnOf(t)).not.toEqual(drawn);
  });
});

/** Chance that draws these codes in turn; all else as always. */
function drawing(draws: number[]) {
  const others = countingRandom();
  const left = [...draws];
  return (bytes: number) => {
    const draw = bytes === 6 ? left.shift() : undefined;
    if (draw === undefined) return others(bytes);
    const six = Buffer.alloc(6);
    six.writeUIntBE(draw, 0, 6);
    return six;
  };
}

async function answered(
  { t, path }: Awaited<ReturnType<typeof aStaffWave>>,
  given: [submission: string, answers: object][],
): Promise<string[]> {
  const codes = [];
  for (const [submission, answers] of given)
    codes.push((await (await post(t, path, { submission, answers })).json()).thanks.code.text);
  return codes;
}

/** `table.column` of every place that holds a text. */
async function columnsWith({ deps }: TestApp, text: string): Promise<string[]> {
  const columns = await deps.db.all<{ place: string; n: string }>(
    sql`SELECT t.name || '.' || c.name AS place,
               'SELECT count(*) AS n FROM "' || t.name || '" WHERE instr("' || c.name || '", ''' || ${text} || ''')' AS n
        FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.schema = 'main'`,
  );
  const found: string[] = [];
  for (const { place, n } of columns) {
    const [row] = await deps.db.all<{ n: number }>(sql.raw(n));
    if (row && row.n > 0) found.push(place);
  }
  return found.sort();
}
