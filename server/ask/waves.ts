import { and, desc, eq, isNull, lte } from 'drizzle-orm';
import { ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs, waves } from '#db/schema/programs.ts';
import type { Actor } from '../auth/actor.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { enqueue } from '../jobs/jobs.ts';
import { latestVersion, theProgram, type Program } from './programs.ts';
import { closingOf, isTimeToOpen, monthOf } from './wave-calendar.ts';
import { prepareWave, waveFigures } from './wave-preparation.ts';

export type Wave = typeof waves.$inferSelect;

/** Opens a wave now and prepares it to the end; the mails follow as jobs. What `amends wave run` does. */
export async function runWave(deps: Deps, actor: Actor | null, programId: string) {
  const waveId = await openWave(deps, actor, programId);
  await prepareWave(deps, waveId);
  return { waveId, ...(await waveFigures(deps.db, waveId)) };
}

/** Opens a wave by hand, a further run when the month has had one. Jobs prepare and send it. */
export async function openWave(deps: Deps, actor: Actor | null, programId: string): Promise<string> {
  const program = await theProgram(deps, programId);
  if (program.pausedAt) throw new DomainError('conflict', 'This program is paused. Resume it first.');
  const { timeZone } = await theCompany(deps.db);
  const last = await lastRunIn(deps, programId, monthOf(deps.now(), timeZone));
  return insertWave(deps, program, { actorId: actor?.id ?? null, run: last + 1, timeZone });
}

/** The recurring task: opens the wave of every program whose day has come, once a month. */
export async function openMonthlyWaves(deps: Deps): Promise<void> {
  const { timeZone } = await theCompany(deps.db);
  const due = await deps.db.select().from(programs).where(isNull(programs.pausedAt));
  for (const program of due) {
    if (!isTimeToOpen(program, deps.now(), timeZone)) continue;
    if ((await lastRunIn(deps, program.id, monthOf(deps.now(), timeZone))) > 0) continue;
    await insertWave(deps, program, { actorId: null, run: 1, timeZone }).catch((error: unknown) => {
      // Somebody else has opened it in this moment.
      if (!(error instanceof ConstraintError)) throw error;
    });
  }
}

export async function theWave({ db }: Pick<Deps, 'db'>, id: string): Promise<Wave> {
  const [wave] = await db.select().from(waves).where(eq(waves.id, id));
  if (!wave) throw new DomainError('not_found', 'There is no such wave.');
  return wave;
}

/** Waves whose time is over and that are not closed yet. */
export async function wavesToClose({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Wave[]> {
  return db
    .select()
    .from(waves)
    .where(and(isNull(waves.closedAt), lte(waves.closesAt, now())));
}

async function lastRunIn({ db }: Deps, programId: string, month: string): Promise<number> {
  const [last] = await db
    .select({ run: waves.run })
    .from(waves)
    .where(and(eq(waves.programId, programId), eq(waves.month, month)))
    .orderBy(desc(waves.run))
    .limit(1);
  return last?.run ?? 0;
}

async function insertWave(
  deps: Deps,
  program: Program,
  { actorId, run, timeZone }: { actorId: string | null; run: number; timeZone: string },
): Promise<string> {
  const { db } = deps;
  const version = await latestVersion(deps, program.surveyId);
  if (!version) throw new DomainError('conflict', 'The survey of this program is not published.');
  const id = newId(deps);
  const openedAt = deps.now();
  const month = monthOf(openedAt, timeZone);
  const closesAt = closingOf(openedAt, program.closesAfterDays, timeZone);
  await write(db, (tx) => {
    tx.run(
      db
        .insert(waves)
        .values({ id, programId: program.id, surveyVersionId: version.id, month, run, openedAt, closesAt }),
    );
    enqueue(deps, tx, { kind: 'prepare-wave', payload: { waveId: id } });
    record(db, tx, {
      kind: 'wave-opened',
      at: openedAt,
      actorId,
      data: { waveId: id, programId: program.id, month, run },
    });
  });
  return id;
}
