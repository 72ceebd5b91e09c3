import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { expect, onTestFinished, test } from 'vitest';
import { responses } from '#db/schema/responses.ts';
import { invitations } from '#db/schema/programs.ts';
import { eq } from 'drizzle-orm';
import { buildIfStale } from '#server/build.ts';
import { closeDeps, type Deps } from '#server/deps.ts';
import { hashOf } from '#server/ask/invitation.ts';
import { anAnsweringCompany, answersOf, aSurveyServer } from '#tests/support/answering-company.ts';
import { aSharedFile } from '#tests/support/company-on-file.ts';
import { killAtRandom, type Server } from '#tests/support/kill.ts';
import { recount } from '#tests/support/recount.ts';
import { freePort } from '#tests/support/running-amends.ts';

const senders = 16;
const kills = 10;
async function aCompanyOfItsOwn(invited: number) {
  const url = aSharedFile();
  const company = await anAnsweringCompany(url, invited);
  onTestFinished(() => closeDeps(company.deps));
  return { ...company, url };
}

/** The product as `npm start` runs it. */
const aBuiltServer = async (url: string) =>
  aSurveyServer(url, 'tests/support/built-server.mjs', {
    AMENDS_PORT: String(await freePort()),
    AMENDS_POSTS_PER_ADDRESS: '0',
  });

/** Sends one answer after the other until the tokens or the server are gone; notes what was acknowledged. */
async function answerThrough(server: Server, tokens: string[], acknowledged: string[]): Promise<void> {
  const send = async () => {
    for (let token = tokens.pop(); token !== undefined; token = tokens.pop()) {
      const response = await server.post(token, answersOf(tokens.length)).catch(() => null);
      if (response === null) return;
      if (response.status === 201) acknowledged.push(token);
      else throw new Error(`The server answered ${response.status}: ${await response.text()}`);
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
}

async function answeredTokens({ db }: Deps): Promise<Set<string | null>> {
  const rows = await db
    .select({ tokenHash: invitations.tokenHash })
    .from(responses)
    .innerJoin(invitations, eq(invitations.id, responses.invitationId));
  return new Set(rows.map(({ tokenHash }) => tokenHash));
}

async function expectNothingLost(deps: Deps, acknowledged: string[]): Promise<void> {
  const kept = await answeredTokens(deps);
  expect(acknowledged.filter((token) => !kept.has(hashOf(token)))).toEqual([]);
  const { integrity, expected, found } = await recount(deps);
  expect(integrity).toBe('ok');
  expect(found).toEqual(expected);
}

test('a process killed ten times at any moment loses nothing it acknowledged and leaves nothing half done', async () => {
  buildIfStale(() => {}, ['server']);
  const { deps, url, tokens } = await aCompanyOfItsOwn(kills * 1500);
  const acknowledged: string[] = [];
  const killedAtWork = await killAtRandom({
    rounds: kills,
    start: async () => [await aBuiltServer(url)],
    meanwhile: ([server]) => (server ? answerThrough(server, tokens, acknowledged) : Promise.resolve()),
    progress: () => acknowledged.length,
    mostMilliseconds: 300,
    isAtWork: async () => tokens.length > 0,
    afterwards: () => expectNothingLost(deps, acknowledged),
  });
  expect(killedAtWork).toBe(kills);
  expect(acknowledged.length).toBeGreaterThan(kills);
}, 400_000);

test('two processes that write to one file at once lose nothing, while a third locks it again and again', async () => {
  const { deps, url, tokens } = await aCompanyOfItsOwn(300);
  const servers = await Promise.all([aSurveyServer(url), aSurveyServer(url)]);
  const shared = tokens.slice(0, 20);
  const own = tokens.slice(20);
  const acknowledged: string[] = [];
  const locking = new AbortController();
  const locked = lockNowAndThen(url, locking.signal);
  await Promise.all(servers.map((server) => answerThrough(server, own, acknowledged)));
  const twice = await Promise.all(
    shared.map((token) => Promise.all(servers.map((server) => server.post(token, answersOf(2))))),
  );
  locking.abort();
  expect(await locked).toBeGreaterThan(0);
  await Promise.all(servers.map((server) => server.stop()));
  for (const pair of twice) expect(pair.map(({ status }) => status).sort()).toEqual([200, 201]);
  expect(acknowledged).toHaveLength(280);
  await expectNothingLost(deps, [...acknowledged, ...shared]);
}, 60_000);

/** Holds the write lock longer than the writers' patience, so that they meet SQLITE_BUSY; says how often. */
async function lockNowAndThen(url: string, signal: AbortSignal): Promise<number> {
  const client = createClient({ url, timeout: 5000 });
  let times = 0;
  while (!signal.aborted) {
    const lock = await client.transaction('write');
    times++;
    await sleep(250);
    await lock.rollback();
    await sleep(150);
  }
  client.close();
  return times;
}
