import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useAddress } from '../use-address.ts';

export type Overview = InferResponseType<typeof api.api.overview.$get>;
export type Heard = NonNullable<Overview['figures']>['heard'];
export type Figures = Omit<NonNullable<Overview['figures']>, 'heard'>;
export type HeadlinePart = Figures['headline'][number];
export type Reasons = Figures['left'];
export type Voice = Heard[number];

/** The overview that the address bar asks for. The last one stays until the next is there. */
export function useOverview() {
  const { get } = useAddress();
  const query = { month: get('month'), ...useNarrowing() };
  return useQuery({
    queryKey: ['overview', query],
    queryFn: () => read(api.api.overview.$get({ query })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}
