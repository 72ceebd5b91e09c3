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
export type Story = InferResponseType<Api['cases'][':id']['story']['$get']>;
export type TimelineRow = Story['items'][number];

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

/** The letter to start from: the shipped one, or a template's words. */
export function useLetter(caseId: string, templateId: string | null = null) {
  return useQuery({
    queryKey: ['letter', caseId, templateId],
    queryFn: () =>
      getJson<Letter>(
        `/api/cases/${caseId}/letter${templateId ? `?${new URLSearchParams({ template: templateId })}` : ''}`,
      ),
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}
