import { asc } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { jobs, recurringRuns } from '#db/schema/jobs.ts';
import { signInLinks, staffSessions, verifications } from '#db/schema/staff.ts';
import { doctor } from '#server/command-line/doctor-command.ts';
import type { Deps } from '#server/deps.ts';
import { claimJobs, enqueue, renewLeases } from '#server/jobs/jobs.ts';
import { enqueueRecurring } from '#server/jobs/recurring.ts';
import { runJobs } from '#server/jobs/worker.ts';
import { recurringTasks } from '#server/recurring.ts';
import { aColleague, aCompany } from '#tests/support/cast.ts';
import { testApp, testNow } from '#tests/support/test-app.ts';

const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);

async function withJob() {
  const test = await testApp();
  const { deps } = test;
  await write(deps.db, (tx) => enqueue(deps, tx, { kind: 'greet', payload: { who: 'Ada' } }));
  return { ...test, stored: () => deps.db.select().from(jobs).orderBy(asc(jobs.createdAt)) };
}

const doctorSays = async (deps: Deps) =>
  doctor.run(deps, { words: [], values: {} }, () => {}) as Promise<{
    json: { isWell: boolean; findings: { check: string; isWell: boolean; detail: string }[] };
  }>;

describe('a job', () => {
  test('that fails is tried five times with growing pauses, then is dead, and the doctor tells why', async () => {
    const { deps, at, stored } = await withJob();
    let tries = 0;
    const greet = () => {
      tries++;
      return Promise.reject(new Error('nobody answers the door'));
    };
    const pauses = [];
    for (let at5 = 0; at5 < 8; at5++) {
      await runJobs(deps, { greet });
      const [job] = await stored();
      if (job?.state !== 'queued') break;
      pauses.push((job.due.getTime() - deps.now().getTime()) / 1000);
      at(job.due);
    }
    expect({ tries, pauses }).toEqual({ tries: 5, pauses: [10, 20, 40, 80] });
    expect(await stored()).toMatchObject([{ state: 'dead', lastError: 'nobody answers the door' }]);
    const { json } = await doctorSays(deps);
    expect(json.isWell).toBe(false);
    expect(json.findings.find(({ check }) => check === 'jobs')?.detail).toBe(
      '1 gave up, such as greet: nobody answers the door',
    );
  });

  test('that takes its process down with it each time is dead after the fifth, not tried for ever', async () => {
    const { deps, at, stored } = await withJob();
    for (let lease = 0; lease < 5; lease++) {
      expect(await claimJobs(deps, `process ${lease}`, { limit: 20 })).toHaveLength(1);
      at(later((lease + 1) * 61));
    }
    expect(await claimJobs(deps, 'one more', { limit: 20 })).toEqual([]);
    expect(await stored()).toMatchObject([{ state: 'dead', attempts: 5 }]);
  });

  test('that takes longer than a lease is not taken by another process while its own is alive', async () => {
    const { deps, at } = await withJob();
    await claimJobs(deps, 'slow', { limit: 20 });
    at(later(50));
    await renewLeases(deps, 'slow');
    at(later(100));
    expect(await claimJobs(deps, 'eager', { limit: 20 })).toEqual([]);
    at(later(111));
    expect(await claimJobs(deps, 'eager', { limit: 20 })).toHaveLength(1);
  });
});

test('every night sweeps done jobs, old links, sessions and attempts, and keeps what is still of use', async () => {
  const { deps, at, runJobs: run } = await testApp();
  await aCompany(deps);
  const { id: staffId } = await aColleague(deps);
  const day = (count: number) => later(count * 86_400);
  const job = { kind: 'greet', payload: {}, due: testNow, attempts: 1 };
  const account = { updatedAt: testNow, createdAt: testNow };
  await write(deps.db, (tx) => {
    tx.run(
      deps.db.insert(jobs).values([
        { ...job, id: 'old', state: 'done', createdAt: day(-31) },
        { ...job, id: 'dead', state: 'dead', createdAt: day(-31) },
        { ...job, id: 'young', state: 'done', createdAt: day(-2) },
      ]),
    );
    for (const [name, expiresAt] of [
      ['old', day(-31)],
      ['new', day(20)],
    ] as const) {
      tx.run(
        deps.db
          .insert(signInLinks)
          .values({ tokenHash: name, purpose: 'sign-in', staffId, expiresAt, createdAt: testNow }),
      );
      tx.run(
        deps.db
          .insert(verifications)
          .values({ id: name, identifier: name, value: '', expiresAt, ...account }),
      );
      tx.run(deps.db.insert(staffSessions).values({ id: name, staffId, token: name, expiresAt, ...account }));
    }
  });
  await enqueueRecurring(deps, recurringTasks);
  at(day(1));
  await enqueueRecurring(deps, recurringTasks);
  await run();
  const ids = async (table: typeof jobs | typeof staffSessions | typeof verifications) =>
    (await deps.db.select({ id: table.id }).from(table)).map(({ id }) => id);
  const ran = (await deps.db.select().from(recurringRuns)).map(({ name }) => name);
  expect(ran).toEqual(expect.arrayContaining(recurringTasks.map(({ name }) => name)));
  expect(await ids(jobs)).toEqual(expect.arrayContaining(['dead', 'young']));
  expect(await ids(jobs)).not.toContain('old');
  expect(await ids(staffSessions)).toEqual(['new']);
  expect(await ids(verifications)).toEqual(['new']);
  expect((await deps.db.select().from(signInLinks)).map(({ tokenHash }) => tokenHash)).toEqual(['new']);
});
