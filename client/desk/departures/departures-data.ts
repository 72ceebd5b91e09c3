import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useAddress } from '../use-address.ts';

export type DeparturesAnswer = InferResponseType<typeof api.api.departures.$get>;
type Figures = NonNullable<DeparturesAnswer['figures']>;
/** Without account managers, who are people. */
export type DepartureFigures = Omit<Figures, 'byManager'>;
export type Losses = Figures['byManager'][number];
export type Near = InferResponseType<(typeof api.api.departures)['act-before']['$get']>;
export type ReturnsAnswer = InferResponseType<typeof api.api.returns.$get>;
export type Returners = InferResponseType<typeof api.api.returns.people.$get>;
export type ReturnFigures = NonNullable<ReturnsAnswer['figures']>;

/** What the address bar asks for. */
export function usePeriodQuery() {
  const { get } = useAddress();
  return { from: get('from'), to: get('to'), ...useNarrowing() };
}

export function useDepartures() {
  const query = usePeriodQuery();
  return useQuery({
    queryKey: ['departures', query],
    queryFn: () => read(api.api.departures.$get({ query })),
    placeholderData: keepPreviousData,
  });
}

export function useNear() {
  const query = usePeriodQuery();
  const days: '30' | '60' = useAddress().get('days') === '60' ? '60' : '30';
  const near = useInfiniteQuery({
    queryKey: ['departures', 'near', days, query],
    queryFn: ({ pageParam }) =>
      read(
        api.api.departures['act-before'].$get({ query: { ...query, days, after: pageParam || undefined } }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }: Near) => (next === null ? null : String(next)),
    placeholderData: keepPreviousData,
  });
  return { days, near };
}

export function useLeavers() {
  const query = usePeriodQuery();
  return useInfiniteQuery({
    queryKey: ['departures', 'leavers', query],
    queryFn: ({ pageParam }) =>
      read(api.api.departures.leavers.$get({ query: { ...query, after: pageParam || undefined } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

export function useReturns() {
  const query = usePeriodQuery();
  return useQuery({
    queryKey: ['returns', query],
    queryFn: () => read(api.api.returns.$get({ query })),
    placeholderData: keepPreviousData,
  });
}

export function useReturners() {
  const query = usePeriodQuery();
  return useInfiniteQuery({
    queryKey: ['returns', 'people', query],
    queryFn: ({ pageParam }) =>
      read(api.api.returns.people.$get({ query: { ...query, after: pageParam || undefined } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => (next === null ? null : String(next)),
    placeholderData: keepPreviousData,
  });
}
