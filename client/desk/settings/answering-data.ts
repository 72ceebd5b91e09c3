import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const assignment = api.api.assignment;
export type Rule = InferRequestType<typeof assignment.$put>['json']['rules'][number];
export type Supposed = InferRequestType<typeof assignment.preview.$post>['json']['customer'];
export type Preview = InferResponseType<typeof assignment.preview.$post>;

const rulesKey = ['assignment'];

export const useRules = () =>
  useQuery({
    queryKey: rulesKey,
    queryFn: async (): Promise<Rule[]> =>
      (await read(assignment.$get())).rules.map(({ test, staffIds }) => ({ test, staffIds }) as Rule),
  });

export function useSaveRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: Rule[]) => read(assignment.$put({ json: { rules } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: rulesKey }),
  });
}

/** Who would answer such a customer by these rules, whether they are saved or not. */
export const usePreview = (rules: Rule[], customer: Supposed) =>
  useQuery({
    queryKey: ['assignment-preview', rules, customer],
    queryFn: () => read(assignment.preview.$post({ json: { rules, customer } })),
    enabled: rules.every(({ staffIds }) => staffIds.length > 0),
    placeholderData: (before) => before,
  });

const escalation = api.api.escalation;
export type EscalationStep = Omit<InferResponseType<typeof escalation.$get>['steps'][number], 'id'>;

const stepsKey = ['escalation'];

export const useEscalation = () =>
  useQuery({
    queryKey: stepsKey,
    queryFn: async (): Promise<EscalationStep[]> =>
      (await read(escalation.$get())).steps.map(({ id: _id, ...step }) => step),
  });

export function useSaveEscalation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (steps: EscalationStep[]) => read(escalation.$put({ json: { steps } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: stepsKey }),
  });
}
