import { and, count, desc, eq, gte } from 'drizzle-orm';
import { programs, surveys, surveyVersions } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { staff } from '#db/schema/staff.ts';
import { readDocument } from '#surveys/read-document.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { diffVersions } from '#surveys/version-diff.ts';
import { ownDetailsOf } from '../../company/codebook.ts';
import { theCodebook } from '../../company/codebooks.ts';
import { theCompany } from '../../company/company.ts';
import type { Deps } from '../../deps.ts';
import { DomainError } from '../../errors.ts';
import { withWords } from './survey-changes.ts';
import { readSurvey } from './survey-report.ts';
import { documentOf, theSurvey } from './surveys.ts';
import type { Survey, SurveyDocument, SurveyKind } from './survey.ts';

const dayMilliseconds = 86_400_000;
const recentDays = 30;

/** Every survey with what it holds, who asks it and how many answered lately. */
export async function surveyCatalogue(deps: Deps) {
  const { db } = deps;
  const [all, asking, answered, names] = await Promise.all([
    db.select().from(surveys).orderBy(surveys.createdAt, surveys.id),
    db
      .select({
        id: programs.id,
        name: programs.name,
        surveyId: programs.surveyId,
        pausedAt: programs.pausedAt,
        archivedAt: programs.archivedAt,
      })
      .from(programs)
      .orderBy(programs.id),
    recentAnswers(deps),
    staffNames(deps),
  ]);
  const rows = await Promise.all(
    all.map(async (survey) => ({
      ...(await surveyRow(deps, survey, names)),
      programs: asking.filter(({ surveyId }) => surveyId === survey.id),
      answers: answered.get(survey.id) ?? 0,
    })),
  );
  return { surveys: rows, recentDays };
}

/** One survey as its editor needs it: the document to go on with, what is wrong with it, and its versions. */
export async function surveyDetails(deps: Deps, id: string) {
  const survey = await theSurvey(deps, id);
  const [document, versions, names] = await Promise.all([
    documentOf(deps, survey),
    versionsOf(deps, id),
    staffNames(deps),
  ]);
  const { draft, draftSavedBy, ...row } = survey;
  return {
    ...row,
    document,
    hasDraft: draft !== null,
    draftSavedBy: nameIn(names, draftSavedBy),
    revision: survey.draftRevision,
    versions,
    report: await reportOn(deps, document, survey.kind),
  };
}

/** What is wrong with a document that stands nowhere yet. Stores nothing. */
export async function reportOn(deps: Deps, document: SurveyDocument, kind: SurveyKind) {
  const { locale: home } = await theCompany(deps.db);
  const ownDetails = ownDetailsOf(await theCodebook(deps.db));
  return readSurvey(document, { kind, home, ownDetails }).report;
}

export async function surveyVersion(deps: Deps, id: string, number: number) {
  const [version] = await deps.db
    .select()
    .from(surveyVersions)
    .where(and(eq(surveyVersions.surveyId, id), eq(surveyVersions.number, number)));
  if (!version) throw new DomainError('not_found', 'There is no such version.');
  return {
    number,
    publishedAt: version.publishedAt,
    publishedBy: nameIn(await staffNames(deps), version.publishedBy),
    definition: version.definition,
    source: version.source,
  };
}

export type VersionName = number | 'draft';

/** What differs between two versions, or between one and the draft, and where trends break. */
export async function surveyDiff(deps: Deps, id: string, { from, to }: Record<'from' | 'to', VersionName>) {
  const [earlier, later] = [await servedAt(deps, id, from), await servedAt(deps, id, to)];
  return withWords(diffVersions(earlier, later), [later, earlier]);
}

async function servedAt(deps: Deps, id: string, version: VersionName): Promise<SurveyDefinition> {
  // Only what `readDocument` has served is published.
  if (version !== 'draft') return (await surveyVersion(deps, id, version)).definition as SurveyDefinition;
  const survey = await theSurvey(deps, id);
  const ownDetails = ownDetailsOf(await theCodebook(deps.db));
  const { served } = readDocument(await documentOf(deps, survey), { kind: survey.kind, ownDetails });
  return served ?? { pages: [] };
}

async function surveyRow(deps: Deps, survey: Survey, names: Map<string, string>) {
  const [latest] = await versionsOf(deps, survey.id);
  const report = await reportOn(deps, await servedDocument(deps, survey, latest?.number), survey.kind);
  return {
    id: survey.id,
    name: survey.name,
    kind: survey.kind,
    archivedAt: survey.archivedAt,
    version: latest ?? null,
    hasDraft: survey.draft !== null,
    draftSavedAt: survey.draftSavedAt,
    draftSavedBy: nameIn(names, survey.draftSavedBy),
    questions: report.counts.served,
    languages: report.languages,
  };
}

async function servedDocument(deps: Deps, survey: Survey, number: number | undefined) {
  return number === undefined
    ? documentOf(deps, survey)
    : (await surveyVersion(deps, survey.id, number)).definition;
}

async function versionsOf({ db }: Deps, surveyId: string) {
  return db
    .select({
      number: surveyVersions.number,
      publishedAt: surveyVersions.publishedAt,
      publishedBy: staff.name,
      isShipped: surveyVersions.publishedBy,
    })
    .from(surveyVersions)
    .leftJoin(staff, eq(staff.id, surveyVersions.publishedBy))
    .where(eq(surveyVersions.surveyId, surveyId))
    .orderBy(desc(surveyVersions.number))
    .then((rows) => rows.map((row) => ({ ...row, isShipped: row.isShipped === null })));
}

async function recentAnswers(deps: Deps): Promise<Map<string, number>> {
  const since = new Date(deps.now().getTime() - recentDays * dayMilliseconds);
  const rows = await deps.db
    .select({ surveyId: surveyVersions.surveyId, n: count() })
    .from(responses)
    .innerJoin(surveyVersions, eq(surveyVersions.id, responses.surveyVersionId))
    .where(
      and(
        // The month leads the index that finds them.
        gte(responses.month, since.toISOString().slice(0, 7)),
        gte(responses.answeredAt, since),
        eq(responses.status, 'complete'),
      ),
    )
    .groupBy(surveyVersions.surveyId);
  return new Map(rows.map(({ surveyId, n }) => [surveyId, n]));
}

async function staffNames({ db }: Deps): Promise<Map<string, string>> {
  const rows = await db.select({ id: staff.id, name: staff.name }).from(staff);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const nameIn = (names: Map<string, string>, id: string | null): string | null =>
  id === null ? null : (names.get(id) ?? null);
