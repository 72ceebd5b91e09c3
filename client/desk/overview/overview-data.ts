import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useAddress } from '../use-address.ts';

export type Overview = InferResponseType<typeof api.api.overview.$get>;
export type Figures = NonNullable<Overview['figures']>;
export type HeadlinePart = Figures['headline'][number];
export type Reasons = Figures['left'];
export type Voice = Figures['heard'][number];

/** The overview that the address bar asks for. The last one stays until the next is there. */
export function useOverview() {
  const { get } = useAddress();
  const query = { month: get('month'), program: get('program'), tier: tierIn(get('tier')) };
  return useQuery({
    queryKey: ['overview', query],
    queryFn: () => read(api.api.overview.$get({ query })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
}

const tiers = ['gold', 'silver', 'copper'] as const;
export const tierIn = (text: string | undefined) => tiers.find((tier) => tier === text);
