import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { customers, orders } from '#db/schema/customers.ts';
import { messages } from '#db/schema/email.ts';
import { jobs } from '#db/schema/jobs.ts';
import { invitations, waves } from '#db/schema/programs.ts';
import { ensureShippedPrograms } from '#server/ask/programs.ts';
import { openWave } from '#server/ask/waves.ts';
import { readConfig } from '#server/config.ts';
import { buildDeps, closeDeps, type Deps } from '#server/deps.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aSurveyServer, secret } from '#tests/support/answering-company.ts';
import { aCompany } from '#tests/support/cast.ts';
import { templatePath } from '#tests/support/template-path.ts';

const asked = 2500;

test('a wave killed again and again while it is prepared and sent mails everybody once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-crash-'));
  copyFileSync(templatePath, join(folder, 'wave.db'));
  const url = `file:${join(folder, 'wave.db')}`;
  const deps = await buildDeps(
    readConfig({ AMENDS_DATABASE_URL: url, AMENDS_SECRET: secret, AMENDS_LOG: 'warn' }),
  );
  onTestFinished(async () => {
    await closeDeps(deps);
    rmSync(folder, { recursive: true, force: true });
  });
  await aCompany(deps);
  await ensureShippedPrograms(deps);
  await manyWhoOrderedLastMonth(deps);
  await openWave(deps, null, 'monthly');

  for (let round = 0; round < 3; round++) {
    const server = await aSurveyServer(url, 'tests/support/whole-server.ts');
    const before = await mailed(deps);
    const killedLate = sleep(20_000);
    while ((await mailed(deps)) === before && (await isUnsent(deps)))
      await Promise.race([sleep(3), killedLate]);
    await sleep(Math.random() * 150);
    await server.kill();
    await endLeases(deps);
  }
  expect(await mailed(deps)).toBeGreaterThan(0);

  const server = await aSurveyServer(url, 'tests/support/whole-server.ts');
  await expect.poll(() => isUnsent(deps), { timeout: 60_000, interval: 100 }).toBe(false);
  await server.stop();

  expect(await mailed(deps)).toBe(asked);
  const perCustomer = await deps.db
    .select({ customerId: messages.customerId, n: count() })
    .from(messages)
    .groupBy(messages.customerId);
  expect(perCustomer.filter(({ n }) => n !== 1)).toEqual([]);
  expect(perCustomer).toHaveLength(asked);
  expect(await rollUpDifferences(deps.db)).toEqual([]);
}, 120_000);

async function manyWhoOrderedLastMonth(deps: Deps): Promise<void> {
  const at = deps.now();
  const lastMonth = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1, 15))
    .toISOString()
    .slice(0, 10);
  for (let from = 0; from < asked; from += 500) {
    const people = Array.from({ length: 500 }, (_, index) => ({
      id: newId(deps),
      externalId: `C-${from + index}`,
      name: `Customer ${from + index}`,
      searchText: `customer ${from + index}`,
      email: `c${from + index}@example.com`,
      status: 'active' as const,
      attributes: {},
      createdAt: at,
      updatedAt: at,
    }));
    await write(deps.db, (tx) => {
      tx.run(deps.db.insert(customers).values(people));
      tx.run(
        deps.db.insert(orders).values(
          people.map(({ id, externalId }) => ({
            id: newId(deps),
            externalId: `A-${externalId}`,
            customerId: id,
            kind: 'order' as const,
            amountMinor: 10_000,
            currency: 'SAR',
            orderedOn: lastMonth,
            createdAt: at,
            updatedAt: at,
          })),
        ),
      );
    });
  }
}

async function mailed({ db }: Deps): Promise<number> {
  const [row] = await db.select({ n: count() }).from(messages);
  return row?.n ?? 0;
}

/** Whether the wave is still being prepared, or somebody of it waits for her mail. */
async function isUnsent({ db }: Deps): Promise<boolean> {
  const [wave] = await db.select({ preparedAt: waves.preparedAt }).from(waves);
  if (!wave?.preparedAt) return true;
  const [queued] = await db.select({ n: count() }).from(invitations).where(eq(invitations.status, 'queued'));
  return (queued?.n ?? 0) > 0;
}

/** A minute later: what the killed process had taken may be taken again. */
async function endLeases({ db }: Deps): Promise<void> {
  await write(db, (tx) =>
    tx.run(
      db
        .update(jobs)
        .set({ due: sql`0` })
        .where(eq(jobs.state, 'running')),
    ),
  );
}
