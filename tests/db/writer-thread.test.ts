import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import { count, eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { besideWriter, closeDatabase, ConstraintError, GuardError, openDatabase, write } from '#db/client.ts';
import { counter } from '#db/counter.ts';
import { inOneTurn } from '#db/in-one-turn.ts';
import { recurringRuns } from '#db/schema/jobs.ts';
import { scoreRollup } from '#db/schema/responses.ts';
import { ThreadWriter } from '#db/thread-writer.ts';
import { templatePath } from '#tests/support/template-path.ts';

async function opened() {
  const folder = mkdtempSync(join(tmpdir(), 'amends-thread-'));
  const url = `file:${join(folder, 'thread.db')}`;
  copyFileSync(templatePath, join(folder, 'thread.db'));
  const db = await openDatabase({ url, hasWriterThread: true });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await closeDatabase(db);
    isOpen = false;
  };
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  const add = (name: string) =>
    write(db, (tx) => tx.run(db.insert(recurringRuns).values({ name, lastRunAt: new Date(0) })));
  return { db, url, add, close };
}

const scores = counter(scoreRollup, 'n');
const nine = { month: '2026-10', programId: 'p', tier: 'gold', measure: 'nps', value: '9' };

test('what the thread has written is read by both connections, and stands in the file after the end', async () => {
  const { db, url, add, close } = await opened();
  await Promise.all(['a', 'b', 'c'].map(add));
  for (const reader of [db, besideWriter(db)])
    expect(await reader.select({ n: count() }).from(recurringRuns)).toEqual([{ n: 3 }]);
  const rows = await besideWriter(db).select().from(recurringRuns).where(eq(recurringRuns.name, 'b'));
  expect(rows).toEqual([{ name: 'b', lastRunAt: new Date(0) }]);
  await close();
  const again = createClient({ url });
  expect((await again.execute('SELECT count(*) AS n FROM recurring_runs')).rows[0]?.n).toBe(3);
  again.close();
});

test('a refused unit fails alone and says why, also when what it counted was to be added with others', async () => {
  const { db, add } = await opened();
  await add('taken');
  const good = write(db, (tx) => tx.count(scores({ ...nine, n: 2 })));
  const twice = write(db, (tx) => {
    tx.count(scores({ ...nine, n: 100 }));
    tx.run(db.insert(recurringRuns).values({ name: 'taken', lastRunAt: new Date(0) }));
  });
  const moved = write(db, (tx) => {
    tx.count(scores({ ...nine, n: 1000 }));
    const nobody = eq(recurringRuns.name, 'nobody');
    tx.must(
      db
        .update(recurringRuns)
        .set({ lastRunAt: new Date(1) })
        .where(nobody),
      'It has moved on',
    );
  });
  const more = write(db, (tx) => tx.count(scores({ ...nine, n: 3 })));
  await expect(twice).rejects.toThrow(ConstraintError);
  await expect(moved).rejects.toThrow(new GuardError('It has moved on'));
  await Promise.all([good, more]);
  expect(await db.select().from(scoreRollup)).toEqual([{ ...nine, n: 5 }]);
});

test('another process that holds the lock only keeps the thread waiting', async () => {
  const { db, url, add } = await opened();
  const another = createClient({ url, timeout: 200 });
  const lock = await another.transaction('write');
  const waiting = add('while-locked');
  await sleep(500);
  expect(await db.select().from(recurringRuns)).toEqual([]);
  await lock.rollback();
  await waiting;
  await add('after');
  expect(await db.select({ n: count() }).from(recurringRuns)).toEqual([{ n: 2 }]);
  another.close();
});

test('a text that was said while the file could not be opened is known when it can', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-thread-'));
  const path = join(folder, 'thread.db');
  mkdirSync(path);
  const writer = new ThreadWriter({ path, synchronous: 'FULL' });
  const statement = { sql: 'INSERT INTO recurring_runs VALUES (?, ?)', args: ['late', 0] };
  await expect(writer.batch([statement])).rejects.toThrow();
  rmSync(path, { recursive: true });
  copyFileSync(templatePath, path);
  expect(await writer.batch([statement])).toMatchObject([{ rowsAffected: 1 }]);
  await writer.close();
  rmSync(folder, { recursive: true, force: true });
});

test('what cannot be read or written is told, and the thread lives on', async () => {
  const { db, add } = await opened();
  await expect(
    write(db, (tx) => tx.run({ sql: 'INSERT INTO nowhere VALUES (1)', args: [] })),
  ).rejects.toThrow(/nowhere/);
  const broken = inOneTurn((from: typeof db) => from.all<never>('SELECT nothing FROM nowhere'));
  await expect(broken(besideWriter(db), 1)).rejects.toThrow();
  await add('still-here');
  expect(await db.select({ n: count() }).from(recurringRuns)).toEqual([{ n: 1 }]);
});

test('what is asked within one turn is asked together, and each gets its own answer', async () => {
  const { db } = await opened();
  const asked: number[][] = [];
  const doubled = inOneTurn(async (_db: typeof db, keys: number[]) => {
    asked.push(keys);
    return keys.map((key) => key * 2);
  });
  expect(await Promise.all([doubled(db, 1), doubled(db, 2), doubled(db, 3)])).toEqual([2, 4, 6]);
  expect(await doubled(db, 4)).toBe(8);
  expect(asked).toEqual([[1, 2, 3], [4]]);
});

test('each unit hears what its own statements changed and returned', async () => {
  const { db, add } = await opened();
  await Promise.all(['a', 'b', 'c'].map(add));
  const of = (name: string) => eq(recurringRuns.name, name);
  const [one, all] = await Promise.all([
    write(db, (tx) => {
      tx.run(
        db
          .update(recurringRuns)
          .set({ lastRunAt: new Date(1) })
          .where(of('a')),
      );
      tx.run(
        db
          .update(recurringRuns)
          .set({ lastRunAt: new Date(2) })
          .where(of('b'))
          .returning(),
      );
      tx.run(
        db
          .update(recurringRuns)
          .set({ lastRunAt: new Date(3) })
          .where(of('nobody'))
          .returning(),
      );
    }),
    write(db, (tx) => tx.run(db.delete(recurringRuns).returning({ name: recurringRuns.name }))),
  ]);
  expect(one).toMatchObject([
    { rowsAffected: 1, rows: [] },
    { rows: [{ name: 'b', last_run_at: 2 }] },
    { rows: [] },
  ]);
  expect(all).toMatchObject([{ rows: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] }]);
});
