import { sql } from 'drizzle-orm';
import { write, type Tx } from '#db/client.ts';
import type { Deps } from '../../deps.ts';
import { enqueueNamed, reviveKilled } from '../../jobs/jobs.ts';
import { batchSize, sealBatches, sendingWaves } from './batches.ts';
import { keepLateToHours } from './late-mails.ts';
import { sealReminders } from './reminders.ts';
import { checkDue } from '../triggers/triggered-checks.ts';

/** Asks for the dispatch of what is due: whoever makes something due says it, and a tick does every minute. */
export function dispatchSoon(deps: Deps, tx: Tx): void {
  enqueueNamed(deps, tx, { name: 'dispatch-mail', payload: {} });
}

/** The job that seals what is due into batches, each with a job that sends it. Any number may run at once. */
export async function dispatchMail(deps: Deps): Promise<void> {
  await reviveKilled(deps, { only: ['prepare-wave', 'send-batch'] });
  await giveSendTimes(deps);
  await keepLateToHours(deps);
  await checkDue(deps);
  for (const { waveId, n } of await dueByWave(deps)) {
    await sealBatches(deps, { waveId, round: 0, n }, (batchId) => takeDue(deps, waveId, batchId));
  }
  await sealReminders(deps);
}

/** What was queued without an hour of its own goes at once. */
async function giveSendTimes({ db }: Deps): Promise<void> {
  const hasNone = sql.raw(`status = 'queued' AND batch_id IS NULL AND send_at IS NULL AND channel = 'email'`);
  const [any] = await db.all(
    sql`SELECT id FROM invitations INDEXED BY invitations_due WHERE ${hasNone} LIMIT 1`,
  );
  if (!any) return;
  await write(db, (tx) =>
    tx.run({
      sql: `UPDATE invitations SET send_at = queued_at
            WHERE status = 'queued' AND batch_id IS NULL AND send_at IS NULL AND channel = 'email'`,
      args: [],
    }),
  );
}

async function dueByWave({ db, now }: Deps) {
  const at = now();
  return db.all<{ waveId: string; n: number }>(sql`
    SELECT wave_id AS waveId, count(*) AS n FROM invitations INDEXED BY invitations_due
    WHERE status = 'queued' AND batch_id IS NULL AND send_at <= ${at.getTime()}
      AND channel = 'email' AND closes_at > ${at.getTime()} AND wave_id IN (${sendingWaves(at)})
    GROUP BY wave_id`);
}

function takeDue({ now }: Deps, waveId: string, batchId: string) {
  const at = now().getTime();
  return {
    sql: `UPDATE invitations SET batch_id = ? WHERE rowid IN (
            SELECT rowid FROM invitations INDEXED BY invitations_due
            WHERE status = 'queued' AND batch_id IS NULL AND send_at <= ?
              AND channel = 'email' AND closes_at > ? AND wave_id = ?
            ORDER BY send_at LIMIT ${batchSize})`,
    args: [batchId, at, at, waveId],
  };
}
