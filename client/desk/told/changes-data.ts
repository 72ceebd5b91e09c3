import { useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type Change = InferResponseType<typeof api.api.changes.$get>['changes'][number];

/** What was told of a month, and what was found since the present one began. */
export const useChanges = (month: string) =>
  useQuery({
    queryKey: ['changes', month],
    queryFn: async () => (await read(api.api.changes.$get({ query: { month } }))).changes,
    refetchInterval: 60_000,
  });
