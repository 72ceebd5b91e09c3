import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';
import type { SurveyDocument } from './document-tree.ts';

const survey = api.api.surveys[':id'];

export type SurveyRow = InferResponseType<typeof api.api.surveys.$get>['surveys'][number];
export type SurveyDetails = InferResponseType<typeof survey.$get>;
export type SurveyReport = InferResponseType<typeof api.api.surveys.read.$post>;
export type Problem = SurveyReport['problems'][number];
export type SurveyKind = SurveyRow['kind'];
export type Version = SurveyDetails['versions'][number];

const order: Record<SurveyKind, number> = {
  monthly: 0,
  transactional: 1,
  exit: 2,
  staff: 3,
  loyal: 4,
  'follow-up': 5,
  'win-back': 6,
  other: 7,
};
export const surveyKinds = (Object.keys(order) as SurveyKind[]).sort((a, b) => order[a] - order[b]);

export const useSurveys = () =>
  useQuery({ queryKey: ['surveys'], queryFn: () => read(api.api.surveys.$get()) });

export const useSurvey = (id: string) =>
  useQuery({
    queryKey: ['surveys', id],
    queryFn: () => read(survey.$get({ param: { id } })),
    staleTime: 0,
    gcTime: 0,
  });

/** A step taken with a survey; afterwards the catalogue is read anew. */
export function useSurveyStep<T, R>(step: (input: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: step,
    onError: notifyProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ['surveys'] }),
  });
}

export const createSurvey = (json: { name: string; kind: SurveyKind; from?: string | SurveyDocument }) =>
  read(api.api.surveys.$post({ json }));

export const renameSurvey = (input: { id: string; name: string }) =>
  survey.$patch({ param: { id: input.id }, json: { name: input.name } });

export const archiveSurvey = (id: string) => survey.archive.$put({ param: { id } });
export const unarchiveSurvey = (id: string) => survey.archive.$delete({ param: { id } });

export const readSurvey = (id: string) => read(survey.$get({ param: { id } }));

export const saveDraft = (id: string, json: { document: SurveyDocument; revision: number }) =>
  read(survey.draft.$put({ param: { id }, json }));

export const discardDraft = ({ id, revision }: { id: string; revision: number }) =>
  read(survey.draft.$delete({ param: { id }, query: { revision: String(revision) } }));

export const publishSurvey = ({ id, revision }: { id: string; revision: number }) =>
  read(survey.versions.$post({ param: { id }, json: { revision } }));

export const readVersion = (id: string, number: number) =>
  read(survey.versions[':number'].$get({ param: { id, number: String(number) } }));

type Draft = { document: SurveyDocument; kind: SurveyKind };

/** What is wrong with a document, and what of it cannot be served. Stores nothing. */
export const reportOn = (json: Draft, signal: AbortSignal) =>
  read(api.api.surveys.read.$post({ json }, { init: { signal } }));

/** The customer's page of a document. Stores nothing. */
export async function previewOf(
  json: Draft & { locale: 'en' | 'ar' | 'he' | 'ru' },
  signal: AbortSignal,
): Promise<string> {
  const answer = await api.api.surveys.preview.$post({ json }, { init: { signal } });
  return answer.text();
}

export type VersionDiff = InferResponseType<typeof survey.diff.$get>;
export type VersionName = number | 'draft';

/** What differs between two versions, or a version and the draft; the draft's revision keeps its answer fresh. */
export const useDiff = (id: string, versions: { from: VersionName; to: VersionName }, revision: number) =>
  useQuery({
    queryKey: ['surveys', id, 'diff', versions.from, versions.to, revision],
    queryFn: () =>
      read(
        survey.diff.$get({
          param: { id },
          query: { from: String(versions.from), to: String(versions.to) },
        }),
      ),
  });
