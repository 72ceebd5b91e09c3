import { and, eq, isNull, sql } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { preparedQuery } from '#db/prepared-query.ts';
import { insertRow } from '#db/row-statements.ts';
import { mailBatches, programs, waves } from '#db/schema/programs.ts';
import type { RawStatement } from '#db/unit.ts';
import type { Deps } from '../../deps.ts';

/** How many mails leave under one idempotency key: the provider takes no more. */
export const batchSize = 100;
const batchesInOneCommit = 20;
const troubleDays = 14;

export type Batch = NonNullable<Awaited<ReturnType<typeof theBatch>>>;

/** A batch with its wave, while it is still to be sent. */
export async function theBatch({ db }: Pick<Deps, 'db'>, id: string) {
  const [found] = await batchOf(db).execute({ id });
  return found && found.batch.endedAt === null
    ? { ...found.batch, wave: found.wave, program: found.program }
    : null;
}

const batchOf = preparedQuery((db) =>
  db
    .select({ batch: mailBatches, wave: waves, program: programs })
    .from(mailBatches)
    .innerJoin(waves, eq(waves.id, mailBatches.waveId))
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(eq(mailBatches.id, sql.placeholder('id')))
    .prepare(),
);

/** Waves that may send now: open, and neither they nor their program paused. */
export const sendingWaves = (now: Date) => sql`
  SELECT w.id FROM waves w JOIN programs p ON p.id = w.program_id
  WHERE w.closed_at IS NULL AND w.closes_at > ${now.getTime()} AND w.paused_at IS NULL AND p.paused_at IS NULL`;

/**
 * Makes as many batches as `n` mails need. `take` moves up to a hundred of them into a batch: it looks again in the
 * transaction, so dispatches that run at once never take the same, and what finds nothing leaves nothing.
 */
export async function sealBatches(
  deps: Deps,
  { n, ...batch }: { waveId: string; round: number; n: number },
  take: (batchId: string) => RawStatement,
): Promise<void> {
  for (let left = Math.ceil(n / batchSize); left > 0; left -= batchesInOneCommit) {
    const some = Array.from({ length: Math.min(left, batchesInOneCommit) }, () =>
      sealBatch(deps, batch, take),
    );
    await Promise.all(some);
  }
}

async function sealBatch(
  deps: Deps,
  { waveId, round }: { waveId: string; round: number },
  take: (batchId: string) => RawStatement,
): Promise<void> {
  const [id, at] = [newId(deps), deps.now()];
  await write(deps.db, (tx) => {
    tx.run(
      insertRow(deps.db, mailBatches, { id, waveId, round, status: 'queued', attempts: 0, createdAt: at }),
    );
    tx.run(take(id));
    tx.run({
      sql: `INSERT INTO jobs (id, kind, payload, state, due, attempts, created_at)
            SELECT ?, 'send-batch', ?, 'queued', ?, 0, ? WHERE changes() > 0`,
      args: [jobOf(id), JSON.stringify({ batchId: id }), at.getTime(), at.getTime()],
    });
    tx.run({
      sql: 'DELETE FROM mail_batches WHERE id = ? AND NOT EXISTS (SELECT 1 FROM jobs WHERE id = ?)',
      args: [id, jobOf(id)],
    });
  });
}

const jobOf = (batchId: string) => `send-batch ${batchId}`;

/** Its mails go back to where they came from: they are sealed again when their wave may send. */
export function dissolve({ now }: Deps, tx: Tx, { id, round }: Batch): void {
  tx.run(
    round === 0
      ? { sql: 'UPDATE invitations SET batch_id = NULL WHERE batch_id = ?', args: [id] }
      : {
          sql: 'UPDATE invitations SET batch_id = NULL, remind_at = ? WHERE batch_id = ? AND reminders_sent = ?',
          args: [now().getTime(), id, round - 1],
        },
  );
  tx.must(
    { sql: 'DELETE FROM mail_batches WHERE id = ? AND ended_at IS NULL', args: [id] },
    'This batch has been sent.',
  );
}

export function endBatch(
  { db, now }: Deps,
  tx: Tx,
  { id }: Batch,
  end: { status: 'sent' | 'failed'; lastError?: string },
): void {
  tx.must(
    db
      .update(mailBatches)
      .set({ ...end, endedAt: now() })
      .where(and(eq(mailBatches.id, id), isNull(mailBatches.endedAt))),
    'This batch has ended.',
  );
}

/** After a try that failed. Where surely nothing was taken, the batch is as it was before it. */
export function unfix(
  { db }: Deps,
  tx: Tx,
  { id }: Batch,
  { lastError, isOpen }: { lastError: string; isOpen: boolean },
): void {
  const asBefore = { status: 'queued', members: null, firstTriedAt: null } as const;
  tx.run(
    db
      .update(mailBatches)
      .set({ lastError, ...(isOpen ? {} : asBefore) })
      .where(and(eq(mailBatches.id, id), isNull(mailBatches.endedAt))),
  );
}

/** Batches that wait for something to be mended, and those given up lately: what a person should look at. */
export async function troubledBatches({ db, now }: Pick<Deps, 'db' | 'now'>) {
  const since = now().getTime() - troubleDays * 86_400_000;
  return db.all<{ status: string; lastError: string; n: number }>(sql`
    SELECT CASE WHEN ended_at IS NULL THEN 'waiting' ELSE 'failed' END AS status, last_error AS lastError, count(*) AS n
    FROM mail_batches
    WHERE last_error IS NOT NULL AND (ended_at IS NULL OR (status = 'failed' AND ended_at > ${since}))
    GROUP BY 1, 2 ORDER BY n DESC`);
}
