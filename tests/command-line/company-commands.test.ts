import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { closeDatabase, openDatabase, write, type Database } from '#db/client.ts';
import { messages } from '#db/schema/email.ts';
import { invitations } from '#db/schema/programs.ts';
import { main } from '#server/command-line/main.ts';
import { aCompany, aCustomer, anOrder } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'amends-company-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});
/** The command line reads the real clock: work it asks for is due by then. */
const soon = () => new Date(Date.now() + 60_000);

/** One call with `--json`: its exit code and the one document on standard output. */
async function amends(url: string, ...words: string[]) {
  vi.stubEnv('AMENDS_DATABASE_URL', url);
  const out: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const code = await main([...words, '--json']);
  stdout.mockRestore();
  stderr.mockRestore();
  return { code, said: JSON.parse(out.join('')) };
}

const fresh = (name: string) => `file:${join(folder, name)}`;

test('wave run asks who may be asked; the same day again it skips everybody, with the reason', async () => {
  const { deps, url, runJobs, at } = await testApp();
  await aCompany(deps);
  at(soon());
  const lastMonth = DateTime.now().setZone('Asia/Riyadh').minus({ months: 1 }).toISODate() ?? '';
  for (const name of ['Ada', 'Salma', 'Noa']) {
    const { id: customerId } = await aCustomer(deps, { name });
    await anOrder(deps, { customerId, orderedOn: lastMonth });
  }
  const first = await amends(url, 'wave', 'run', 'monthly');
  expect(first).toMatchObject({ code: 0, said: { program: 'monthly', queued: 3, skipped: 0 } });
  await runJobs();
  expect(await deps.db.select().from(messages)).toHaveLength(3);
  const second = await amends(url, 'wave', 'run', 'monthly');
  expect(second).toMatchObject({ code: 0, said: { queued: 0, skipped: 3 } });
  const skipped = (await deps.db.select().from(invitations)).filter(({ status }) => status === 'skipped');
  expect(skipped.map(({ skipReason }) => skipReason)).toEqual(Array(3).fill('open-invitation'));
  await runJobs();
  expect(await deps.db.select().from(messages)).toHaveLength(3);
});

test('wave run refuses a program there is not', async () => {
  const { deps, url } = await testApp();
  await aCompany(deps);
  const refused = await amends(url, 'wave', 'run', 'constructor');
  expect(refused).toMatchObject({ code: 1, said: { error: { code: 'not_found' } } });
});

test('staff add mails a link to sign in, once for each address', async () => {
  const { deps, url, runJobs, at } = await testApp();
  await aCompany(deps);
  at(soon());
  const add = () => amends(url, 'staff', 'add', 'Noa@water.example', '--name', 'Noa', '--language', 'he');
  expect(await add()).toMatchObject({ code: 0, said: { name: 'Noa', role: 'agent', locale: 'he' } });
  await runJobs();
  expect(await deps.db.select().from(messages)).toMatchObject([
    { toEmail: 'noa@water.example', locale: 'he' },
  ]);
  expect(await add()).toMatchObject({ code: 1, said: { error: { code: 'conflict' } } });
});

test('staff add names every wrong value, and does not shut the set-up link of a new company', async () => {
  const wrong = await amends(fresh('new.db'), 'staff', 'add', 'nobody', '--role', 'king');
  expect(wrong.code).toBe(1);
  expect(Object.keys(wrong.said.error.fields).sort()).toEqual(['email', 'name', 'role']);
  const early = await amends(
    fresh('new.db'),
    'staff',
    'add',
    'a@b.example',
    '--name',
    'A',
    '--role',
    'admin',
  );
  expect(early).toMatchObject({
    code: 1,
    said: { error: { detail: expect.stringContaining('not set up') } },
  });
});

test('doctor is well on a new database, and says which figure is wrong on a damaged one', async () => {
  const url = fresh('ill.db');
  expect(await amends(url, 'doctor')).toMatchObject({ code: 0, said: { isWell: true } });
  await damaged(url, "INSERT INTO segment_rollup VALUES ('2026-10', 'monthly', 'gold', 'price', 3)");
  const { code, said } = await amends(url, 'doctor');
  expect({ code, isWell: said.isWell }).toEqual({ code: 1, isWell: false });
  const wrong = said.findings.filter(({ isWell }: { isWell: boolean }) => !isWell);
  expect(wrong).toMatchObject([
    {
      check: 'figures against a recount',
      detail: expect.stringMatching(/^1 differ, such as segments .*: stored 3, counted 0$/),
    },
  ]);
});

test('doctor says which account of the ledger is wrong', async () => {
  const url = fresh('books.db');
  await amends(url, 'doctor');
  await damaged(url, "INSERT INTO ledger_balances VALUES ('customer:ada', 'SAR', 500)");
  const { code, said } = await amends(url, 'doctor');
  const wrong = said.findings.filter(({ isWell }: { isWell: boolean }) => !isWell);
  expect({ code, wrong }).toMatchObject({
    code: 1,
    wrong: [{ check: 'the ledger', detail: expect.stringContaining('customer:ada') }],
  });
});

test('a file that is no database is told in words', async () => {
  const path = join(folder, 'photo.db');
  writeFileSync(path, 'not a database '.repeat(1000));
  const { code, said } = await amends(`file:${path}`, 'doctor');
  expect(code).toBe(1);
  expect(said.error.detail).toContain(`The database file:${path} cannot be used`);
  expect(said.error.detail).not.toContain('CREATE TABLE');
}, 30_000);

test('a program that calls it wrongly gets one short sentence and a code', async () => {
  expect(await amends(fresh('usage.db'), 'report', 'tiers', 'more')).toEqual({
    code: 2,
    said: { error: { code: 'usage', detail: 'This needs: amends report tiers' } },
  });
});

async function damaged(url: string, sql: string): Promise<void> {
  const db: Database = await openDatabase({ url });
  await write(db, (tx) => tx.run({ sql, args: [] }));
  await closeDatabase(db);
}
