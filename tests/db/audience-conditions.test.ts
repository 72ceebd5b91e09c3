import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, onTestFinished, test } from 'vitest';
import { projectRoot } from '#db/project-root.ts';
import { conditionProblems } from '#server/ask/audience/condition-check.ts';

test('audiences kept by name become conditions, and the exit interview begins with a departure', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-migration-'));
  const client = createClient({ url: `file:${join(folder, 'old.db')}` });
  onTestFinished(() => {
    client.close();
    rmSync(folder, { recursive: true });
  });
  const migrate = (name: string) =>
    client.executeMultiple(readFileSync(join(projectRoot, `db/migrations/${name}.sql`), 'utf8'));
  for (const name of ['0000_initial', '0001_append-only', '0002_ask']) await migrate(name);
  await client.executeMultiple(`INSERT INTO surveys (id, kind, created_at) VALUES ('s', 'monthly', 0)`);
  for (const [id, audience] of [
    ['monthly', 'ordered-last-month'],
    ['exit', 'departed-last-month'],
    ['other', 'active'],
  ]) {
    await client.execute({
      sql: `INSERT INTO programs (id, kind, survey_id, audience, opens_on_day, closes_after_days, created_at, updated_at)
            VALUES (?, 'monthly', 's', ?, 1, 14, 0, 0)`,
      args: [id ?? '', audience ?? ''],
    });
  }
  await migrate('0003_programs');
  await migrate('0003_programs');
  const { rows } = await client.execute('SELECT id, audience, "trigger" FROM programs ORDER BY id');
  const programs = rows.map((row) => ({
    id: row.id,
    audience: JSON.parse(String(row.audience)),
    trigger: JSON.parse(String(row.trigger)),
  }));
  expect(programs).toEqual([
    {
      id: 'exit',
      audience: { field: 'departed', is: 'within-days', value: 60 },
      trigger: { on: 'departure', after: { minutes: 0 } },
    },
    { id: 'monthly', audience: { field: 'order-or-quote', is: 'last-month' }, trigger: null },
    { id: 'other', audience: { field: 'status', is: 'one-of', value: ['active'] }, trigger: null },
  ]);
  for (const { audience } of programs) expect(conditionProblems(audience)).toEqual({});
});
