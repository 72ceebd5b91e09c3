import { and, desc, eq, gte, isNotNull, isNull, lte } from 'drizzle-orm';
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
import { followUpProgramId } from './shipped-programs.ts';
import { closingOf, monthOf, openWindow, windowOf, type SendingWindow } from './wave-calendar.ts';
import { freezeLetter } from './letters/wave-letter.ts';
import { promiseLottery } from './lottery-opening.ts';
import { percentOf } from './verdicts.ts';
import { prepareWave, waveFigures } from './wave-preparation.ts';

export type Wave = typeof waves.$inferSelect;

/** Opens a wave now and prepares it to the end; the mails follow as jobs. What `amends wave run` does. */
export async function runWave(
  deps: Deps,
  actor: Actor | null,
  programId: string,
  timing: Timing = 'at-once',
) {
  const waveId = await openWave(deps, actor, programId, timing);
  await prepareWave(deps, waveId, timing);
  return { waveId, ...(await waveFigures(deps.db, waveId)) };
}

/** Opens a wave by hand, a further run when the month has had one. Jobs prepare and send it. */
export async function openWave(
  deps: Deps,
  actor: Actor | null,
  programId: string,
  timing: Timing = 'at-once',
): Promise<string> {
  const program = await theProgram(deps, programId);
  if (program.archivedAt) throw new DomainError('conflict', 'This program is archived.');
  if (program.pausedAt) throw new DomainError('conflict', 'This program is paused. Resume it first.');
  if (program.id === followUpProgramId) throw new DomainError('conflict', 'It asks after cases, one by one.');
  if (program.channel === 'call') throw new DomainError('conflict', 'Its calls begin one by one.');
  const { timeZone } = await theCompany(deps.db);
  const last = await lastRunIn(deps, programId, monthOf(deps.now(), timeZone));
  // The first run of a month belongs to what triggers begin.
  const run = Math.max(last + 1, program.trigger ? 2 : 1);
  return insertWave(deps, program, { actorId: actor?.id ?? null, run, timing });
}

/** The recurring task: opens the wave of every program whose day has come, once. */
export async function openMonthlyWaves(deps: Deps): Promise<void> {
  const { timeZone } = await theCompany(deps.db);
  const awake = and(isNull(programs.pausedAt), isNull(programs.archivedAt));
  for (const program of await deps.db.select().from(programs).where(awake)) {
    const window = openWindow(program, deps.now(), timeZone);
    if (!window) continue;
    const month = monthOf(window.opensAt, timeZone);
    const last = await lastRunIn(deps, program.id, month);
    if (last > 0 && (program.kind === 'monthly' || (await hasOpenedSince(deps, program.id, window))))
      continue;
    await insertWave(deps, program, { actorId: null, run: last + 1, timing: 'in-hours', month }).catch(
      (error: unknown) => {
        // Somebody else has opened it in this moment.
        if (!(error instanceof ConstraintError)) throw error;
      },
    );
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

/** Open waves to which triggers add invitations with a closing of their own. */
export async function rollingWaves({ db }: Pick<Deps, 'db'>): Promise<Wave[]> {
  const rows = await db
    .select({ wave: waves })
    .from(waves)
    .innerJoin(programs, eq(programs.id, waves.programId))
    .where(and(isNull(waves.closedAt), isNotNull(programs.trigger)));
  return rows.map(({ wave }) => wave);
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

async function hasOpenedSince({ db }: Deps, programId: string, { opensAt }: SendingWindow): Promise<boolean> {
  const found = await db
    .select({ id: waves.id })
    .from(waves)
    .where(and(eq(waves.programId, programId), gte(waves.openedAt, opensAt)))
    .limit(1);
  return found.length > 0;
}

/** `at-once`: everybody's mail is due now. `in-hours`: spread over the window, in the hours of each customer's day. */
export type Timing = 'at-once' | 'in-hours';

export interface WaveOpening {
  actorId: string | null;
  run: number;
  timing: Timing;
  /** The month it opens in, unless it makes up for a window that began in the one before. */
  month?: string;
  /** When the last of it closes, where invitations are added one by one over the month. */
  rollsUntil?: Date;
}

/** Writes a wave and what follows: its preparation, or nothing for a rolling one, to which triggers add. */
export async function insertWave(
  deps: Deps,
  program: Program,
  { actorId, run, timing, month: ofMonth, rollsUntil }: WaveOpening,
): Promise<string> {
  const { db } = deps;
  const version = await latestVersion(deps, program.surveyId);
  if (!version) throw new DomainError('conflict', 'The survey of this program is not published.');
  const { timeZone, currency } = await theCompany(db);
  const id = newId(deps);
  const openedAt = deps.now();
  const month = ofMonth ?? monthOf(openedAt, timeZone);
  const lastMailAt = timing === 'at-once' ? openedAt : windowOf(program, openedAt, timeZone).endsAt;
  const wave = {
    id,
    programId: program.id,
    surveyVersionId: version.id,
    month,
    run,
    openedAt,
    closesAt: rollsUntil ?? closingOf(lastMailAt, program.closesAfterDays, timeZone),
    preparedAt: rollsUntil ? openedAt : null,
    sampleBelow: percentOf(program),
    letter: await freezeLetter(db, program, { surveyVersionId: version.id, waveId: id }),
  };
  await write(db, (tx) => {
    tx.run(db.insert(waves).values(wave));
    promiseLottery(deps, tx, { program, waveId: id, currency });
    if (!rollsUntil) enqueue(deps, tx, { kind: 'prepare-wave', payload: { waveId: id, timing } });
    record(db, tx, {
      kind: 'wave-opened',
      at: openedAt,
      actorId,
      data: { waveId: id, programId: program.id, month, run },
    });
  });
  return id;
}
