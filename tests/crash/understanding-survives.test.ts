import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { write } from '#db/client.ts';
import { recurringRuns } from '#db/schema/jobs.ts';
import { digestSubscriptions } from '#db/schema/understand.ts';
import { buildIfStale } from '#server/build.ts';
import type { Deps } from '#server/deps.ts';
import { aSurveyServer } from '#tests/support/answering-company.ts';
import { aColleague } from '#tests/support/cast.ts';
import { aCompanyOnFile, aMinuteLater, pausesEnd } from '#tests/support/company-on-file.ts';
import { killAtRandom } from '#tests/support/kill.ts';
import { manyNamedAnswers } from '#tests/support/many-named-answers.ts';
import type { ResendApi } from '#tests/support/resend-api.ts';

const answers = 6000;
const readers = 40;
/** A job is given up at the fifth process that ends under it, so four may. */
const kills = 4;

test('killed while it reads and mails digests, it reads every answer once and mails every digest once', async () => {
  buildIfStale(() => {}, ['server']);
  const { deps, url } = await aCompanyOnFile();
  const provider = await aSurveyServer(url, 'tests/support/resend-server.ts', {
    RESEND_FAULTS: JSON.stringify({ cutAfter: 0.1, cutBefore: 0.05, slow: 15 }),
  });
  onTestFinished(() => provider.kill());
  await manyNamedAnswers(deps, answers);
  await digestsAreOwed(deps);
  const aServer = () => aSurveyServer(url, 'tests/support/built-server.mjs', resendAt(provider.origin));

  const killedAtWork = await killAtRandom({
    rounds: kills,
    start: async () => [await aServer()],
    progress: () => progress(deps),
    mostMilliseconds: 600,
    isAtWork: () => isUnfinished(deps),
    afterwards: () => aMinuteLater(deps),
  });
  expect(killedAtWork).toBeGreaterThan(kills / 2);

  const server = await aServer();
  const waitsNoLonger = async () => {
    await pausesEnd(deps);
    return isUnfinished(deps);
  };
  await expect.poll(waitsNoLonger, { timeout: 240_000, interval: 500 }).toBe(false);
  await server.stop();

  const { notOnce, mails } = (await (await fetch(`${provider.origin}/tally`)).json()) as ReturnType<
    ResendApi['tally']
  >;
  expect({ mails, notOnce }).toEqual({ mails: readers, notOnce: [] });
  expect(await whatIsKept(deps)).toEqual({
    readings: answers,
    words: answers,
    readTwice: 0,
    digests: readers,
    readersNotMailedOnce: 0,
  });
}, 600_000);

const resendAt = (origin: string) => ({
  AMENDS_MAILER: 'resend',
  AMENDS_RESEND_API_KEY: 're_key',
  AMENDS_RESEND_URL: origin,
  AMENDS_RESEND_PER_SECOND: '12',
  AMENDS_LOG: 'error',
});

/** Managers who are owed a digest, and tasks that last ran long ago. */
async function digestsAreOwed(deps: Deps): Promise<void> {
  const { db } = deps;
  const chosen = { cadence: 'weekly' as const, query: '', sentFor: '2026-W01', updatedAt: deps.now() };
  for (let n = 0; n < readers; n++) {
    const { id } = await aColleague(deps, { role: 'manager', email: `reader-${n}@water.example` });
    await write(db, (tx) => tx.run(db.insert(digestSubscriptions).values({ ...chosen, staffId: id })));
  }
  const lastRunAt = new Date('2026-01-05T00:00:00Z');
  await write(db, (tx) => {
    for (const name of ['read-answers', 'send-digests'])
      tx.run(db.insert(recurringRuns).values({ name, lastRunAt }).onConflictDoNothing());
  });
}

async function progress({ db }: Deps) {
  const [row] = await db.all<{ readings: number; digests: number }>(
    sql`SELECT (SELECT count(*) FROM readings) AS readings,
      (SELECT count(*) FROM messages WHERE kind = 'digest') AS digests`,
  );
  return row ?? { readings: 0, digests: 0 };
}

async function isUnfinished(deps: Deps): Promise<boolean> {
  const { readings, digests } = await progress(deps);
  return readings < answers || digests < readers;
}

async function whatIsKept({ db }: Deps) {
  const [row] = await db.all(sql`SELECT
    (SELECT count(*) FROM readings) AS readings,
    (SELECT count(DISTINCT response_id) FROM voices) AS words,
    (SELECT count(*) FROM (SELECT 1 FROM response_facts GROUP BY response_id HAVING sum(sign) <> 1 OR count(*) > 3))
      + (SELECT count(*) FROM (SELECT 1 FROM voices GROUP BY response_id HAVING count(*) > 1))
      + (SELECT count(*) FROM (SELECT 1 FROM reasons WHERE status = 'inferred'
          GROUP BY response_id, category, detail HAVING count(*) > 1)) AS readTwice,
    (SELECT count(*) FROM messages WHERE kind = 'digest') AS digests,
    (SELECT count(*) FROM (SELECT 1 FROM messages WHERE kind = 'digest' GROUP BY to_email HAVING count(*) <> 1))
      AS readersNotMailedOnce`);
  return row;
}
