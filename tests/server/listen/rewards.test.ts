import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { lotteries, lotteryWins } from '#db/schema/compensation.ts';
import { customers } from '#db/schema/customers.ts';
import { messages } from '#db/schema/email.ts';
import { ledgerBalances } from '#db/schema/ledger.ts';
import type { ProgramReward } from '#db/schema/policy-parts.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { ensureShippedPrograms, theProgram } from '#server/ask/programs.ts';
import { insertWave } from '#server/ask/waves.ts';
import { drawLottery } from '#server/listen/lotteries.ts';
import { aCompany, alan, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

const happy = { recommend: 10, price: 'same', 'on-time': 'yes', reason: 'all-well' };

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** A wave of a program that gives this reward, opened as the product opens one. */
async function rewarding(reward: ProgramReward) {
  const t = await testApp();
  await aCompany(t.deps);
  await aWave(t.deps, { reward });
  const opening = { actorId: null, run: 2, timing: 'at-once' as const };
  const id = await insertWave(t.deps, await theProgram(t.deps, 'monthly'), opening);
  const [wave] = await t.deps.db.select().from(waves).where(eq(waves.id, id));
  if (!wave) throw new Error('No wave');
  return { t, wave };
}

type Rewarding = Awaited<ReturnType<typeof rewarding>>;

async function answers({ t, wave }: Rewarding, customer: { name?: string; locale?: string } = {}) {
  const { id: customerId } = await aCustomer(t.deps, customer);
  const { token } = await anInvitation(t.deps, wave, { customerId });
  const answered = await t.request('POST', `/s/${token}`, { body: { answers: happy } });
  return { customerId, token, thanks: (await answered.json()).thanks };
}

const page = async (t: TestApp, path: string) => (await t.app.request(path)).text();

describe('points for everyone who answers (C9)', () => {
  test('are granted, told with what they are worth and the balance, and booked by the ordinary job', async () => {
    const r = await rewarding({ kind: 'points', points: 50 });
    const { customerId, token, thanks } = await answers(r);
    expect(thanks).toMatchObject({
      reward: { amountMinor: 50, currency: 'PTS' },
      points: { balance: 50 },
    });
    expect(await r.t.deps.db.select().from(grants)).toMatchObject([
      { customerId, role: 'reward', kind: 'points', amountMinor: 50, currency: 'PTS', status: 'approved' },
    ]);
    await r.t.runJobs();
    const [balance] = await r.t.deps.db
      .select()
      .from(ledgerBalances)
      .where(eq(ledgerBalances.account, `customer:${customerId}`));
    expect(balance).toMatchObject({ currency: 'PTS', balanceMinor: 50 });
    const again = await r.t.request('POST', `/s/${token}`, { body: { answers: happy } });
    expect((await again.json()).thanks).toMatchObject({ points: thanks.points, reward: thanks.reward });
  });

  test.each([
    ['en', 'Everybody who answers gets', '50 points'],
    ['ar', 'كل من يجيب يحصل على', '50 نقطة'],
  ])('are told of on the page that asks, in %s', async (language, said, amount) => {
    const r = await rewarding({ kind: 'points', points: 50 });
    const { id: customerId } = await aCustomer(r.t.deps);
    const { token } = await anInvitation(r.t.deps, r.wave, { customerId });
    const html = await page(r.t, `/s/${token}?lang=${language}`);
    expect(html).toContain(said);
    expect(html).toContain(amount);
  });
});

describe('a draw among those who answer', () => {
  const prize = { kind: 'lottery', prizeMinor: 10_000, winners: 2 } as const;

  async function closed(r: Rewarding) {
    r.t.at(new Date(r.wave.closesAt.getTime() + 1));
    await closeWaves(r.t.deps);
    r.t.at(new Date(r.wave.closesAt.getTime() + 120_000));
  }
  const winsOf = ({ t }: Rewarding) => t.deps.db.select().from(lotteryWins).orderBy(asc(lotteryWins.place));

  test('is promised as the wave opens: the hash is public, the seed is not', async () => {
    const r = await rewarding(prize);
    const [lottery] = await r.t.deps.db.select().from(lotteries);
    expect(lottery).toMatchObject({ waveId: r.wave.id, prizeMinor: 10_000, currency: 'SAR', winners: 2 });
    const html = await page(r.t, `/lottery/${r.wave.id}`);
    expect(html).toContain(lottery?.seedHash);
    expect(html).not.toContain(lottery?.seed);
    expect((await r.t.app.request(`/lottery/${r.wave.id}/tickets`)).status).toBe(404);
    expect(r.wave.letter?.thanks).toMatchObject({ lottery: r.wave.id });
  });

  test('gives each customer who answers a ticket and nothing else yet', async () => {
    const r = await rewarding(prize);
    const first = await answers(r);
    const second = await answers(r);
    expect(first.thanks).toMatchObject({ reward: null, ticket: { number: 1, hasWon: null } });
    expect(second.thanks.ticket).toMatchObject({ number: 2, prize: { amountMinor: 10_000 } });
    expect(await r.t.deps.db.$count(grants)).toBe(0);
  });

  test('is made once the wave has closed; winners are paid and written to, and anybody can repeat it', async () => {
    const r = await rewarding(prize);
    const people = [];
    for (let n = 0; n < 9; n++) people.push(await answers(r, { locale: n % 2 ? 'ar' : 'en' }));
    await closed(r);
    await r.t.runJobs();
    const wins = await winsOf(r);
    expect(wins).toHaveLength(2);
    const paid = await r.t.deps.db.select().from(grants);
    expect(paid.map(({ customerId }) => customerId).sort()).toEqual(
      wins.map(({ customerId }) => customerId).sort(),
    );
    expect(paid).toMatchObject([{ status: 'issued', amountMinor: 10_000 }, { status: 'issued' }]);
    const mails = await r.t.deps.db.select().from(messages).where(eq(messages.kind, 'reward'));
    expect(mails.map(({ customerId }) => customerId).sort()).toEqual(
      wins.map(({ customerId }) => customerId).sort(),
    );

    const html = await page(r.t, `/lottery/${r.wave.id}?lang=en`);
    const [lottery] = await r.t.deps.db.select().from(lotteries);
    expect(html).toContain(lottery?.seed);
    const list = await page(r.t, `/lottery/${r.wave.id}/tickets`);
    for (const { thanks } of people) expect(list).toContain(thanks.ticket.mark);
    for (const { customerId } of people) expect(html + list).not.toContain(customerId);
    // Where there is no Python the vectors of the pure test, made with it, must do.
    if (hasPython) expect(repeated(html, list)).toEqual(wins.map(({ ticket }) => ticket));
  });

  test('is the same however often and at once it is asked, and pays once', async () => {
    const r = await rewarding(prize);
    for (let n = 0; n < 5; n++) await answers(r);
    await drawLottery(r.t.deps, r.wave.id);
    expect(await winsOf(r)).toEqual([]);
    await closed(r);
    await Promise.all(Array.from({ length: 5 }, () => drawLottery(r.t.deps, r.wave.id)));
    const before = await winsOf(r);
    await drawLottery(r.t.deps, r.wave.id);
    await r.t.runJobs();
    expect(await winsOf(r)).toEqual(before);
    expect(await r.t.deps.db.$count(grants)).toBe(2);
  });

  test('gives nothing to who may not be given anything, and its other tickets keep their numbers', async () => {
    const r = await rewarding({ ...prize, winners: 3 });
    const people = [await answers(r), await answers(r), await answers(r)];
    const gone = people[1]?.customerId ?? '';
    await write(r.t.deps.db, (tx) =>
      tx.run(r.t.deps.db.update(customers).set({ status: 'deceased' }).where(eq(customers.id, gone))),
    );
    await closed(r);
    await r.t.runJobs();
    const wins = await winsOf(r);
    expect(wins).toHaveLength(3);
    expect(wins.find(({ customerId }) => customerId === gone)?.grantId).toBeNull();
    expect(await r.t.deps.db.$count(grants)).toBe(2);
  });

  test('of nobody draws nothing, and says so', async () => {
    const r = await rewarding(prize);
    await closed(r);
    await r.t.runJobs();
    expect(await winsOf(r)).toEqual([]);
    expect(await page(r.t, `/lottery/${r.wave.id}?lang=en`)).toContain('Nobody answered');
  });
});

/** What the program on the page says, run by the language it is written in. */
function repeated(html: string, list: string): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'amends-draw-'));
  writeFileSync(join(folder, 'tickets'), list);
  const program = /<pre[^>]*>([^]*?)<\/pre>/
    .exec(html)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/urlopen\("[^"]+"\)/, `urlopen("file://${folder}/tickets")`);
  const said = execFileSync('python3', ['-c', program ?? 'raise Exception("no program")'], {
    encoding: 'utf8',
  });
  return said.trim().split('\n').map(Number);
}

test.each([
  [{ kind: 'points', points: 10 }, 'staff-reasons', 400],
  [{ kind: 'lottery', prizeMinor: 100, winners: 1 }, 'staff-reasons', 400],
  [{ kind: 'lottery', prizeMinor: 100, winners: 1 }, 'monthly', 200],
  [{ kind: 'lottery', prizeMinor: 0, winners: 1 }, 'monthly', 400],
  [{ kind: 'points', points: 1.5 }, 'monthly', 400],
  [{ kind: 'gold' }, 'monthly', 400],
  [null, 'monthly', 200],
])('the reward %j of the program %s is answered with %i', async (reward, program, status) => {
  const t = await testApp();
  await aCompany(t.deps);
  await t.runJobs();

  await ensureShippedPrograms(t.deps);
  const answer = await t.request('PATCH', `/api/programs/${program}`, {
    as: await alan(t.deps),
    body: { reward },
  });
  expect(answer.status).toBe(status);
  const [row] = await t.deps.db.select().from(programs).where(eq(programs.id, program));
  expect(row?.reward).toEqual(status === 200 ? reward : null);
});
