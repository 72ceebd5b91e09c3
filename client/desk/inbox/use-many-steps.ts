import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api.cases.steps;
export type ManyStep = InferRequestType<typeof path.$post>['json']['step'];
export type CaseResult = InferResponseType<typeof path.$post>['results'][number];

/** Takes a step in several cases; each says what became of it. */
export function useManySteps() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ caseIds, step }: { caseIds: string[]; step: ManyStep }) =>
      (await read(path.$post({ json: { caseIds, step } }))).results,
    onSettled: () =>
      Promise.all(
        ['case', 'inbox', 'inbox-count'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
