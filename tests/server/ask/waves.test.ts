import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { messages } from '#db/schema/email.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations, programs, surveyVersions, waveCounts, waves } from '#db/schema/programs.ts';
import { closeWaves } from '#server/ask/closing.ts';
import { everybody } from '#server/ask/audience/condition.ts';
import { ensureShippedPrograms, pauseProgram, resumeProgram } from '#server/ask/programs.ts';
import { sendBatch } from '#server/ask/dispatch/sending.ts';
import { prepareChunk, prepareWave } from '#server/ask/wave-preparation.ts';
import { openMonthlyWaves, openWave, runWave } from '#server/ask/waves.ts';
import type { Deps } from '#server/deps.ts';
import type { Mail } from '#server/email/mailer.ts';
import { suppress } from '#server/email/suppressions.ts';
import { alan } from '#tests/support/cast.ts';
import { sendingMailer } from '#tests/support/sending-mailer.ts';
import { shippedSurveys } from '#surveys/shipped.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aBuyer, anAskingCompany } from './buyers.ts';

const funnelOf = async (deps: Deps, waveId: string) =>
  Object.fromEntries(
    (await deps.db.select().from(waveCounts).where(eq(waveCounts.waveId, waveId))).map(({ stage, n }) => [
      stage,
      n,
    ]),
  );
const mailedTo = async (deps: Deps) =>
  (await deps.db.select().from(messages).where(eq(messages.status, 'sent')))
    .map(({ toEmail }) => toEmail)
    .sort();

describe('shipped surveys and programs', () => {
  test('are published once, however often the program starts', async () => {
    const { deps } = await testApp();
    await Promise.all([ensureShippedPrograms(deps), ensureShippedPrograms(deps)]);
    await ensureShippedPrograms(deps);
    expect(await deps.db.select().from(surveyVersions)).toHaveLength(shippedSurveys().length);
    const shipped = await deps.db.select().from(programs).orderBy(programs.id);
    expect(shipped).toMatchObject([
      { id: 'after-service', pausedAt: deps.now(), trigger: { on: 'order', after: { days: 1 } } },
      { id: 'case-follow-up', pausedAt: null, trigger: { on: 'event', event: 'case-resolved' } },
      { id: 'exit', pausedAt: null, trigger: { on: 'departure', after: { minutes: 0 } } },
      { id: 'exit-call', pausedAt: deps.now(), channel: 'call' },
      { id: 'loyal', pausedAt: deps.now(), kind: 'one-off' },
      { id: 'monthly', pausedAt: null, trigger: null },
      { id: 'staff-reasons', pausedAt: deps.now(), isAnonymous: true },
    ]);
  });

  test('a changed survey becomes the next version, and a changed program is left as it is', async () => {
    const { deps } = await testApp();
    await ensureShippedPrograms(deps);
    await write(deps.db, (tx) => {
      tx.run(
        deps.db
          .update(surveyVersions)
          .set({ checksum: 'older' })
          .where(eq(surveyVersions.surveyId, 'monthly')),
      );
      tx.run(deps.db.update(programs).set({ audience: everybody }).where(eq(programs.id, 'monthly')));
    });
    await ensureShippedPrograms(deps);
    const versions = await deps.db
      .select()
      .from(surveyVersions)
      .where(eq(surveyVersions.surveyId, 'monthly'));
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(await deps.db.select().from(programs).where(eq(programs.id, 'monthly'))).toMatchObject([
      { audience: everybody },
    ]);
  });
});

describe('a wave', () => {
  test('asks who ordered last month, skips the others with a reason, and mails who is asked', async () => {
    const { deps, runJobs } = await testApp();
    await anAskingCompany(deps);
    const ada = await aBuyer(deps, { locale: 'ar' });
    await aBuyer(deps, { status: 'deceased' });
    await aBuyer(deps, { email: null });
    await aBuyer(deps, { status: 'left' });
    const { waveId, queued, skipped } = await runWave(deps, null, 'monthly');
    expect({ queued, skipped }).toEqual({ queued: 1, skipped: 3 });
    await runJobs();
    expect(await funnelOf(deps, waveId)).toEqual({ queued: 1, skipped: 3, sent: 1, delivered: 1 });
    expect(await mailedTo(deps)).toEqual([ada.email]);
    const reasons = await deps.db.select().from(invitations).where(eq(invitations.status, 'skipped'));
    expect(reasons.map(({ skipReason }) => skipReason).sort()).toEqual(['deceased', 'left', 'no-email']);
    expect(reasons.every(({ email, tokenHash }) => email === null && tokenHash === null)).toBe(true);
  });

  test('the exit interview asks who left last month', async () => {
    const { deps, runJobs } = await testApp();
    await anAskingCompany(deps);
    const gone = await aBuyer(deps, { status: 'left' });
    await aBuyer(deps);
    await write(deps.db, (tx) =>
      tx.run(
        deps.db.insert(departures).values({
          id: 'd1',
          customerId: gone.id,
          departedOn: '2026-09-20',
          month: '2026-09',
          reasonText: '',
          category: 'other',
          monthlyRevenueMinor: 0,
          totalRevenueMinor: 0,
          currency: 'SAR',
          createdAt: deps.now(),
          updatedAt: deps.now(),
        }),
      ),
    );
    await runWave(deps, null, 'exit');
    await runJobs();
    expect(await mailedTo(deps)).toEqual([gone.email]);
  });

  test('run again by hand it asks nobody twice', async () => {
    const { deps, runJobs } = await testApp();
    await anAskingCompany(deps);
    await aBuyer(deps);
    await runWave(deps, null, 'monthly');
    await runJobs();
    const again = await runWave(deps, null, 'monthly');
    await runJobs();
    expect(again).toMatchObject({ queued: 0, skipped: 1 });
    expect(await mailedTo(deps)).toHaveLength(1);
    expect((await deps.db.select().from(waves)).map(({ run }) => run).sort()).toEqual([1, 2]);
  });

  test('of a paused or unknown program does not open', async () => {
    const { deps } = await testApp();
    await anAskingCompany(deps);
    const manager = { ...(await alan(deps)), locale: 'en' as const };
    await pauseProgram(deps, manager, 'monthly');
    await expect(openWave(deps, null, 'monthly')).rejects.toMatchObject({ code: 'conflict' });
    await expect(openWave(deps, null, 'nonsense')).rejects.toMatchObject({ code: 'not_found' });
    await expect(pauseProgram(deps, manager, 'monthly')).rejects.toMatchObject({ code: 'conflict' });
  });

  test('that is paused half-way sends nothing until it is resumed', async () => {
    const { deps, runJobs } = await testApp();
    await anAskingCompany(deps);
    const manager = { ...(await alan(deps)), locale: 'en' as const };
    await aBuyer(deps);
    await runWave(deps, null, 'monthly');
    await pauseProgram(deps, manager, 'monthly');
    await runJobs();
    expect(await mailedTo(deps)).toEqual([]);
    await resumeProgram(deps, manager, 'monthly');
    await runJobs();
    expect(await mailedTo(deps)).toHaveLength(1);
  });
});

describe('a wave that is killed half-way', () => {
  const buyers = 1200;
  async function manyBuyers(deps: Deps) {
    await anAskingCompany(deps);
    await write(deps.db, (tx) => {
      tx.run(deps.db.update(programs).set({ audience: everybody }));
      for (let at = 0; at < buyers; at++) {
        const id = `c${String(at).padStart(5, '0')}`;
        tx.run({
          sql: `INSERT INTO customers (id, external_id, name, search_text, email, status, attributes, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, '{}', 0, 0)`,
          args: [id, id, `Customer ${at}`, id, `${id}@example.com`, 'active'],
        });
      }
    });
  }

  test('goes on where it stopped, by two processes at once, and mails each customer exactly once', async () => {
    const mails: Mail[] = [];
    const { deps, runJobs } = await testApp({
      mailer: sendingMailer(async (mail) => {
        mails.push(mail);
        return { outcome: 'sent', providerId: null };
      }),
    });
    await manyBuyers(deps);
    const waveId = await openWave(deps, null, 'monthly');
    expect(await prepareChunk(deps, waveId)).toBe(false);
    await Promise.all([prepareWave(deps, waveId), prepareWave(deps, waveId), runJobs()]);
    await runJobs();
    expect(await funnelOf(deps, waveId)).toMatchObject({
      queued: buyers,
      sent: buyers,
      delivered: buyers,
      skipped: 0,
    });
    expect(new Set(mails.map(({ to }) => to.email)).size).toBe(buyers);
    expect(mails).toHaveLength(buyers);
    expect(await deps.db.select().from(events).where(eq(events.kind, 'wave-prepared'))).toHaveLength(1);
    expect(await deps.db.select().from(jobs).where(eq(jobs.state, 'dead'))).toEqual([]);
  }, 60_000);

  test('while sending: what went is not sent again, and one bad mail does not keep the others', async () => {
    let isAway = true;
    const mails: string[] = [];
    const { deps, runJobs, at } = await testApp({
      mailer: sendingMailer(async ({ to }) => {
        if (isAway && to.email.endsWith('7@example.com')) throw new Error('the server is away');
        mails.push(to.email);
        return { outcome: 'sent', providerId: null };
      }),
    });
    await anAskingCompany(deps);
    for (let n = 0; n < 30; n++) await aBuyer(deps, { email: `c${n}@example.com` });
    const { waveId } = await runWave(deps, null, 'monthly');
    await runJobs();
    expect(await funnelOf(deps, waveId)).toMatchObject({ sent: mails.length });
    expect(mails.length).toBeGreaterThan(0);
    isAway = false;
    at('2026-10-14T07:05:00Z');
    await runJobs();
    expect(mails.sort()).toEqual(Array.from({ length: 30 }, (_, n) => `c${n}@example.com`).sort());
    expect(await funnelOf(deps, waveId)).toMatchObject({ queued: 30, sent: 30, delivered: 30 });
  });
});

describe('between queueing and sending', () => {
  async function aQueuedWave(deps: Deps) {
    await anAskingCompany(deps);
    const ada = await aBuyer(deps);
    const { waveId } = await runWave(deps, null, 'monthly');
    return { ada, waveId };
  }

  test('a customer who died is not mailed and stands as skipped', async () => {
    const { deps, runJobs } = await testApp();
    const { ada, waveId } = await aQueuedWave(deps);
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(customers).set({ status: 'deceased' }).where(eq(customers.id, ada.id))),
    );
    await runJobs();
    expect(await mailedTo(deps)).toEqual([]);
    expect(await deps.db.select().from(invitations)).toMatchObject([
      { status: 'skipped', skipReason: 'deceased' },
    ]);
    expect(await funnelOf(deps, waveId)).toEqual({ queued: 0, skipped: 1 });
  });

  test('an address that unsubscribed is not mailed', async () => {
    const { deps, runJobs } = await testApp();
    const { ada } = await aQueuedWave(deps);
    const email = String(ada.email);
    await write(deps.db, (tx) => suppress(deps.db, tx, { email, reason: 'unsubscribed', at: deps.now() }));
    await runJobs();
    expect(await deps.db.select().from(invitations)).toMatchObject([
      { skipReason: 'suppressed', skipFacts: { reason: 'unsubscribed' } },
    ]);
  });

  test('the job run twice sends once', async () => {
    const { deps, runJobs } = await testApp();
    const { waveId } = await aQueuedWave(deps);
    await runJobs();
    const [job] = await deps.db.select().from(jobs).where(eq(jobs.kind, 'send-batch'));
    if (!job) throw new Error('No batch was sealed');
    await sendBatch(deps, job);
    expect(await mailedTo(deps)).toHaveLength(1);
    expect(await funnelOf(deps, waveId)).toMatchObject({ sent: 1 });
  });

  test('an address the server refuses for good is bounced', async () => {
    const { deps, runJobs } = await testApp({
      mailer: sendingMailer(async () => ({ outcome: 'refused', note: '550 no such user' })),
    });
    const { waveId } = await aQueuedWave(deps);
    await runJobs();
    expect(await funnelOf(deps, waveId)).toEqual({ queued: 1, skipped: 0, bounced: 1 });
  });
});

describe('the calendar', () => {
  test('opens a month’s wave once, on its day, and not while paused', async () => {
    const { deps, at } = await testApp();
    at('2026-09-10T07:00:00Z');
    await anAskingCompany(deps);
    at('2026-09-30T21:00:00Z');
    await openMonthlyWaves(deps);
    expect(await deps.db.select().from(waves)).toEqual([]);
    at('2026-10-01T06:00:00Z');
    await Promise.all([openMonthlyWaves(deps), openMonthlyWaves(deps)]);
    await openMonthlyWaves(deps);
    expect((await deps.db.select().from(waves)).map(({ month, run }) => `${month} ${run}`)).toEqual([
      '2026-10 1',
    ]);
    await pauseProgram(deps, { ...(await alan(deps)), locale: 'en' }, 'monthly');
    at('2026-11-01T06:00:00Z');
    await openMonthlyWaves(deps);
    expect(await deps.db.select().from(waves).where(eq(waves.month, '2026-11'))).toEqual([]);
  });

  test('a month after the first wave the same customers are asked again', async () => {
    const { deps, at } = await testApp();
    at('2027-02-01T06:00:00Z');
    await anAskingCompany(deps);
    await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ audience: everybody })));
    await aBuyer(deps);
    expect(await runWave(deps, null, 'monthly')).toMatchObject({ queued: 1 });
    at('2027-03-01T06:00:00Z');
    await closeWaves(deps);
    expect(await runWave(deps, null, 'monthly')).toMatchObject({ queued: 1, skipped: 0 });
  });

  test('closes a wave after its time and expires what nobody answered, once', async () => {
    const { deps, at, runJobs } = await testApp();
    await anAskingCompany(deps);
    await aBuyer(deps);
    const answered = await aBuyer(deps);
    await aBuyer(deps, { email: null });
    const { waveId } = await runWave(deps, null, 'monthly');
    await runJobs();
    await write(deps.db, (tx) =>
      tx.run(
        deps.db
          .update(invitations)
          .set({ status: 'completed' })
          .where(and(eq(invitations.waveId, waveId), eq(invitations.customerId, answered.id))),
      ),
    );
    at('2026-10-28T06:59:59Z');
    await closeWaves(deps);
    expect(await deps.db.select().from(waves)).toMatchObject([{ closedAt: null }]);
    at('2026-10-28T07:00:00Z');
    await Promise.all([closeWaves(deps), closeWaves(deps)]);
    await closeWaves(deps);
    expect(await funnelOf(deps, waveId)).toMatchObject({ expired: 1 });
    expect((await deps.db.select().from(invitations)).map(({ status }) => status).sort()).toEqual([
      'completed',
      'expired',
      'skipped',
    ]);
    expect(await deps.db.select().from(events).where(eq(events.kind, 'wave-closed'))).toHaveLength(1);
  });
});
