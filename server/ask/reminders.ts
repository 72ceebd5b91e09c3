import { sql } from 'drizzle-orm';
import { write } from '#db/client.ts';
import type { Deps } from '../deps.ts';
import type { InvitationStatus } from './invitation.ts';
import type { Member } from './batch-members.ts';
import { batchSize, sealBatches, sendingWaves, type Batch } from './batches.ts';

/** Stages at which somebody has the mail and has not answered. */
export const unanswered = ['sent', 'delivered', 'opened', 'started'] as const;
export const isUnanswered = `status IN (${unanswered.map((stage) => `'${stage}'`).join()})`;

export const isOpenStage = (status: InvitationStatus) => unanswered.some((stage) => stage === status);

const dayMilliseconds = 86_400_000;

/** When the reminder after a mail of `batch` is due, by the reminders the wave was opened with; null when none follows. */
export async function nextReminderAt(
  deps: Deps,
  { round, wave }: Pick<Batch, 'round' | 'wave'>,
): Promise<(member: Pick<Member, 'timeZone' | 'closesAt'>) => Date | null> {
  const afterDays = wave.letter?.remindAfterDays[round];
  if (afterDays === undefined) return () => null;
  const at = new Date(deps.now().getTime() + afterDays * dayMilliseconds);
  return ({ closesAt }) => (at < closesAt ? at : null);
}

/** Seals the reminders that are due, round by round. */
export async function sealReminders(deps: Deps): Promise<void> {
  if (!(await anyDue(deps))) return;
  await forgetOver(deps);
  for (const { waveId, round, n } of await dueByRound(deps)) {
    await sealBatches(deps, { waveId, round, n }, (batchId) => takeDue(deps, { waveId, round, batchId }));
  }
}

async function anyDue({ db, now }: Deps): Promise<boolean> {
  const due = await db.all(
    sql`SELECT id FROM invitations INDEXED BY invitations_remind WHERE remind_at <= ${now().getTime()} LIMIT 1`,
  );
  return due.length > 0;
}

/** Whoever has answered or may not any more is reminded of nothing. */
async function forgetOver({ db, now }: Deps): Promise<void> {
  const at = now().getTime();
  await write(db, (tx) =>
    tx.run({
      sql: `UPDATE invitations INDEXED BY invitations_remind SET remind_at = NULL
            WHERE remind_at <= ? AND (NOT ${isUnanswered} OR closes_at <= ?)`,
      args: [at, at],
    }),
  );
}

async function dueByRound({ db, now }: Deps) {
  const at = now();
  return db.all<{ waveId: string; round: number; n: number }>(sql`
    SELECT wave_id AS waveId, reminders_sent + 1 AS round, count(*) AS n
    FROM invitations INDEXED BY invitations_remind
    WHERE remind_at <= ${at.getTime()} AND ${sql.raw(isUnanswered)} AND wave_id IN (${sendingWaves(at)})
    GROUP BY wave_id, reminders_sent`);
}

function takeDue(
  { now }: Deps,
  { waveId, round, batchId }: { waveId: string; round: number; batchId: string },
) {
  return {
    sql: `UPDATE invitations SET batch_id = ?, remind_at = NULL WHERE rowid IN (
            SELECT rowid FROM invitations INDEXED BY invitations_remind
            WHERE remind_at <= ? AND ${isUnanswered} AND wave_id = ? AND reminders_sent = ?
            ORDER BY remind_at LIMIT ${batchSize})`,
    args: [batchId, now().getTime(), waveId, round - 1],
  };
}
