import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { GuardError, write } from '#db/client.ts';
import { waves } from '#db/schema/programs.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { dispatchSoon } from './dispatch/dispatch.ts';
import { theWave } from './waves.ts';

/** No mail of this wave goes out, no reminder either, until it is resumed. Answers are taken; it closes on its day. */
export async function pauseWave(deps: Deps, actor: Actor, id: string): Promise<void> {
  const wave = await theWave(deps, id);
  if (wave.closedAt) throw new DomainError('conflict', 'This wave is closed.');
  const { db } = deps;
  const at = deps.now();
  await writeOnce('This wave is paused already.', (otherwise) =>
    write(db, (tx) => {
      const isRunning = and(eq(waves.id, id), isNull(waves.pausedAt));
      tx.must(db.update(waves).set({ pausedAt: at }).where(isRunning), otherwise);
      record(db, tx, { kind: 'wave-paused', at, actorId: actor.id, data: dataOf(wave) });
    }),
  );
}

/** What waited goes on at once, and what was due meanwhile goes first. */
export async function resumeWave(deps: Deps, actor: Actor, id: string): Promise<void> {
  const wave = await theWave(deps, id);
  const { db } = deps;
  const at = deps.now();
  await writeOnce('This wave is not paused.', (otherwise) =>
    write(db, (tx) => {
      const isPaused = and(eq(waves.id, id), isNotNull(waves.pausedAt));
      tx.must(db.update(waves).set({ pausedAt: null }).where(isPaused), otherwise);
      dispatchSoon(deps, tx);
      record(db, tx, { kind: 'wave-resumed', at, actorId: actor.id, data: dataOf(wave) });
    }),
  );
}

function dataOf({ id, programId }: { id: string; programId: string }) {
  return { waveId: id, programId };
}

async function writeOnce(otherwise: string, work: (otherwise: string) => Promise<unknown>): Promise<void> {
  await work(otherwise).catch((error: unknown) => {
    throw error instanceof GuardError ? new DomainError('conflict', otherwise) : error;
  });
}
