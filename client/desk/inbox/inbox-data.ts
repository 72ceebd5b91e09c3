import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { hc, InferResponseType } from 'hono/client';
import type { AppType } from '#server/app.ts';
import { api, getJson, read } from '../api.ts';

type Api = ReturnType<typeof hc<AppType>>['api'];
export type InboxPage = InferResponseType<Api['cases']['$get']>;
export type InboxRow = InboxPage['cases'][number];
export type CasePage = InferResponseType<Api['cases'][':id']['$get']>;
export type Offer = NonNullable<CasePage['offer']>;
export type Letter = InferResponseType<Api['cases'][':id']['letter']['$get']>;
export type Story = InferResponseType<Api['cases'][':id']['story']['$get']>;
export type TimelineRow = Story['items'][number];

export const filters = ['mine', 'all', 'waiting', 'overdue', 'approvals', 'snoozed', 'resolved'] as const;
export type Filter = (typeof filters)[number];
export const narrowings = ['severity', 'tier', 'category', 'department', 'language', 'owner'] as const;
export type Narrowing = (typeof narrowings)[number];

export const filterIn = (params: URLSearchParams): Filter =>
  filters.find((filter) => filter === params.get('filter')) ?? 'all';

/** What of the address the list is asked with. */
function askedIn(params: URLSearchParams): string {
  const given = narrowings.flatMap((name) => {
    const value = params.get(name);
    return value ? [[name, value]] : [];
  });
  return new URLSearchParams([['filter', filterIn(params)], ...given]).toString();
}

const minute = 60_000;

export function useInbox(params: URLSearchParams) {
  const asked = askedIn(params);
  return useInfiniteQuery({
    queryKey: ['inbox', asked],
    queryFn: ({ pageParam }) =>
      getJson<InboxPage>(`/api/cases?${asked}${pageParam ? `&after=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // Clocks run out and cases come back into sight without anything happening.
    refetchInterval: minute,
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

/** Whom a case can be given to. */
export const useColleagues = () =>
  useQuery({
    queryKey: ['colleagues'],
    queryFn: async () => (await read(api.api.colleagues.$get())).colleagues,
    staleTime: minute,
  });

/** The times a case is usually put out of sight until. */
export const useSnoozeTimes = (isOpen: boolean) =>
  useQuery({
    queryKey: ['snooze-times'],
    queryFn: () => read(api.api.inbox['snooze-times'].$get()),
    enabled: isOpen,
    staleTime: minute,
  });
