import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useAddress } from '../use-address.ts';

export type CompensationAnswer = InferResponseType<typeof api.api.compensation.$get>;
export type CompensationFigures = NonNullable<CompensationAnswer['figures']>;
export type Course = CompensationFigures['course'];
export type Proposal = InferResponseType<typeof api.api.compensation.proposals.$get>['proposals'][number];
export type Effect = InferResponseType<typeof api.api.compensation.effect.$get>['effects'][number];

function usePeriodQuery() {
  const { get } = useAddress();
  return { from: get('from'), to: get('to'), ...useNarrowing() };
}

export function useCompensation() {
  const query = usePeriodQuery();
  return useQuery({
    queryKey: ['compensation', query],
    queryFn: () => read(api.api.compensation.$get({ query })),
    placeholderData: keepPreviousData,
  });
}

export function useEffects() {
  const query = usePeriodQuery();
  return useQuery({
    queryKey: ['compensation', 'effect', query],
    queryFn: () => read(api.api.compensation.effect.$get({ query })),
    placeholderData: keepPreviousData,
  });
}

export type Trial = NonNullable<InferResponseType<typeof api.api.compensation.trial.$get>['trial']>;

export const useTrial = () =>
  useQuery({
    queryKey: ['compensation', 'trial'],
    queryFn: () => read(api.api.compensation.trial.$get()),
  });

export function useProposals() {
  const query = usePeriodQuery();
  return useInfiniteQuery({
    queryKey: ['compensation', 'proposals', query],
    queryFn: ({ pageParam }) =>
      read(api.api.compensation.proposals.$get({ query: { ...query, after: pageParam || undefined } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}
