import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { hc, InferResponseType } from 'hono/client';
import type { AppType } from '#server/app.ts';
import { getJson } from '../api.ts';

type Api = ReturnType<typeof hc<AppType>>['api'];
export type InboxPage = InferResponseType<Api['cases']['$get']>;
export type InboxRow = InboxPage['cases'][number];
export type CasePage = InferResponseType<Api['cases'][':id']['$get']>;
export type Offer = NonNullable<CasePage['offer']>;
export type Letter = InferResponseType<Api['cases'][':id']['letter']['$get']>;
export type TimelineRow = CasePage['timeline'][number];

export const filters = ['mine', 'all', 'waiting', 'overdue', 'approvals', 'resolved'] as const;
export type Filter = (typeof filters)[number];

export const filterIn = (params: URLSearchParams): Filter =>
  filters.find((filter) => filter === params.get('filter')) ?? 'all';

export function useInbox(filter: Filter) {
  return useInfiniteQuery({
    queryKey: ['inbox', filter],
    queryFn: ({ pageParam }) =>
      getJson<InboxPage>(
        `/api/cases?${new URLSearchParams({ filter, ...(pageParam && { after: pageParam }) })}`,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
}

export function useCase(caseId: string | undefined) {
  return useQuery({
    queryKey: ['case', caseId],
    queryFn: () => getJson<CasePage>(`/api/cases/${caseId}`),
    enabled: caseId !== undefined,
  });
}

export function useLetter(caseId: string) {
  return useQuery({
    queryKey: ['case', caseId, 'letter'],
    queryFn: () => getJson<Letter>(`/api/cases/${caseId}/letter`),
    refetchOnWindowFocus: false,
  });
}
