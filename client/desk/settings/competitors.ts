import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api.competitors;
export type Competitor = InferResponseType<typeof path.$get>['competitors'][number];
export type NamedCompetitor = InferRequestType<typeof path.$post>['json'];

const queryKey = ['competitors'];

export const useCompetitors = () =>
  useQuery({ queryKey, queryFn: async () => (await read(path.$get())).competitors });

export const useAddCompetitor = () => useChange((json: NamedCompetitor) => read(path.$post({ json })));

export const useChangeCompetitor = () =>
  useChange(({ id, ...json }: NamedCompetitor & { id: string }) => path[':id'].$put({ param: { id }, json }));

export const useCompetitorRetirement = () =>
  useChange(({ id, isRetired }: { id: string; isRetired: boolean }) => {
    const { $post, $delete } = path[':id'].retirement;
    return (isRetired ? $post : $delete)({ param: { id } });
  });

function useChange<Given, Told>(mutationFn: (given: Given) => Promise<Told>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queries.invalidateQueries({ queryKey }) });
}
