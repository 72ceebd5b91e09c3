import { useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useAddress } from '../use-address.ts';

export type Choices = InferResponseType<typeof api.api.understand.choices.$get>;

const tiers = ['gold', 'silver', 'copper'] as const;
export const tierIn = (text: string | undefined) => tiers.find((tier) => tier === text);

/** Which answers the figures of a page are about, as the address bar has it; goes into every query of figures. */
export function useNarrowing() {
  const { get } = useAddress();
  return {
    program: get('program'),
    tier: tierIn(get('tier')),
    department: get('department'),
    manager: get('manager'),
    language: get('language'),
    named: get('named'),
    segment: get('segment'),
  };
}

export const choicesKey = ['understand', 'choices'];

/** What there is to narrow to. */
export function useChoices() {
  return useQuery({
    queryKey: choicesKey,
    queryFn: () => read(api.api.understand.choices.$get()),
    staleTime: 60_000,
  });
}
