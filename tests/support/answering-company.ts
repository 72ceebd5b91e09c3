import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { webcrypto } from 'node:crypto';
import { pino } from 'pino';
import { openDatabase, write } from '#db/client.ts';
import { projectRoot } from '#db/project-root.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { invitations } from '#db/schema/programs.ts';
import { readConfig } from '#server/config.ts';
import type { Deps } from '#server/deps.ts';
import { outboxMailer } from '#server/email/outbox-mailer.ts';
import { aColleague, aCompany } from './cast.ts';
import { aWave, invitationOf } from './invited.ts';

const secret = 'a-secret-for-tests-of-at-least-32-characters';
const rowsInOneInsert = 500;

/** A company whose customers all have an open invitation. `nextToken` gives each link once. */
export async function anAnsweringCompany(url: string, invited: number) {
  const deps = await realDeps(url);
  await aCompany(deps);
  for (const locale of ['en', 'ar', 'he', 'ru'] as const)
    await aColleague(deps, { locale, name: `Agent ${locale}` });
  const closesAt = new Date(Date.now() + 14 * 86_400_000);
  const wave = await aWave(deps, { closesAt, rewardMinor: null });
  const tokens: string[] = [];
  for (let from = 0; from < invited; from += rowsInOneInsert) {
    const people = Array.from({ length: Math.min(rowsInOneInsert, invited - from) }, (_, n) =>
      person(deps, from + n),
    );
    const asked = people.map(({ customer }) => invitationOf(deps, wave, { customerId: customer.id }));
    await write(deps.db, (tx) => {
      tx.run(deps.db.insert(customers).values(people.map(({ customer }) => customer)));
      tx.run(deps.db.insert(orders).values(people.map(({ order }) => order)));
      tx.run(deps.db.insert(invitations).values(asked.map(({ row }) => row)));
    });
    tokens.push(...asked.map(({ token }) => token));
  }
  return { deps, wave, tokens };
}

function person(deps: Deps, n: number) {
  const at = deps.now();
  const id = `customer-${String(n).padStart(8, '0')}`;
  const customer = {
    id,
    externalId: id,
    name: `Customer ${n}`,
    searchText: id,
    email: `${id}@example.com`,
    locale: (['en', 'ar', 'he', 'ru'] as const)[n % 4],
    currency: 'SAR',
    monthlyRevenueMinor: 1_000 + n,
    status: 'active' as const,
    tier: (['gold', 'silver', 'copper'] as const)[n % 3],
    attributes: {},
    createdAt: at,
    updatedAt: at,
  };
  const order = {
    id: `order-${id}`,
    externalId: `A-${n}`,
    customerId: id,
    kind: 'order' as const,
    amountMinor: 100_000 + n,
    currency: 'SAR',
    orderedOn: '2026-10-01',
    createdAt: at,
    updatedAt: at,
  };
  return { customer, order };
}

async function realDeps(url: string): Promise<Deps> {
  const config = readConfig({ AMENDS_DATABASE_URL: url, AMENDS_SECRET: secret, AMENDS_LOG: 'silent' });
  return {
    db: await openDatabase(config.database),
    mailer: outboxMailer(),
    now: () => new Date(),
    random: (bytes) => webcrypto.getRandomValues(new Uint8Array(bytes)),
    config,
    secret,
    log: pino({ level: 'silent' }),
  };
}

/** A third answer well, a third complain of the price, a third of lateness. */
export function answersOf(n: number): Record<string, unknown> {
  if (n % 3 === 0) return { recommend: 9 + (n % 2), price: 'same', 'on-time': 'yes', reason: 'all-well' };
  if (n % 3 === 1) return { recommend: n % 7, price: 'more', reason: 'price' };
  return { recommend: n % 7, 'on-time': 'no', reason: 'late', 'reason-Comment': `Order ${n} came late` };
}

/** Starts a server of its own process on the database; `kill` is `kill -9`. */
export async function aSurveyServer(url: string) {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(projectRoot, 'tests/support/survey-server.ts')],
    {
      cwd: projectRoot,
      env: { ...process.env, AMENDS_DATABASE_URL: url, AMENDS_SECRET: secret, AMENDS_LOG: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  const [port] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    exited.then(() => {
      throw new Error('The survey server did not start');
    }),
  ]);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
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
