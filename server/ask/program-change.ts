import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { z } from 'zod';
import { GuardError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs, surveys } from '#db/schema/programs.ts';
import type { Actor } from '../auth/actor.ts';
import { dayIn } from '../company/calendar-day.ts';
import { theCompany } from '../company/company.ts';
import type { Deps } from '../deps.ts';
import { DomainError } from '../errors.ts';
import { record } from '../events/events.ts';
import { everybody } from './audience/condition.ts';
import { programProblems, startsWith } from './program-check.ts';
import type { newProgram, programChange } from './program-input.ts';
import { latestVersion, theProgram, type Program } from './programs.ts';
import { shippedPrograms } from './shipped-programs.ts';

export type ProgramChange = z.output<typeof programChange>;

const cannotBeKept = 'This program cannot be kept so.';

/** A new program, paused until somebody has looked it over and resumes it. */
export async function addProgram(
  deps: Deps,
  actor: Actor,
  { name, kind, surveyId }: z.output<typeof newProgram>,
): Promise<string> {
  const { db } = deps;
  const at = deps.now();
  const id = `${slugOf(name)}-${newId(deps).slice(-5)}`;
  const program: Program = {
    ...blank,
    ...startsWith[kind],
    id,
    name,
    kind,
    surveyId,
    createdAt: at,
    updatedAt: at,
    pausedAt: at,
  };
  refuse(await problemsOf(deps, program));
  await write(db, (tx) => {
    tx.run(db.insert(programs).values(program));
    record(db, tx, { kind: 'program-added', at, actorId: actor.id, data: { programId: id, kind, surveyId } });
  });
  return id;
}

/** What a program asks, whom, when and how. It holds from its next wave on. */
export async function changeProgram(
  deps: Deps,
  actor: Actor,
  id: string,
  change: ProgramChange,
): Promise<void> {
  const before = await theProgram(deps, id);
  if (before.archivedAt) throw new DomainError('conflict', 'This program is archived. Bring it back first.');
  const next: Program = { ...before, ...given(change) };
  const known = await problemsOf(deps, before);
  const problems = Object.entries(await problemsOf(deps, next)).filter(([field]) => !known[field]);
  refuse({ ...Object.fromEntries(problems), ...(await dayProblem(deps, before, next)) });
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(
      db
        .update(programs)
        .set({ ...change, updatedAt: at })
        .where(eq(programs.id, id)),
    );
    record(db, tx, { kind: 'program-changed', at, actorId: actor.id, data: { programId: id, ...change } });
  });
}

/** Puts a program away: it asks nobody any more and keeps its waves. Brought back, it is still paused. */
export async function archiveProgram(
  deps: Deps,
  actor: Actor,
  id: string,
  isArchived: boolean,
): Promise<void> {
  const program = await theProgram(deps, id);
  const { db } = deps;
  const at = deps.now();
  const otherwise = isArchived ? 'This program is archived already.' : 'This program is not archived.';
  const isOther = isArchived ? isNull(programs.archivedAt) : isNotNull(programs.archivedAt);
  await write(db, (tx) => {
    tx.must(
      db
        .update(programs)
        .set({ archivedAt: isArchived ? at : null, pausedAt: program.pausedAt ?? at, updatedAt: at })
        .where(and(eq(programs.id, id), isOther)),
      otherwise,
    );
    const kind = isArchived ? 'program-archived' : 'program-restored';
    record(db, tx, { kind, at, actorId: actor.id, data: { programId: id } });
  }).catch((error: unknown) => {
    throw error instanceof GuardError ? new DomainError('conflict', otherwise) : error;
  });
}

async function problemsOf(deps: Deps, program: Program): Promise<Record<string, string>> {
  const { db } = deps;
  const [survey] = await db.select().from(surveys).where(eq(surveys.id, program.surveyId));
  if (!survey || survey.archivedAt) return { surveyId: 'There is no such survey.' };
  if (!(await latestVersion(deps, survey.id))) return { surveyId: 'This survey is not published yet.' };
  const quiet = await theCompany(db);
  const isShipped = shippedPrograms.some(({ id }) => id === program.id);
  return programProblems(program, { surveyKind: survey.kind, quiet, isShipped });
}

async function dayProblem(
  { db, now }: Deps,
  before: Program,
  { opensOn }: Program,
): Promise<Record<string, string>> {
  if (opensOn === null || opensOn === before.opensOn) return {};
  const { timeZone } = await theCompany(db);
  return opensOn < dayIn(timeZone, now()) ? { opensOn: 'This day is over.' } : {};
}

function refuse(problems: Record<string, string>): void {
  if (Object.keys(problems).length > 0) throw new DomainError('invalid', cannotBeKept, problems);
}

function given<T extends object>(change: T) {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

function slugOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return slug || 'program';
}

const blank = {
  channel: 'email',
  audience: everybody,
  isAnonymous: false,
  trigger: null,
  opensOnDay: 1,
  windowDays: 5,
  opensOn: null,
  sendFrom: '09:00',
  sendUntil: '19:00',
  sample: null,
  holdOutPercent: 0,
  reminders: [],
  letter: { texts: {}, hasFirstQuestion: true },
  closesAfterDays: 14,
  rewardMinor: null,
  reward: null,
  archivedAt: null,
} satisfies Partial<Program>;
