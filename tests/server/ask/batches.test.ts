import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { contacts, messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { invitations, mailBatches, waves } from '#db/schema/programs.ts';
import { troubledBatches } from '#server/ask/dispatch/batches.ts';
import { pauseAfter, turnOf, type BatchStanding } from '#server/ask/dispatch/batch.ts';
import { dispatchMail } from '#server/ask/dispatch/dispatch.ts';
import { pauseProgram, resumeProgram } from '#server/ask/programs.ts';
import { runWave } from '#server/ask/waves.ts';
import { NotTaken, type BatchDelivery, type Mail } from '#server/email/mailer.ts';
import { batchBody } from '#server/email/resend-payload.ts';
import { suppress } from '#server/email/suppressions.ts';
import { alan } from '#tests/support/cast.ts';
import { sendingMailer } from '#tests/support/sending-mailer.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

type Handed = { key: string; mails: Mail[] };

/** A queued wave, and a provider with keys that does what `answer` says. */
async function aKeyedWave(customers = 3) {
  const handed: Handed[] = [];
  let answer = (mails: Mail[]): BatchDelivery[] | Error =>
    mails.map(({ id }) => ({ outcome: 'sent', providerId: `p-${id}` }));
  const mailer = sendingMailer(async () => ({ outcome: 'sent', providerId: null }), {
    transport: 'resend',
    batchSize: 100,
    remembersKeysHours: 24,
    tellsDelivery: true,
    sendBatch: async (mails, key) => {
      handed.push({ key, mails });
      const said = answer(mails);
      if (said instanceof Error) throw said;
      return said;
    },
  });
  const app = await testApp({ mailer });
  const { deps } = app;
  await anAskingCompany(deps);
  for (let n = 0; n < customers; n++) await aBuyer(deps, { email: `c${n}@example.com` });
  const { waveId } = await runWave(deps, null, 'monthly');
  const says = (next: typeof answer) => (answer = next);
  const works = () => says((mails) => mails.map(({ id }) => ({ outcome: 'sent', providerId: `p-${id}` })));
  const later = async (minutes: number) => {
    app.at(new Date(deps.now().getTime() + minutes * 60_000));
    await dispatchMail(deps);
    await app.runJobs();
  };
  const batches = () => deps.db.select().from(mailBatches);
  const unsubscribed = (email: string) =>
    write(deps.db, (tx) => suppress(deps.db, tx, { email, reason: 'unsubscribed', at: deps.now() }));
  return { ...app, waveId, handed, says, works, later, batches, unsubscribed };
}

const away = () => new Error('Resend: application_error: away');
const refused = () => new NotTaken('Resend: invalid_api_key: API key is invalid');

describe('a batch', () => {
  test('holds at most a hundred mails of one wave, and every mail has its rows', async () => {
    const { runJobs, handed, deps, batches } = await aKeyedWave(230);
    await runJobs();
    expect(handed.map(({ mails }) => mails.length).sort()).toEqual([100, 100, 30]);
    expect(new Set(handed.flatMap(({ mails }) => mails.map(({ to }) => to.email))).size).toBe(230);
    expect((await batches()).map(({ status, members }) => [status, members?.length]).sort()).toEqual([
      ['sent', 100],
      ['sent', 100],
      ['sent', 30],
    ]);
    expect(await deps.db.$count(messages)).toBe(230);
    expect(await deps.db.$count(contacts)).toBe(230);
    const told = await deps.db.select().from(events).where(eq(events.kind, 'invitations-sent'));
    expect(told.map(({ data }) => data.n).sort()).toEqual([100, 100, 30]);
  });

  test('keeps no link of a mail that the provider keeps', async () => {
    const { runJobs, deps } = await aKeyedWave(1);
    await runJobs();
    expect(await deps.db.select().from(messages)).toMatchObject([{ html: null, text: null, headers: {} }]);
  });

  test('whose answer was lost is tried again the same to the byte, even if a member says no meanwhile', async () => {
    const { runJobs, handed, says, works, later, unsubscribed, batches } = await aKeyedWave();
    says(away);
    await runJobs();
    expect(await batches()).toMatchObject([{ status: 'sending', lastError: away().message, attempts: 1 }]);
    await unsubscribed('c1@example.com');
    works();
    await later(1);
    expect(handed).toHaveLength(2);
    const [first, again] = handed.map(({ key, mails }) => ({ key, body: batchBody(mails).toString() }));
    expect(again).toEqual(first);
    expect(await batches()).toMatchObject([{ status: 'sent' }]);
  });

  test('that was surely not taken asks anew who may be mailed', async () => {
    const { runJobs, handed, says, works, later, unsubscribed, deps } = await aKeyedWave();
    says(refused);
    await runJobs();
    await unsubscribed('c1@example.com');
    works();
    await later(1);
    expect(handed[1]?.mails.map(({ to }) => to.email).sort()).toEqual(['c0@example.com', 'c2@example.com']);
    expect(await deps.db.select().from(invitations).where(eq(invitations.status, 'skipped'))).toMatchObject([
      { skipFacts: { reason: 'unsubscribed' } },
    ]);
  });

  test('waits as long as the key is wrong, says so, and goes when it is mended', async () => {
    const { runJobs, says, works, later, batches, deps, handed } = await aKeyedWave();
    says(refused);
    await runJobs();
    for (let hours = 0; hours < 48; hours++) await later(60);
    expect(handed.length).toBeGreaterThan(40);
    expect(await troubledBatches(deps)).toEqual([{ status: 'waiting', lastError: refused().message, n: 1 }]);
    works();
    await later(11);
    expect(await batches()).toMatchObject([{ status: 'sent' }]);
    expect(await troubledBatches(deps)).toEqual([]);
  });

  test('waits as long as the provider asks', async () => {
    const { runJobs, says, works, later, handed } = await aKeyedWave();
    says(() => new NotTaken('daily_quota_exceeded', 3600));
    await runJobs();
    works();
    await later(59);
    expect(handed).toHaveLength(1);
    await later(1);
    expect(handed).toHaveLength(2);
  });

  test('never answered within the life of its key is not sent blindly, and stands as failed', async () => {
    const { runJobs, says, works, later, handed, batches, deps } = await aKeyedWave();
    says(away);
    await runJobs();
    works();
    await later(23 * 60);
    await later(120);
    expect(handed).toHaveLength(1);
    expect(await batches()).toMatchObject([{ status: 'failed', lastError: expect.stringContaining('key') }]);
    expect(await troubledBatches(deps)).toMatchObject([{ status: 'failed', n: 1 }]);
    expect(await deps.db.$count(messages)).toBe(0);
  });

  test('sealed before a pause goes at once on resume', async () => {
    const { runJobs, deps, handed, batches } = await aKeyedWave();
    const manager = { ...(await alan(deps)), locale: 'en' as const };
    await dispatchMail(deps);
    expect(await batches()).toHaveLength(1);
    await pauseProgram(deps, manager, 'monthly');
    await runJobs();
    expect(handed).toEqual([]);
    await resumeProgram(deps, manager, 'monthly');
    await runJobs();
    expect(handed).toMatchObject([{ mails: { length: 3 } }]);
  });

  test.each([
    ['the wave is paused', { pausedAt: testNow }],
    ['the wave is closed', { closedAt: testNow }],
    ['the time is over', { closesAt: testNow }],
  ])('does not go when %s', async (_, change) => {
    const { runJobs, deps, handed, waveId } = await aKeyedWave();
    await dispatchMail(deps);
    await write(deps.db, (tx) => tx.run(deps.db.update(waves).set(change).where(eq(waves.id, waveId))));
    await runJobs();
    expect(handed).toEqual([]);
  });

  test('of whose mails one is refused leaves the others', async () => {
    const { runJobs, says, deps } = await aKeyedWave();
    says((mails) =>
      mails.map(({ id }, at) =>
        at === 1 ? { outcome: 'refused', note: 'no `to`' } : { outcome: 'sent', providerId: id },
      ),
    );
    await runJobs();
    const statuses = (await deps.db.select().from(invitations)).map(({ status }) => status);
    expect(statuses.sort()).toEqual(['bounced', 'sent', 'sent']);
  });

  test('begun by two processes at once goes once', async () => {
    const { deps, handed, runJobs, batches } = await aKeyedWave();
    await dispatchMail(deps);
    await Promise.all([runJobs(), runJobs()]);
    expect(handed).toHaveLength(1);
    expect(await batches()).toHaveLength(1);
  });

  test('somebody who opens the mail before its row is written is counted once', async () => {
    const { deps, says, runJobs, waveId } = await aKeyedWave(1);
    says((mails) => {
      void write(deps.db, (tx) => {
        tx.run({
          sql: `UPDATE invitations SET status = 'opened', sent_at = 1, delivered_at = 1, opened_at = 1`,
          args: [],
        });
        tx.run({
          sql: `INSERT INTO wave_counts VALUES (?, 'sent', 1), (?, 'delivered', 1), (?, 'opened', 1)`,
          args: [waveId, waveId, waveId],
        });
      });
      return mails.map(() => ({ outcome: 'sent', providerId: 'p' }));
    });
    await runJobs();
    const counts = await deps.db.all<{ stage: string; n: number }>('SELECT stage, n FROM wave_counts');
    expect(Object.fromEntries(counts.map(({ stage, n }) => [stage, n]))).toMatchObject({
      sent: 1,
      delivered: 1,
      opened: 1,
    });
  });
});

describe('the turn of a batch', () => {
  const open = { closedAt: null, closesAt: new Date('2026-10-28T07:00:00Z'), pausedAt: null };
  const fresh: BatchStanding = { members: null, firstTriedAt: null, wave: open, program: { pausedAt: null } };
  const tried: BatchStanding = { ...fresh, members: ['i1'], firstTriedAt: testNow };
  const hours = (n: number) => new Date(testNow.getTime() + n * 3_600_000);
  test.each<[string, BatchStanding, Date, number | null, string]>([
    ['fresh', fresh, testNow, 24, 'send'],
    ['tried and remembered', tried, hours(22.9), 24, 'send'],
    ['tried and nearly forgotten', tried, hours(23), 24, 'give-up'],
    ['tried by a transport without keys', tried, hours(48), null, 'send'],
    ['fresh and paused', { ...fresh, program: { pausedAt: testNow } }, testNow, 24, 'dissolve'],
    ['fresh of a paused wave', { ...fresh, wave: { ...open, pausedAt: testNow } }, testNow, 24, 'dissolve'],
    ['tried and paused', { ...tried, program: { pausedAt: testNow } }, testNow, 24, 'wait'],
    [
      'tried without keys and paused',
      { ...tried, program: { pausedAt: testNow } },
      testNow,
      null,
      'dissolve',
    ],
    ['fresh and over', { ...fresh, wave: { ...open, closesAt: testNow } }, testNow, 24, 'dissolve'],
    ['tried and closed', { ...tried, wave: { ...open, closedAt: testNow } }, testNow, 24, 'give-up'],
  ])('%s', (_, batch, now, remembers, turn) => {
    expect(turnOf(batch, now, remembers).turn).toBe(turn);
  });

  test('the pauses double from ten seconds to ten minutes', () => {
    expect([0, 1, 2, 5, 6, 50].map(pauseAfter)).toEqual([10, 20, 40, 320, 600, 600]);
  });
});
