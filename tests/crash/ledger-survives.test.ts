import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { write } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { fulfilmentHook } from '#db/schema/compensation.ts';
import { approve } from '#server/answer/grants/grants.ts';
import type { Actor } from '#server/auth/actor.ts';
import { createKey } from '#server/auth/api-keys.ts';
import { buildIfStale } from '#server/build.ts';
import { doctor } from '#server/command-line/doctor-command.ts';
import type { Deps } from '#server/deps.ts';
import { enqueue } from '#server/jobs/jobs.ts';
import { takeResponse } from '#server/listen/take-response.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';
import { alan } from '#tests/support/cast.ts';
import { aCompanyOnFile, aMinuteLater, jobsLeft, pausesEnd } from '#tests/support/company-on-file.ts';
import { killAtRandom } from '#tests/support/kill.ts';
import { ledgerRecount } from '#tests/support/ledger-recount.ts';
import { badAnswers, post, workThrough, type Office, type Wish } from '#tests/support/ledger-work.ts';
import { manyInvited } from '#tests/support/many-invited.ts';
import { anActivePolicy } from '#tests/support/policies.ts';
import { freePort } from '#tests/support/running-amends.ts';
import { signedIn } from '#tests/support/signed-in.ts';

/** Of two processes each. */
const rounds = 4;
const complaints = 240;
const grantJobs = ['issue-grant', 'tell-grant', 'tell-reversal', 'compensation-mail', 'end-grants'];

test('killed while customers complain, managers approve and shops redeem, two processes book everything once', async () => {
  buildIfStale(() => {}, ['server']);
  const { deps, url } = await aCompanyOnFile();
  const { tokens } = await manyInvited(deps, 1500, new Date(Date.now() + 14 * 86_400_000));
  await aPolicyOfEveryKind(deps);
  const hook = await aHook(deps);
  const manager = await aManager(deps);
  await manyComplained(deps, manager, tokens.splice(0, complaints));
  const office = await anOffice(deps, manager, tokens);
  const aServer = async () =>
    aSurveyServer(url, 'tests/support/built-server.mjs', {
      AMENDS_PORT: String(await freePort()),
      AMENDS_PRIVATE_HOOKS: 'yes',
      AMENDS_LOG: 'error',
    });

  const killedAtWork = await killAtRandom({
    rounds,
    start: () => Promise.all([aServer(), aServer()]),
    meanwhile: (servers) => workThrough(office, servers),
    progress: () => Math.floor(answered(office).length / 60),
    mostMilliseconds: 800,
    isAtWork: async () => office.underWay > 0 || (await jobsLeft(deps, grantJobs)) > 0,
    afterwards: async () => {
      await aMinuteLater(deps);
      await someTimesAreOver(deps);
    },
  });
  expect(killedAtWork).toBeGreaterThan(rounds);
  expect(office.cutOff).toBeGreaterThan(0);

  const server = await aServer();
  for (const wish of office.wishes) wish.answer ??= await post(server, wish);
  const settles = async () => {
    await pausesEnd(deps);
    return jobsLeft(deps, grantJobs);
  };
  await expect.poll(settles, { timeout: 60_000, interval: 100 }).toBe(0);
  for (const wish of redeemed(office)) expect(await post(server, wish)).toEqual(wish.answer);
  await server.stop();

  expect(tally(office)).toEqual(expect.arrayContaining(['answer', 'approve', 'voucher', 'credit', 'points']));
  await everyAnswerIsKept(office);
  const { expected, found } = await ledgerRecount(deps);
  expect(found).toEqual(expected);
  const { must, may } = await toldToHook(deps);
  expect([...hook.told]).toEqual(expect.arrayContaining(must));
  expect(may).toEqual(expect.arrayContaining([...hook.told]));
  const { json } = await doctor.run(deps, { words: [], values: {} }, () => {});
  expect(json).toMatchObject({ isWell: true });
}, 400_000);

/** So many have complained already, and half of that is approved, so that everybody has work from the first moment. */
async function manyComplained(deps: Deps, manager: Actor, tokens: string[]): Promise<void> {
  for (const [n, token] of tokens.entries())
    await takeResponse(deps, token, { via: 'json', answers: badAnswers(n) });
  const proposed = await deps.db.select({ id: grants.id }).from(grants);
  for (const { id } of proposed.slice(0, complaints / 2))
    await approve({ deps, actor: manager, grantId: id }, {});
}

/** Vouchers, points, a service, a call or credit, by the score; a hundred points are worth so much that sums are rounded. */
async function aPolicyOfEveryKind(deps: Deps): Promise<void> {
  const share = { percentOfOrder: 20 };
  const rule = (id: string, scoreAtMost: number, give: Record<string, unknown>) => ({
    id,
    name: id,
    when: { scoreAtMost },
    give: { kind: id, approval: 'agent' as const, ...give },
  });
  await anActivePolicy(deps, {
    rules: [
      rule('voucher', 1, { amount: share, validDays: 90 }),
      rule('points', 3, { amount: { points: 500 }, validDays: 365 }),
      rule('extra-service', 4, { amount: { fixedMinor: 5000 } }),
      rule('leader-call', 5, { details: { leader: 'Grace Hopper' } }),
      rule('account-credit', 6, { amount: share, validDays: 30 }),
    ],
    guards: { budgetPerMonthMinor: 100_000_000, run: null, holdsDuplicates: false },
    points: { hundredWorthMinor: 67, leastToRedeem: 100 },
  });
}

async function aManager(deps: Deps): Promise<Actor> {
  const { id, name, email } = await alan(deps);
  return { id, name, email, role: 'manager', locale: 'en' };
}

async function anOffice(deps: Deps, manager: Actor, tokens: string[]): Promise<Office> {
  const { key } = await createKey(deps, manager, { name: 'Shop', role: 'agent' });
  const shop = { authorization: `Bearer ${key}` };
  return { deps, manager: await signedIn(deps, manager), shop, tokens, wishes: [], cutOff: 0, underWay: 0 };
}

/** The company's own system, which now and then takes a while; whom it was told of. */
async function aHook({ db, now }: Deps) {
  const told = new Set<string>();
  const server = createServer(async (request, response) => {
    told.add(String(request.headers['webhook-id']));
    await sleep(Math.random() * 20);
    response.end('done');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const row = {
    id: 1,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    updatedAt: now(),
  };
  await write(db, (tx) => tx.run(db.insert(fulfilmentHook).values(row)));
  return { told };
}

/** A tenth of what waits or stands is over, and the task that ends it is due. */
async function someTimesAreOver(deps: Deps): Promise<void> {
  const over = deps.now().getTime() - 1000;
  const tenth = `abs(random()) % 10 = 0`;
  await write(deps.db, (tx) => {
    tx.run({ sql: `UPDATE grants SET expires_at = ? WHERE status = 'proposed' AND ${tenth}`, args: [over] });
    tx.run({
      sql: `UPDATE grants SET valid_until = ? WHERE status = 'issued' AND valid_until IS NOT NULL AND ${tenth}`,
      args: [over],
    });
    tx.run({
      sql: `UPDATE vouchers SET valid_until = ? WHERE grant_id IN (SELECT id FROM grants WHERE valid_until = ?)`,
      args: [over, over],
    });
    enqueue(deps, tx, { kind: 'end-grants', payload: {} });
  });
}

const answered = ({ wishes }: Office) =>
  wishes.filter(({ answer }) => answer !== null && answer.status < 300);
const redeemed = (office: Office) => answered(office).filter(({ headers }) => 'idempotency-key' in headers);
const tally = (office: Office) => [...new Set(answered(office).map(({ what }) => what))];

/** What was acknowledged stands, once, and what was refused does not. */
async function everyAnswerIsKept(office: Office): Promise<void> {
  const { deps, wishes } = office;
  const counts: Record<Wish['what'], (wish: Wish) => ReturnType<typeof sql>> = {
    answer: () => sql`SELECT 1 AS n`,
    approve: ({ of }) =>
      sql`SELECT count(*) AS n FROM grant_decisions WHERE grant_id = ${of} AND decision = 'approved'`,
    decline: ({ of }) =>
      sql`SELECT count(*) AS n FROM grant_decisions WHERE grant_id = ${of} AND decision = 'declined'`,
    reverse: ({ of }) => sql`SELECT count(*) AS n FROM grants WHERE id = ${of} AND status = 'reversed'`,
    'hand-over': ({ of }) => sql`SELECT count(*) AS n FROM fulfilments WHERE id = ${of} AND state = 'done'`,
    voucher: ({ of }) => sql`SELECT count(*) AS n FROM vouchers v JOIN ledger_transactions t
      ON t.grant_id = v.grant_id AND t.kind = 'voucher-redeemed' WHERE v.code = ${of} AND v.status = 'redeemed'`,
    credit: (wish) => bookedUnder(wish),
    points: (wish) => bookedUnder(wish),
  };
  for (const wish of answered(office)) {
    const [row] = await deps.db.all<{ n: number }>(counts[wish.what](wish));
    expect({ ...wish, n: row?.n }).toEqual({ ...wish, n: 1 });
  }
  const refused = wishes.filter(
    ({ answer, what }) => (answer?.status ?? 0) >= 300 && /credit|points/.test(what),
  );
  for (const wish of refused) {
    const [row] = await deps.db.all<{ n: number }>(bookedUnder(wish));
    expect({ ...wish, n: row?.n }).toEqual({ ...wish, n: 0 });
  }
  const [responses] = await deps.db.all<{ n: number }>(sql`SELECT count(*) AS n FROM responses`);
  expect(responses?.n).toBe(complaints + answered(office).filter(({ what }) => what === 'answer').length);
}

const bookedUnder = ({ headers }: Wish) =>
  sql`SELECT count(*) AS n FROM ledger_transactions
      WHERE idempotency_key LIKE 'redemption:%' AND idempotency_key LIKE ${`%:${headers['idempotency-key']}`}`;

/**
 * Under which names the other system must have been told: of what stands, and that was taken back which it may know of. Of
 * what was begun and cut off it may have been told.
 */
async function toldToHook({ db }: Deps): Promise<{ must: string[]; may: string[] }> {
  const rows = await db.all<{ id: string; isDone: number; isReversed: number }>(
    sql`SELECT f.id AS id, f.state = 'done' AS isDone, g.status = 'reversed' AS isReversed
        FROM fulfilments f JOIN grants g ON g.id = f.grant_id WHERE f.way = 'webhook' AND f.told_at IS NOT NULL`,
  );
  const done = rows.filter(({ isDone }) => isDone).map(({ id }) => id);
  const reversed = rows.filter(({ isReversed }) => isReversed).map(({ id }) => `${id}_reversed`);
  return { must: [...done, ...reversed], may: [...rows.map(({ id }) => id), ...reversed] };
}
