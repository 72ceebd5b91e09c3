import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { recurringRuns } from '#db/schema/jobs.ts';
import { testApp } from '#tests/support/test-app.ts';

const longerThanTheWritersPatience = 500;

test('what is acknowledged after another process held the lock for long is in the file, and the lock is free', async () => {
  const { deps, url } = await testApp();
  const names = Array.from({ length: 20 }, (_, n) => `run-${n}`);
  const add = (name: string) =>
    write(deps.db, (tx) => tx.run(deps.db.insert(recurringRuns).values({ name, lastRunAt: new Date(0) })));
  const another = createClient({ url, timeout: 200 });
  const lock = await another.transaction('write');
  const waiting = add('while-locked');
  await sleep(longerThanTheWritersPatience);
  await lock.rollback();
  await waiting;
  for (const name of names) await add(name);

  const seen = await another.execute('SELECT name FROM recurring_runs ORDER BY rowid');
  expect(seen.rows.map(({ name }) => name)).toEqual(['while-locked', ...names]);
  await (await another.transaction('write')).rollback();
  another.close();
});
