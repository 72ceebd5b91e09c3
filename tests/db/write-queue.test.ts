import { describe, expect, test } from 'vitest';
import { closeDatabase, ConstraintError, GuardError, write } from '#db/client.ts';
import { jobs } from '#db/schema/jobs.ts';
import { eq } from 'drizzle-orm';
import { testApp } from '#tests/support/test-app.ts';

const job = (id: string) =>
  ({
    id,
    kind: 'x',
    payload: {},
    state: 'queued',
    due: new Date(0),
    attempts: 0,
    createdAt: new Date(0),
  }) as const;

describe('the write queue', () => {
  test('one bad unit never fails its neighbours', async () => {
    const { db } = (await testApp()).deps;
    const results = await Promise.allSettled([
      write(db, (tx) => tx.run(db.insert(jobs).values(job('a')))),
      write(db, (tx) => {
        tx.run(db.insert(jobs).values(job('half')));
        tx.run(db.insert(jobs).values(job('a')));
      }),
      write(db, (tx) => tx.run(db.insert(jobs).values(job('b')))),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: expect.any(ConstraintError) });
    expect((await db.select({ id: jobs.id }).from(jobs)).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('a write or a read that comes after the end is refused, and the process lives on', async () => {
    const { db } = (await testApp()).deps;
    await closeDatabase(db);
    await expect(write(db, (tx) => tx.run(db.insert(jobs).values(job('a'))))).rejects.toThrow();
    await expect(db.select().from(jobs)).rejects.toThrow();
  });

  test('a guarded statement that changes nothing fails its whole unit', async () => {
    const { db } = (await testApp()).deps;
    const unit = write(db, (tx) => {
      tx.run(db.insert(jobs).values(job('a')));
      tx.must(db.update(jobs).set({ state: 'done' }).where(eq(jobs.id, 'nobody')), 'It has moved on');
    });
    await expect(unit).rejects.toThrow(new GuardError('It has moved on'));
    expect(await db.select().from(jobs)).toEqual([]);
  });

  test('a write inside a write is an error, not a hang', async () => {
    const { db } = (await testApp()).deps;
    expect(() => write(db, () => void write(db, () => {}))).toThrow('A write inside a write');
  });

  test('an async unit is refused', async () => {
    const { db } = (await testApp()).deps;
    expect(() => write(db, async () => {})).toThrow('decided before');
  });

  test('nothing else may write', async () => {
    const { db } = (await testApp()).deps;
    await expect(db.insert(jobs).values(job('a'))).rejects.toThrow();
    expect(await db.select().from(jobs)).toEqual([]);
  });
});
