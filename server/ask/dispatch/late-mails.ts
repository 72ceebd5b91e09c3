import { eq, sql } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { programs, waves } from '#db/schema/programs.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { sendingWaves } from './batches.ts';
import { nextInHours, zoneOr } from '../send-times.ts';

/** So late a mail has waited for a pause or for the server, not for its turn. */
const lateMinutes = 30;

/**
 * A mail that was kept from going in its hours does not go in the night instead: it waits for the customer's next
 * morning. One that was to go at once, whatever the hour, has no hours to keep.
 */
export async function keepLateToHours(deps: Deps): Promise<void> {
  for (const { waveId, timeZone } of await lateByZone(deps)) {
    const hours = await hoursOf(deps, waveId);
    const now = deps.now();
    const sendAt = hours && nextInHours(now, zoneOr(timeZone, hours.timeZone), hours);
    if (!sendAt || sendAt <= now) continue;
    await write(deps.db, (tx) =>
      tx.run({
        sql: `UPDATE invitations SET send_at = ? WHERE wave_id = ? AND ${isLate} AND customer_id IN
                (SELECT id FROM customers WHERE time_zone IS ?)`,
        args: [sendAt.getTime(), waveId, lateBefore(now), timeZone],
      }),
    );
  }
}

const isLate = `status = 'queued' AND batch_id IS NULL AND send_at <= ? AND send_at > queued_at AND channel = 'email'`;

const lateBefore = (now: Date) => now.getTime() - lateMinutes * 60_000;

async function lateByZone({ db, now }: Deps) {
  const at = now();
  return db.all<{ waveId: string; timeZone: string | null }>(sql`
    SELECT DISTINCT i.wave_id AS waveId, c.time_zone AS timeZone
    FROM invitations i INDEXED BY invitations_due JOIN customers c ON c.id = i.customer_id
    WHERE i.status = 'queued' AND i.batch_id IS NULL AND i.send_at <= ${lateBefore(at)}
      AND i.send_at > i.queued_at AND i.channel = 'email' AND i.wave_id IN (${sendingWaves(at)})`);
}

async function hoursOf({ db }: Deps, waveId: string) {
  const { timeZone, quietFrom, quietUntil } = await theCompany(db);
  const [found] = await db
    .select({ sendFrom: programs.sendFrom, sendUntil: programs.sendUntil })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(eq(waves.id, waveId));
  return found && { ...found, timeZone, quietFrom, quietUntil };
}
