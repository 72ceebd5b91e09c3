import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import type { Deps } from '../deps.ts';
import type { Program } from './programs.ts';
import { projectionOf, type Projection } from './projection.ts';
import type { Wave } from './waves.ts';

const hour = 3_600_000;

/** When a wave has sent its last mail, at the rate of its last hour. */
export async function waveProjection(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  wave: Wave,
  program: Pick<Program, 'pausedAt' | 'archivedAt'>,
): Promise<Projection> {
  const at = now();
  if (wave.closedAt) return { endsAt: null, perHour: 0, left: 0 };
  const [waiting, sent] = await Promise.all([waitingIn(db, wave.id, at), sentSince(db, wave.id, at)]);
  const isPaused = [wave.pausedAt, program.pausedAt, program.archivedAt].some((paused) => paused !== null);
  return projectionOf({ now: at, ...waiting, sent, isPaused });
}

async function waitingIn(db: Database, waveId: string, now: Date) {
  const [row] = await db.all<{ n: number; due: number; lastAt: number | null }>(sql`
    SELECT count(*) AS n, total(send_at <= ${now.getTime()}) AS due, max(send_at) AS lastAt
    FROM invitations INDEXED BY invitations_wave_status
    WHERE wave_id = ${waveId} AND status = 'queued' AND channel = 'email'`);
  const { n = 0, due = 0, lastAt = null } = row ?? {};
  return { left: n, due, lastSendAt: lastAt === null ? null : new Date(lastAt) };
}

/** Counted by batches, which are a hundred times fewer than mails. */
async function sentSince(db: Database, waveId: string, now: Date) {
  const lastHour = now.getTime() - hour;
  const [row] = await db.all<{ n: number; first: number | null }>(sql`
    SELECT total(json_array_length(members)) AS n, min(created_at) AS first FROM mail_batches
    WHERE wave_id = ${waveId} AND status = 'sent' AND round = 0 AND ended_at > ${lastHour}`);
  const { n = 0, first = null } = row ?? {};
  return { n, since: new Date(Math.max(lastHour, first ?? lastHour)) };
}
