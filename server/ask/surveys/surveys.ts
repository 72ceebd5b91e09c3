import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { programs, surveys, surveyVersions } from '#db/schema/programs.ts';
import type { Actor } from '../../auth/actor.ts';
import type { Deps } from '../../deps.ts';
import { DomainError } from '../../errors.ts';
import { record } from '../../events/events.ts';
import { blankDocument } from './survey.ts';
import type { Survey, SurveyDocument, SurveyKind } from './survey.ts';

export interface NewSurvey {
  name: string;
  kind: SurveyKind;
  /** Another survey to begin with, or a whole document; blank when left out. */
  from?: string | SurveyDocument | undefined;
}

/** Nothing is asked by it until it is published. */
export async function createSurvey(
  deps: Deps,
  actor: Actor,
  { name, kind, from }: NewSurvey,
): Promise<string> {
  const { db } = deps;
  const draft =
    typeof from === 'string'
      ? await documentOf(deps, await theSurvey(deps, from))
      : (from ?? blankDocument(name, actor.locale));
  const id = newId(deps);
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(
      db.insert(surveys).values({
        id,
        kind,
        name,
        draft,
        draftRevision: 1,
        draftSavedAt: at,
        draftSavedBy: actor.id,
        createdAt: at,
      }),
    );
    record(db, tx, { kind: 'survey-created', at, actorId: actor.id, data: { surveyId: id } });
  });
  return id;
}

export async function renameSurvey(deps: Deps, actor: Actor, id: string, name: string): Promise<void> {
  await theSurvey(deps, id);
  const { db } = deps;
  await write(db, (tx) => {
    tx.run(db.update(surveys).set({ name }).where(eq(surveys.id, id)));
    record(db, tx, {
      kind: 'survey-renamed',
      at: deps.now(),
      actorId: actor.id,
      data: { surveyId: id, name },
    });
  });
}

/** Out of the catalogue; what was answered stays. Not while a program that is not archived asks it. */
export async function archiveSurvey(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { archivedAt } = await theSurvey(deps, id);
  if (archivedAt) throw new DomainError('conflict', 'This survey is archived already.');
  const { db } = deps;
  const asking = db
    .select({ id: programs.id })
    .from(programs)
    .where(and(eq(programs.surveyId, id), isNull(programs.archivedAt)));
  if ((await asking).length > 0)
    throw new DomainError(
      'conflict',
      'A program asks this survey: give it another one, or archive it first.',
    );
  await setArchived(deps, actor, { id, isArchived: true });
}

export async function unarchiveSurvey(deps: Deps, actor: Actor, id: string): Promise<void> {
  const { archivedAt } = await theSurvey(deps, id);
  if (!archivedAt) throw new DomainError('conflict', 'This survey is not archived.');
  await setArchived(deps, actor, { id, isArchived: false });
}

export async function theSurvey({ db }: Pick<Deps, 'db'>, id: string): Promise<Survey> {
  const [survey] = await db.select().from(surveys).where(eq(surveys.id, id));
  if (!survey) throw new DomainError('not_found', 'There is no such survey.');
  return survey;
}

/** Whether somebody of the company has begun to change the survey. */
export async function isBeingEdited({ db }: Pick<Deps, 'db'>, id: string): Promise<boolean> {
  const waiting = db
    .select({ id: surveys.id })
    .from(surveys)
    .where(and(eq(surveys.id, id), isNotNull(surveys.draft)));
  return (await waiting).length > 0;
}

/** The document somebody would go on editing: the draft, else what the newest version was made from. */
export async function documentOf(deps: Pick<Deps, 'db'>, survey: Survey): Promise<SurveyDocument> {
  if (survey.draft) return survey.draft;
  const latest = await latestOf(deps, survey.id);
  return latest?.source ?? latest?.definition ?? blankDocument(survey.name, 'en');
}

export async function latestOf({ db }: Pick<Deps, 'db'>, surveyId: string) {
  const [latest] = await db
    .select()
    .from(surveyVersions)
    .where(eq(surveyVersions.surveyId, surveyId))
    .orderBy(desc(surveyVersions.number))
    .limit(1);
  return latest ?? null;
}

async function setArchived(
  deps: Deps,
  actor: Actor,
  { id, isArchived }: { id: string; isArchived: boolean },
): Promise<void> {
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.run(
      db
        .update(surveys)
        .set({ archivedAt: isArchived ? at : null })
        .where(eq(surveys.id, id)),
    );
    record(db, tx, {
      kind: isArchived ? 'survey-archived' : 'survey-unarchived',
      at,
      actorId: actor.id,
      data: { surveyId: id },
    });
  });
}
