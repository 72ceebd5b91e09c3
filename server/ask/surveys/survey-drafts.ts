import { and, eq, isNull } from 'drizzle-orm';
import { ConstraintError, write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { surveys, surveyVersions } from '#db/schema/programs.ts';
import { staff } from '#db/schema/staff.ts';
import type { Actor } from '../../auth/actor.ts';
import { ownDetailsOf } from '../../company/codebook.ts';
import { theCodebook } from '../../company/codebooks.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { DomainError } from '../../errors.ts';
import { record } from '../../events/events.ts';
import { readSurvey } from './survey-report.ts';
import { checksumOf, isSameDocument } from './survey.ts';
import type { Survey, SurveyDocument } from './survey.ts';
import { latestOf, theSurvey } from './surveys.ts';

/** Keeps the whole document. `revision` is the one the editor began with: a draft saved since is not overwritten. */
export async function saveDraft(
  deps: Deps,
  actor: Actor,
  { id, document, revision }: { id: string; document: SurveyDocument; revision: number },
): Promise<number> {
  const survey = await theSurvey(deps, id);
  const isSaved =
    survey.draftRevision === revision + 1 &&
    survey.draftSavedBy === actor.id &&
    isSameDocument(survey.draft, document);
  // The answer to the first try was lost on the way.
  if (isSaved) return survey.draftRevision;
  await mustBeCurrent(deps, survey, revision);
  await moveDraft(deps, survey, {
    draft: document,
    draftSavedAt: deps.now(),
    draftSavedBy: actor.id,
  });
  return revision + 1;
}

/** Goes back to what is published. */
export async function discardDraft(
  deps: Deps,
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<void> {
  const survey = await theSurvey(deps, id);
  await mustBeCurrent(deps, survey, revision);
  if (!survey.draft) throw new DomainError('conflict', 'No draft waits.');
  if (!(await latestOf(deps, id)))
    throw new DomainError('conflict', 'This survey was never published: archive it instead.');
  await moveDraft(deps, survey, { draft: null, draftSavedAt: deps.now(), draftSavedBy: actor.id });
}

/** Freezes the draft as the next version. Invitations already made keep the version they were made with. */
export async function publishSurvey(
  deps: Deps,
  actor: Actor,
  { id, revision }: { id: string; revision: number },
): Promise<number> {
  const survey = await theSurvey(deps, id);
  await mustBeCurrent(deps, survey, revision);
  if (!survey.draft) throw new DomainError('conflict', 'No draft waits to be published.');
  const version = await versionFrom(deps, survey, survey.draft);
  const { db } = deps;
  const at = deps.now();
  await write(db, (tx) => {
    tx.must(
      db
        .update(surveys)
        .set({ draft: null, draftRevision: revision + 1, draftSavedAt: at, draftSavedBy: actor.id })
        .where(and(eq(surveys.id, id), eq(surveys.draftRevision, revision), isNull(surveys.archivedAt))),
      savedMeanwhile,
    );
    tx.run(
      db
        .insert(surveyVersions)
        .values({ ...version, id: newId(deps), surveyId: id, publishedBy: actor.id, publishedAt: at }),
    );
    record(db, tx, {
      kind: 'survey-published',
      at,
      actorId: actor.id,
      data: { surveyId: id, number: version.number },
    });
  }).catch((error: unknown) => {
    throw error instanceof ConstraintError ? new DomainError('conflict', savedMeanwhile) : error;
  });
  return version.number;
}

const savedMeanwhile = 'Somebody else has saved this survey meanwhile.';

async function versionFrom(deps: Deps, { id, kind }: Survey, document: SurveyDocument) {
  const { locale: home } = await theCompany(deps.db);
  const ownDetails = ownDetailsOf(await theCodebook(deps.db));
  const { definition, report } = readSurvey(document, { kind, home, ownDetails });
  if (!definition)
    throw new DomainError(
      'invalid',
      'This survey cannot be published yet.',
      Object.fromEntries(
        report.problems
          .filter(({ severity }) => severity === 'wrong')
          .map(({ path, message }) => [path || 'document', message]),
      ),
    );
  const latest = await latestOf(deps, id);
  const source = isSameDocument(definition, document) ? null : document;
  const checksum = checksumOf(definition);
  if (latest?.checksum === checksum && isSameDocument(latest.source, source))
    throw new DomainError('conflict', `Nothing has changed since version ${latest.number}.`);
  return { number: (latest?.number ?? 0) + 1, definition: { ...definition }, source, checksum };
}

async function mustBeCurrent({ db }: Pick<Deps, 'db'>, survey: Survey, revision: number): Promise<void> {
  if (survey.archivedAt) throw new DomainError('conflict', 'This survey is archived.');
  if (survey.draftRevision === revision) return;
  const [other] = await db
    .select({ name: staff.name })
    .from(staff)
    .where(eq(staff.id, survey.draftSavedBy ?? ''));
  throw new DomainError(
    'conflict',
    other ? `${other.name} has saved this survey meanwhile.` : savedMeanwhile,
  );
}

type Draft = Pick<Survey, 'draft' | 'draftSavedAt' | 'draftSavedBy'>;

async function moveDraft({ db }: Deps, { id, draftRevision }: Survey, draft: Draft): Promise<void> {
  await write(db, (tx) =>
    tx.must(
      db
        .update(surveys)
        .set({ ...draft, draftRevision: draftRevision + 1 })
        .where(and(eq(surveys.id, id), eq(surveys.draftRevision, draftRevision), isNull(surveys.archivedAt))),
      savedMeanwhile,
    ),
  );
}
