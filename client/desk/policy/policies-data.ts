import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api.policies;
const one = path[':id'];

export type PolicyDocument = InferRequestType<(typeof path)['what-if']['$post']>['json']['document'];
export type Rule = PolicyDocument['rules'][number];
export type When = Rule['when'];
export type Part = keyof When;
export type Give = Rule['give'];
export type Guards = PolicyDocument['guards'];
export type Version = InferResponseType<typeof path.$get>['policies'][number];
type Told = InferResponseType<typeof one.$get>;
export type Policy = Omit<Told, 'document'> & { document: PolicyDocument };
export type Problem = Policy['problems'][number];
export type WhatIf = InferResponseType<(typeof path)['what-if']['$post'], 200>;
type Preset = Omit<InferResponseType<typeof path.presets.$get>['presets'][number], 'document'> & {
  document: PolicyDocument;
};
export type Start = InferRequestType<typeof path.$post>['json'];

const key = ['policies'];

export const useVersions = () =>
  useQuery({ queryKey: key, queryFn: async () => (await read(path.$get())).policies });

export const usePolicy = (id: string | undefined) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: () => readPolicy(id ?? ''),
    enabled: id !== undefined,
  });

/** What is kept went through the check of its shape, which the type of the stored row does not tell. */
export const readPolicy = async (id: string) => (await read(one.$get({ param: { id } }))) as Policy;

export const usePresets = () =>
  useQuery({
    queryKey: [...key, 'presets'],
    queryFn: async () => (await read(path.presets.$get())).presets as Preset[],
    staleTime: 300_000,
  });

/** What is wrong with a document as it stands; of the one before while the new one is looked at. */
export const useProblems = (document: PolicyDocument) =>
  useQuery({
    queryKey: [...key, 'check', document],
    queryFn: async () => (await read(path.check.$post({ json: { document } }))).problems,
    placeholderData: (before) => before,
    retry: false,
    gcTime: 10_000,
  });

function useStep<Input, Output>(step: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSuccess: () => void queries.invalidateQueries({ queryKey: key }),
  });
}

export const useStart = () => useStep((json: Start) => read(path.$post({ json })));

export const useSave = (id: string) =>
  useStep((json: { document: PolicyDocument; revision: number }) => read(one.$put({ param: { id }, json })));

export const useSwitchOn = (id: string) =>
  useStep((revision: number) => one.activation.$post({ param: { id }, json: { revision } }));

export const useDiscard = (id: string) => useStep(() => one.retirement.$post({ param: { id } }));

export const useWhatIf = () =>
  useMutation({
    mutationFn: (document: PolicyDocument) => read(path['what-if'].$post({ json: { document } })),
  });
