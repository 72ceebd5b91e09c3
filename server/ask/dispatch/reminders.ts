import { eq, sql } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import type { Member } from './batch-members.ts';
import { batchSize, sealBatches, sendingWaves, type Batch } from './batches.ts';
import { isUnanswered } from '../open-stages.ts';
import { nextInHours, zoneOr } from '../send-times.ts';

const dayMilliseconds = 86_400_000;

/**
 * When the reminder after a mail of `batch` is due, by the reminders the wave was opened with and the hours of the
 * customer's day; null when none follows, or the time to answer is over by then.
 */
export async function nextReminderAt(
  deps: Deps,
  { round, wave, program }: Pick<Batch, 'round' | 'wave' | 'program'>,
): Promise<(member: Pick<Member, 'timeZone' | 'closesAt'>) => Date | null> {
  const afterDays = wave.letter?.remindAfterDays[round];
  if (afterDays === undefined) return () => null;
  const due = new Date(deps.now().getTime() + afterDays * dayMilliseconds);
  const inHours = await hoursOf(deps, program);
  const known = new Map<string | null, Date>();
  return ({ timeZone, closesAt }) => {
    const at = known.get(timeZone) ?? inHours(due, timeZone);
    known.set(timeZone, at);
    return at < closesAt ? at : null;
  };
}

/** Seals the reminders that are due, round by round. */
export async function sealReminders(deps: Deps): Promise<void> {
  if (!(await anyDue(deps))) return;
  await forgetOver(deps);
  await putOffQuiet(deps);
  for (const { waveId, round, n } of await dueByRound(deps)) {
    await sealBatches(deps, { waveId, round, n }, (batchId) => takeDue(deps, { waveId, round, batchId }));
  }
}

async function hoursOf(
  { db }: Deps,
  { sendFrom, sendUntil }: Pick<typeof programs.$inferSelect, 'sendFrom' | 'sendUntil'>,
): Promise<(at: Date, timeZone: string | null) => Date> {
  const { quietFrom, quietUntil, timeZone: ours } = await theCompany(db);
  const hours = { sendFrom, sendUntil, quietFrom, quietUntil };
  return (at, timeZone) => nextInHours(at, zoneOr(timeZone, ours), hours);
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

/** What was due in a pause, or while nothing ran, may by now be due in the middle of the customer's night. */
async function putOffQuiet(deps: Deps): Promise<void> {
  const { db } = deps;
  const now = deps.now();
  const places = await db.all<{ programId: string; timeZone: string | null }>(sql`
    SELECT DISTINCT i.program_id AS programId, c.time_zone AS timeZone
    FROM invitations i INDEXED BY invitations_remind JOIN customers c ON c.id = i.customer_id
    WHERE i.remind_at <= ${now.getTime()}`);
  for (const { programId, timeZone } of places) {
    const [program] = await db.select().from(programs).where(eq(programs.id, programId));
    const at = program && (await hoursOf(deps, program))(now, timeZone);
    if (!at || at <= now) continue;
    await write(db, (tx) =>
      tx.run({
        sql: `UPDATE invitations INDEXED BY invitations_remind SET remind_at = ?
              WHERE remind_at <= ? AND program_id = ?
                AND (SELECT time_zone FROM customers WHERE customers.id = customer_id) IS ?`,
        args: [at.getTime(), now.getTime(), programId, timeZone],
      }),
    );
  }
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
