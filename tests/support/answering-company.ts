import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { webcrypto } from 'node:crypto';
import { pino } from 'pino';
import { openDatabase, type Database } from '#db/client.ts';
import { projectRoot } from '#db/project-root.ts';
import { readConfig } from '#server/config.ts';
import type { Deps } from '#server/deps.ts';
import { outboxMailer } from '#server/email/outbox-mailer.ts';
import { Crowd } from '#server/http/crowd.ts';
import { aColleague, aCompany } from './cast.ts';
import { manyInvited } from './many-invited.ts';

export const secret = 'a-secret-for-tests-of-at-least-32-characters';

/** A company whose customers all have an open invitation. `nextToken` gives each link once. */
export async function anAnsweringCompany(url: string, invited: number) {
  const deps = depsOn(url, await openDatabase(configOf(url).database));
  await aCompany(deps);
  for (const locale of ['en', 'ar', 'he', 'ru'] as const)
    await aColleague(deps, { locale, name: `Agent ${locale}` });
  const closesAt = new Date(Date.now() + 14 * 86_400_000);
  return { deps, ...(await manyInvited(deps, invited, closesAt)) };
}

const configOf = (url: string) =>
  readConfig({ AMENDS_DATABASE_URL: url, AMENDS_SECRET: secret, AMENDS_LOG: 'silent' });

/** Everything real but the mailer. */
export function depsOn(url: string, db: Database): Deps {
  const config = configOf(url);
  return {
    db,
    mailer: outboxMailer(),
    now: () => new Date(),
    random: (bytes) => webcrypto.getRandomValues(new Uint8Array(bytes)),
    config,
    secret,
    log: pino({ level: 'silent' }),
    crowd: new Crowd(config.mostAtOnce),
  };
}

/** A third answer well, a third complain of the price, a third of lateness. */
export function answersOf(n: number): Record<string, unknown> {
  if (n % 3 === 0) return { recommend: 9 + (n % 2), price: 'same', 'on-time': 'yes', reason: 'all-well' };
  if (n % 3 === 1) return { recommend: n % 7, price: 'more', reason: 'price' };
  return { recommend: n % 7, 'on-time': 'no', reason: 'late', 'reason-Comment': `Order ${n} came late` };
}

/** Starts a server of its own process on the database; `kill` is `kill -9`. */
export async function aSurveyServer(
  url: string,
  program = 'tests/support/survey-server.ts',
  settings: Record<string, string> = {},
) {
  // The built product with the flag of `npm start`, which keeps short-lived answers out of the long-lived memory.
  const loader = program.endsWith('.ts') ? ['--import', 'tsx'] : ['--max-semi-space-size=64'];
  const child = spawn(process.execPath, [...loader, join(projectRoot, program)], {
    cwd: projectRoot,
    env: {
      ...process.env,
      AMENDS_DATABASE_URL: url,
      AMENDS_SECRET: secret,
      AMENDS_LOG: 'warn',
      NODE_ENV: 'production',
      AMENDS_POSTS_PER_ADDRESS: '0',
      AMENDS_POSTS_PER_LINK: '0',
      AMENDS_READS_PER_ADDRESS: '0',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [port] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => {
      throw new Error('The survey server did not start');
    }),
  ]);
  const origin = `http://127.0.0.1:${/(\d+)$/.exec(port)?.[1]}`;
  return {
    origin,
    pid: child.pid ?? 0,
    post: (token: string, answers: unknown) =>
      fetch(`${origin}/s/${token}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ answers }),
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
