import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read, sendJson } from '../api.ts';

const path = api.api.fulfilments;
export type Handover = InferResponseType<typeof path.$get>['fulfilments'][number];

const queryKey = ['handovers'];

export const useHandovers = () =>
  useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(path.$get({ query: pageParam ? { after: pageParam } : {} })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

export const useHandoverCounts = () =>
  useQuery({ queryKey: [...queryKey, 'counts'], queryFn: () => read(path.counts.$get()) });

/** A step about one hand-over; whatever comes of it, the list is asked for again. */
export function useHandoverStep() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, noun, body = {} }: { id: string; noun: 'receipt' | 'retry'; body?: unknown }) =>
      sendJson<void>('POST', `/api/fulfilments/${id}/${noun}`, body),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
