import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import type { Language } from '#surveys/languages.ts';
import type { SurveyDefinition } from '#surveys/survey-definition.ts';
import { api, read } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';
import type { CallOutcome } from '../programs/calls-data.ts';

const call = api.api.calls[':id'];
type Served = InferResponseType<typeof call.interview.$get>;
export type InterviewCall = Served['call'];
export type Thanks = InferResponseType<typeof call.interview.$post>['thanks'];
export type Interview = Omit<Served, 'definition' | 'saved'> & {
  definition: SurveyDefinition;
  saved: { answers: Answers; at: string } | null;
};
export type Answers = Record<string, unknown>;

/** Asked again while it is under way, because a colleague may take it over; once it is taken there is nothing to ask. */
export const useInterviewOf = (id: string, { isTaken }: { isTaken: boolean }) =>
  useQuery({
    queryKey: ['interview', id],
    queryFn: async (): Promise<Interview> => {
      const served = await read(call.interview.$get({ param: { id } }));
      // Only checked definitions are published.
      return { ...served, definition: served.definition as SurveyDefinition };
    },
    retry: false,
    enabled: !isTaken,
    refetchInterval: 30_000,
  });

/** `onDone` comes first: what is read anew afterwards may take away the part of the page that asked for it. */
function useStep<T, R>(id: string, mutationFn: (input: T) => Promise<R>, onDone?: (result: R) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (result) => onDone?.(result),
    onError: notifyProblem,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['interview', id] }),
        client.invalidateQueries({ queryKey: ['calls'] }),
      ]),
  });
}

type Kept = InferResponseType<typeof call.outcome.$post>;

export const useOutcome = (id: string, onDone: (kept: Kept) => void) =>
  useStep(
    id,
    (how: { outcome: CallOutcome; again?: string }) => read(call.outcome.$post({ param: { id }, json: how })),
    onDone,
  );

export const useTakeover = (id: string) =>
  useStep(id, (_none: void) => call.takeover.$post({ param: { id } }));

export const useException = (id: string) =>
  useStep(id, (staffId: string) => call.exceptions.$post({ param: { id }, json: { staffId } }));

export const saveAnswers = (id: string, said: { answers: Answers; language: Language }) =>
  read(call.interview.answers.$put({ param: { id }, json: said }));

export function useTakeInterview(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (said: { answers: Answers; language: Language }) =>
      read(call.interview.$post({ param: { id }, json: said })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['calls'] }),
  });
}
