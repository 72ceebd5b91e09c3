import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read, sendText } from '../api.ts';

const path = api.api.programs[':id']['reward-codes'];
export type Pool = InferResponseType<typeof path.$get, 200>;
export type LowPool = InferResponseType<
  (typeof api.api)['reward-codes']['running-low']['$get']
>['pools'][number];

const low = ['reward-codes', 'running-low'];
const keyOf = (id: string) => ['reward-codes', id];

export const usePool = (id: string) =>
  useQuery({
    queryKey: keyOf(id),
    queryFn: () => read<Pool>(path.$get({ param: { id } })),
    refetchInterval: 60_000,
  });

export const useLowPools = () =>
  useQuery({ queryKey: low, queryFn: () => read(api.api['reward-codes']['running-low'].$get()) });

export type Addition = { list: Blob } | { n: number };

/** Adds a list of codes, or so many that Amends makes. */
export function useAddCodes(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (addition: Addition) =>
      'list' in addition
        ? sendText<Pool>(`/api/programs/${encodeURIComponent(id)}/reward-codes`, addition.list)
        : read<Pool>(path.made.$post({ param: { id }, json: addition })),
    onSuccess: (pool) => {
      queries.setQueryData(keyOf(id), pool);
      void queries.invalidateQueries({ queryKey: low });
    },
  });
}

/** Where a list can be downloaded. */
export const listPath = (id: string, which: 'left' | 'drawn') =>
  `/api/programs/${encodeURIComponent(id)}/reward-codes/${which}.csv`;
