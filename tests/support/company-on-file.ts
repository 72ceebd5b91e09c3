import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { onTestFinished } from 'vitest';
import { openDatabase, write } from '#db/client.ts';
import { closeDeps, type Deps } from '#server/deps.ts';
import { depsOn } from './answering-company.ts';
import { aCompany } from './cast.ts';
import { templatePath } from './template-path.ts';

/** A company on a migrated file that several processes share, gone after the test. */
export async function aCompanyOnFile() {
  const url = aSharedFile();
  const deps = await onSharedFile(url);
  await aCompany(deps);
  return { deps, url };
}

/** The address of a migrated file in a folder that is gone after the test. */
export function aSharedFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'amends-crash-'));
  copyFileSync(templatePath, join(folder, 'shared.db'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return `file:${join(folder, 'shared.db')}`;
}

async function onSharedFile(url: string): Promise<Deps> {
  const deps = depsOn(url, await openDatabase({ url }));
  onTestFinished(() => closeDeps(deps));
  return deps;
}

/** What killed processes had taken may be taken again, and what comes every minute is due. */
export async function aMinuteLater({ db }: Deps): Promise<void> {
  await write(db, (tx) => {
    tx.run({ sql: `UPDATE jobs SET due = 0 WHERE state = 'running'`, args: [] });
    tx.run({ sql: 'UPDATE recurring_runs SET last_run_at = last_run_at - 60000', args: [] });
  });
}

/** What waits for another try waits no longer. */
export async function pausesEnd({ db }: Deps): Promise<void> {
  await write(db, (tx) => tx.run({ sql: `UPDATE jobs SET due = 0 WHERE state = 'queued'`, args: [] }));
}

/** How many jobs of some kinds are not done yet. */
export async function jobsLeft({ db }: Deps, kinds: string[]): Promise<number> {
  const [row] = await db.all<{ n: number }>(
    sql`SELECT count(*) AS n FROM jobs WHERE state IN ('queued', 'running')
        AND kind IN (SELECT value FROM json_each(${JSON.stringify(kinds)}))`,
  );
  return row?.n ?? 0;
}
