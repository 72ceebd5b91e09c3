import { setTimeout as sleep } from 'node:timers/promises';
import { count, eq, isNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { caseNotices } from '#db/schema/alerts.ts';
import { cases } from '#db/schema/cases.ts';
import { messages } from '#db/schema/email.ts';
import { jobs } from '#db/schema/jobs.ts';
import { buildIfStale } from '#server/build.ts';
import type { Deps } from '#server/deps.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';
import { aNewCase } from '#tests/support/cases.ts';
import { aColleague } from '#tests/support/cast.ts';
import { aCompanyOnFile } from '#tests/support/company-on-file.ts';
import { killAtRandom } from '#tests/support/kill.ts';

const kills = 5;
const casesEach = 30;

test('killed at any moment, two processes tell of every case once, and mail no mail twice', async () => {
  buildIfStale(() => {}, ['server']);
  const { deps, url } = await aCompanyOnFile();
  const owners: { id: string }[] = [];
  for (let n = 0; n < 3; n++) owners.push(await aColleague(deps, { name: `Agent ${n}` }));
  const aServer = () => aSurveyServer(url, 'tests/support/built-server.mjs', { AMENDS_PORT: '0' });
  // The first one begins to tell; what happens from then on is told.
  await (await aServer()).stop();

  const killedAtWork = await killAtRandom({
    rounds: kills,
    start: () => Promise.all([aServer(), aServer()]),
    meanwhile: () => openCases(deps, owners),
    mostMilliseconds: 1200,
    isAtWork: async () => (await owed(deps)) > 0,
    afterwards: () => elevenMinutesLater(deps),
  });
  expect(killedAtWork).toBeGreaterThan(0);

  const server = await aServer();
  const owesNothing = async () => {
    await elevenMinutesLater(deps);
    return owed(deps);
  };
  // What was noted just before its time was moved waits for the task of every minute.
  await expect.poll(owesNothing, { timeout: 100_000, interval: 1000 }).toBe(0);
  await server.stop();
  await everyCaseIsToldOnce(deps);
}, 240_000);

async function openCases(deps: Deps, owners: { id: string }[]): Promise<void> {
  for (let n = 0; n < casesEach; n++) {
    await aNewCase(deps, { ownerId: owners[n % owners.length]?.id ?? null, severity: 1 + (n % 4) });
    await sleep(Math.random() * 20);
  }
}

/** Cases nobody has heard of, notices that wait, and mails that are on their way. */
async function owed({ db }: Deps): Promise<number> {
  const [unnoticed] = await db
    .select({ n: count() })
    .from(cases)
    .leftJoin(caseNotices, eq(caseNotices.caseId, cases.id))
    .where(isNull(caseNotices.caseId));
  const [waiting] = await db.select({ n: count() }).from(caseNotices).where(isNull(caseNotices.mailedAt));
  const [unsent] = await db
    .select({ n: count() })
    .from(jobs)
    .where(sql`${jobs.kind} = 'alert-mail' AND ${jobs.state} <> 'done'`);
  return (unnoticed?.n ?? 0) + (waiting?.n ?? 0) + (unsent?.n ?? 0);
}

async function everyCaseIsToldOnce({ db }: Deps): Promise<void> {
  const noticed = await db.select().from(caseNotices);
  const opened = await db.select({ id: cases.id }).from(cases);
  expect(noticed.map(({ caseId }) => caseId).sort()).toEqual(opened.map(({ id }) => id).sort());
  expect(opened).toHaveLength(kills * casesEach);
  const mails = await db.select().from(messages).where(eq(messages.kind, 'case-alert'));
  const asked = await db.select().from(jobs).where(eq(jobs.kind, 'alert-mail'));
  expect(mails.map(({ id }) => id).sort()).toEqual(asked.map(({ id }) => id).sort());
  const toldIn = mails.map(({ subject }) => Number(/^(\d+) cases /.exec(subject)?.[1] ?? 1));
  expect(toldIn.reduce((sum, n) => sum + n, 0)).toBe(opened.length);
}

/** What waits for a quiet person waits no longer, and what a killed process had taken may be taken again. */
async function elevenMinutesLater({ db }: Deps): Promise<void> {
  const earlier = 11 * 60_000;
  await write(db, (tx) => {
    tx.run({ sql: `UPDATE case_notices SET at = at - ? WHERE mailed_at IS NULL`, args: [earlier] });
    tx.run({ sql: `UPDATE jobs SET due = 0 WHERE state = 'running' AND kind = 'alert-mail'`, args: [] });
  });
}
