import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { write } from '#db/client.ts';
import { contacts, messages } from '#db/schema/email.ts';
import { jobs, recurringRuns } from '#db/schema/jobs.ts';
import { invitations, mailBatches, waveCounts, waves } from '#db/schema/programs.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { openWave } from '#server/ask/waves.ts';
import { recounts } from '#server/command-line/recounts.ts';
import { buildIfStale } from '#server/build.ts';
import { readConfig } from '#server/config.ts';
import { buildDeps, closeDeps, type Deps } from '#server/deps.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aSurveyServer, secret } from '#tests/support/answering-company.ts';
import { aCompany } from '#tests/support/cast.ts';
import { manyBuyers } from '#tests/support/many-buyers.ts';
import type { Faults, ResendApi } from '#tests/support/resend-api.ts';
import { templatePath } from '#tests/support/template-path.ts';

const asked = 5000;
const kills = 10;
const faults: Faults = {
  tooMany: 0.05,
  broken: 0.04,
  brokenAfter: 0.04,
  cutBefore: 0.04,
  cutAfter: 0.04,
  cutWithin: 0.04,
  slow: 15,
};

test('a wave killed ten times while it is prepared, sealed and sent mails everybody exactly once', async () => {
  buildIfStale(() => {}, ['server']);
  const { deps, url } = await aCompanyOnFile();
  const provider = await aSurveyServer(url, 'tests/support/resend-server.ts', {
    RESEND_FAULTS: JSON.stringify(faults),
  });
  onTestFinished(() => provider.kill());
  const tally = async (): Promise<ReturnType<ResendApi['tally']>> =>
    (await fetch(`${provider.origin}/tally`)).json();
  await manyBuyers(deps, asked);
  await openWave(deps, null, 'monthly');
  const aServer = () => aSurveyServer(url, 'tests/support/built-server.mjs', resendAt(provider.origin));

  let killedAtWork = 0;
  for (let round = 0; round < kills; round++) {
    const server = await aServer();
    const before = await progress(deps);
    const killedLate = Date.now() + 5_000;
    while ((await progress(deps)) === before && Date.now() < killedLate) await sleep(2);
    await sleep(Math.random() * 1000);
    if (await isUnsent(deps)) killedAtWork++;
    await server.kill();
    await aMinuteLater(deps);
  }
  expect(killedAtWork).toBeGreaterThan(kills / 2);
  expect((await tally()).mails).toBeGreaterThan(0);

  const server = await aServer();
  const waitsNoLonger = async () => {
    await pausesEnd(deps);
    return isUnsent(deps);
  };
  await expect.poll(waitsNoLonger, { timeout: 90_000, interval: 500 }).toBe(false);
  await server.stop();

  const { answers, ...sent } = await tally();
  expect(sent).toMatchObject({ mails: asked, recipients: asked, notOnce: [] });
  expect(answers).not.toHaveProperty('invalid_idempotent_request');
  await everyRowStands(deps);
}, 240_000);

async function aCompanyOnFile() {
  const folder = mkdtempSync(join(tmpdir(), 'amends-crash-'));
  copyFileSync(templatePath, join(folder, 'wave.db'));
  const url = `file:${join(folder, 'wave.db')}`;
  const deps = await buildDeps(
    readConfig({ AMENDS_DATABASE_URL: url, AMENDS_SECRET: secret, AMENDS_LOG: 'silent' }),
  );
  onTestFinished(async () => {
    await closeDeps(deps);
    rmSync(folder, { recursive: true, force: true });
  });
  await aCompany(deps);
  await ensureShippedPrograms(deps);
  return { deps, url };
}

const resendAt = (origin: string) => ({
  AMENDS_MAILER: 'resend',
  AMENDS_RESEND_API_KEY: 're_key',
  AMENDS_RESEND_URL: origin,
  // Slow enough that ten lives do not suffice.
  AMENDS_RESEND_PER_SECOND: '12',
  AMENDS_LOG: 'error',
});

/** Every mail has its row, its contact and its place in the funnel, once. */
async function everyRowStands(deps: Deps): Promise<void> {
  const { db } = deps;
  for (const table of [messages, contacts]) {
    const perCustomer = await db
      .select({ customerId: table.customerId, n: count() })
      .from(table)
      .groupBy(table.customerId);
    expect(perCustomer.filter(({ n }) => n !== 1)).toEqual([]);
    expect(perCustomer).toHaveLength(asked);
  }
  const funnel = await db.select().from(waveCounts);
  for (const stage of ['queued', 'sent', 'delivered'])
    expect(funnel.find((row) => row.stage === stage)?.n).toBe(asked);
  const open = await db
    .select()
    .from(mailBatches)
    .where(sql`${mailBatches.status} <> 'sent'`);
  expect(open).toEqual([]);
  expect(await rollUpDifferences(db)).toEqual([]);
  const funnels = recounts.find(({ name }) => name === 'funnels of waves');
  expect(await db.all(funnels?.sql ?? '')).toEqual([]);
}

/** Grows with everything the wave does. */
async function progress({ db }: Deps): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`SELECT (SELECT count(*) FROM invitations) + (SELECT count(*) FROM messages)
             + (SELECT count(*) + coalesce(sum(attempts), 0) FROM mail_batches) AS n`,
  );
  return row?.n ?? 0;
}

/** Whether the wave is still being prepared, or somebody of it waits for her mail. */
async function isUnsent({ db }: Deps): Promise<boolean> {
  const [wave] = await db.select({ preparedAt: waves.preparedAt }).from(waves);
  if (!wave?.preparedAt) return true;
  const [queued] = await db.select({ n: count() }).from(invitations).where(eq(invitations.status, 'queued'));
  return (queued?.n ?? 0) > 0;
}

/** What waits after a fault of the provider, up to ten minutes, waits no longer. */
async function pausesEnd({ db }: Deps): Promise<void> {
  await write(db, (tx) =>
    tx.run(
      db
        .update(jobs)
        .set({ due: sql`0` })
        .where(eq(jobs.state, 'queued')),
    ),
  );
}

/** A minute later: what the killed process had taken may be taken again, and what comes every minute is due. */
async function aMinuteLater({ db }: Deps): Promise<void> {
  await write(db, (tx) => {
    tx.run(
      db
        .update(jobs)
        .set({ due: sql`0` })
        .where(eq(jobs.state, 'running')),
    );
    tx.run(db.update(recurringRuns).set({ lastRunAt: sql`${recurringRuns.lastRunAt} - 60000` }));
  });
}
