import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs, surveys, surveyVersions } from '#db/schema/programs.ts';
import { shippedSurveys, type ShippedSurvey } from '#surveys/shipped.ts';
import type { Actor } from '../auth/actor.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { dispatchSoon } from './dispatch/dispatch.ts';
import { shippedPrograms } from './shipped-programs.ts';
import { checksumOf, mayShip } from './surveys/survey.ts';
import { isBeingEdited } from './surveys/surveys.ts';

export type Program = typeof programs.$inferSelect;

/** Publishes the shipped surveys that are new or changed, and makes their programs once. Safe at every start. */
export async function ensureShippedPrograms(deps: Deps): Promise<void> {
  const shipped = shippedSurveys();
  for (const survey of shipped) await publishShipped(deps, survey);
  const codes = new Set(shipped.map(({ code }) => code));
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    for (const { isPaused, ...program } of shippedPrograms) {
      if (!codes.has(program.surveyId)) continue;
      const times = { createdAt: at, updatedAt: at, pausedAt: isPaused ? at : null };
      tx.run(
        db
          .insert(programs)
          .values({ ...program, ...times })
          .onConflictDoNothing(),
      );
    }
  });
}

async function publishShipped(deps: Deps, { code, kind, definition }: ShippedSurvey): Promise<void> {
  const { db } = deps;
  const checksum = checksumOf(definition);
  const latest = await latestVersion(deps, code);
  if (!mayShip({ latest, isBeingEdited: await isBeingEdited(deps, code) }, checksum)) return;
  const number = (latest?.number ?? 0) + 1;
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(db.insert(surveys).values({ id: code, kind, createdAt: at }).onConflictDoNothing());
    tx.run(
      db.insert(surveyVersions).values({
        id: newId(deps),
        surveyId: code,
        number,
        definition: { ...definition },
        checksum,
        publishedAt: at,
      }),
    );
    record(db, tx, { kind: 'survey-published', at, data: { surveyId: code, number } });
  }).catch((error: unknown) => {
    // Another process that starts at the same time has published it.
    if (!(error instanceof ConstraintError)) throw error;
  });
}

export async function latestVersion({ db }: Pick<Deps, 'db'>, surveyId: string) {
  const [latest] = await db
    .select({
      id: surveyVersions.id,
      number: surveyVersions.number,
      checksum: surveyVersions.checksum,
      publishedBy: surveyVersions.publishedBy,
    })
    .from(surveyVersions)
    .where(eq(surveyVersions.surveyId, surveyId))
    .orderBy(desc(surveyVersions.number))
    .limit(1);
  return latest ?? null;
}

export async function theProgram({ db }: Pick<Deps, 'db'>, id: string): Promise<Program> {
  const [program] = await db.select().from(programs).where(eq(programs.id, id));
  if (!program) throw new DomainError('not_found', 'There is no such program.');
  return program;
}

/** No wave opens and no invitation goes out until the program is resumed. */
export async function pauseProgram(deps: Deps, actor: Actor, id: string): Promise<void> {
  const program = await theProgram(deps, id);
  if (program.pausedAt) throw new DomainError('conflict', 'This program is paused already.');
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.must(
      db
        .update(programs)
        .set({ pausedAt: at, updatedAt: at })
        .where(and(eq(programs.id, id), isNull(programs.pausedAt))),
      'This program is paused already.',
    );
    record(db, tx, { kind: 'program-paused', at, actorId: actor.id, data: { programId: id } });
  });
}

export async function resumeProgram(deps: Deps, actor: Actor, id: string): Promise<void> {
  const program = await theProgram(deps, id);
  if (program.archivedAt) throw new DomainError('conflict', 'This program is archived. Bring it back first.');
  if (!program.pausedAt) throw new DomainError('conflict', 'This program is not paused.');
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.must(
      db
        .update(programs)
        .set({ pausedAt: null, updatedAt: at })
        .where(and(eq(programs.id, id), isNotNull(programs.pausedAt))),
      'This program is not paused.',
    );
    dispatchSoon(deps, tx);
    record(db, tx, { kind: 'program-resumed', at, actorId: actor.id, data: { programId: id } });
  });
}
