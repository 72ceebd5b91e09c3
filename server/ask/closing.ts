import { and, inArray, isNull, eq, lte } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { lotteries } from '#db/schema/compensation.ts';
import { invitations, waves } from '#db/schema/programs.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { enqueue } from '../jobs/jobs.ts';
import { rollingWaves, wavesToClose, type Wave } from './waves.ts';

const chunkSize = 1000;
/** Answers taken as the wave closed are written by then. */
const drawAfterMs = 60_000;
const unanswered = ['queued', 'sent', 'delivered', 'opened', 'started'] as const;

/**
 * The recurring task: what nobody answered in time expires, then its wave is closed, paused or not: a link says when it
 * closes. Where invitations begin one by one, each expires at its own time.
 */
export async function closeWaves(deps: Deps): Promise<void> {
  for (const wave of await wavesToClose(deps)) {
    while (await expireSome(deps, wave, null));
    await close(deps, wave);
  }
  for (const wave of await rollingWaves(deps)) {
    while (await expireSome(deps, wave, deps.now()));
  }
}

/** Expires unanswered invitations of a wave that were to close by an instant, or all; whether there may be more. */
async function expireSome({ db }: Deps, { id: waveId }: Wave, closedBy: Date | null): Promise<boolean> {
  const open = and(
    eq(invitations.waveId, waveId),
    inArray(invitations.status, [...unanswered]),
    closedBy === null ? undefined : lte(invitations.closesAt, closedBy),
  );
  const some = await db.select({ id: invitations.id }).from(invitations).where(open).limit(chunkSize);
  if (some.length === 0) return false;
  const ids = some.map(({ id }) => id);
  await write(db, (tx) => {
    tx.run(
      db
        .update(invitations)
        .set({ status: 'expired', remindAt: null })
        .where(and(inArray(invitations.id, ids), open)),
    );
    // Counts what the statement before changed: an answer may have come in between.
    tx.run({
      sql: `INSERT INTO wave_counts (wave_id, stage, n) SELECT ?, 'expired', changes() WHERE true
            ON CONFLICT (wave_id, stage) DO UPDATE SET n = n + excluded.n`,
      args: [waveId],
    });
  });
  return true;
}

async function close(deps: Deps, { id: waveId, programId }: Wave): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  const isDrawn = (await db.$count(lotteries, eq(lotteries.waveId, waveId))) > 0;
  await write(db, (tx) => {
    tx.must(
      db
        .update(waves)
        .set({ closedAt: at })
        .where(and(eq(waves.id, waveId), isNull(waves.closedAt))),
      'This wave is closed already.',
    );
    record(db, tx, { kind: 'wave-closed', at, data: { waveId, programId } });
    if (isDrawn)
      enqueue(deps, tx, {
        kind: 'draw-lottery',
        payload: { waveId },
        due: new Date(at.getTime() + drawAfterMs),
      });
  }).catch((error: unknown) => {
    if (!(error instanceof GuardError)) throw error;
  });
}
