import { count, eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { contacts, messages } from '#db/schema/email.ts';
import { invitations, mailBatches, waveCounts, waves } from '#db/schema/programs.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { openWave } from '#server/ask/waves.ts';
import { recounts } from '#server/command-line/recounts.ts';
import { buildIfStale } from '#server/build.ts';
import type { Deps } from '#server/deps.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';
import { aCompanyOnFile, aMinuteLater, pausesEnd } from '#tests/support/company-on-file.ts';
import { killAtRandom } from '#tests/support/kill.ts';
import { manyBuyers } from '#tests/support/many-buyers.ts';
import type { Faults, ResendApi } from '#tests/support/resend-api.ts';

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
  await ensureShippedPrograms(deps);
  const provider = await aSurveyServer(url, 'tests/support/resend-server.ts', {
    RESEND_FAULTS: JSON.stringify(faults),
  });
  onTestFinished(() => provider.kill());
  const tally = async (): Promise<ReturnType<ResendApi['tally']>> =>
    (await fetch(`${provider.origin}/tally`)).json();
  await manyBuyers(deps, asked);
  await openWave(deps, null, 'monthly');
  const aServer = () => aSurveyServer(url, 'tests/support/built-server.mjs', resendAt(provider.origin));

  const killedAtWork = await killAtRandom({
    rounds: kills,
    start: async () => [await aServer()],
    progress: () => progress(deps),
    mostMilliseconds: 1000,
    isAtWork: () => isUnsent(deps),
    afterwards: () => aMinuteLater(deps),
  });
  expect(killedAtWork).toBeGreaterThan(kills / 2);
  expect((await tally()).mails).toBeGreaterThan(0);

  const server = await aServer();
  const waitsNoLonger = async () => {
    await pausesEnd(deps);
    return isUnsent(deps);
  };
  await expect.poll(waitsNoLonger, { timeout: 240_000, interval: 500 }).toBe(false);
  await server.stop();

  const { answers, ...sent } = await tally();
  expect(sent).toMatchObject({ mails: asked, recipients: asked, notOnce: [] });
  expect(answers).not.toHaveProperty('invalid_idempotent_request');
  await everyRowStands(deps);
}, 600_000);

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
