import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type SavedView = InferResponseType<typeof api.api.views.$get>['views'][number];
export type NewView = InferRequestType<typeof api.api.views.$post>['json'];
export type Share = InferResponseType<typeof api.api.shares.$get>['shares'][number];
export type NewShare = InferRequestType<typeof api.api.shares.$post>['json'];
export type ExportQuestion = InferRequestType<typeof api.api.exports.$post>['json'];

export const addressOf = ({ page, query }: Pick<SavedView, 'page' | 'query'>): string =>
  query ? `${page}?${query}` : page;

export function useSavedViews() {
  return useQuery({
    queryKey: ['views'],
    queryFn: async () => (await read(api.api.views.$get())).views,
    staleTime: 60_000,
  });
}

export const useSaveView = () =>
  useViewStep((view: NewView) => read(api.api.views.$post({ json: view })), 'views');

export const useRenameView = () =>
  useViewStep(
    ({ id, name }: { id: string; name: string }) =>
      api.api.views[':id'].$patch({ param: { id }, json: { name } }),
    'views',
  );

export const useDeleteView = () =>
  useViewStep((id: string) => api.api.views[':id'].$delete({ param: { id } }), 'views');

export function useShares(isOpen: boolean) {
  return useQuery({
    queryKey: ['shares'],
    queryFn: async () => (await read(api.api.shares.$get())).shares,
    enabled: isOpen,
  });
}

export const useShare = () =>
  useViewStep((share: NewShare) => read(api.api.shares.$post({ json: share })), 'shares');

export const useRevoke = () =>
  useViewStep((id: string) => api.api.shares[':id'].$delete({ param: { id } }), 'shares');

function useViewStep<Given, Told>(mutationFn: (given: Given) => Promise<Told>, list: 'views' | 'shares') {
  const queries = useQueryClient();
  return useMutation({ mutationFn, onSuccess: () => queries.invalidateQueries({ queryKey: [list] }) });
}
