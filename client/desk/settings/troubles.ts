import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api.troubles;
export type Troubles = InferResponseType<typeof path.$get>;
export type DeadJob = Troubles['jobs'][number];
export type FailedBatch = Troubles['batches'][number];

const queryKey = ['troubles'];

export const useTroubles = () =>
  useQuery({ queryKey, queryFn: () => read(path.$get()), refetchInterval: 60_000 });

export function useRetry() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => read(path[':id'].retry.$post({ param: { id } })),
    onSettled: () => void queries.invalidateQueries({ queryKey }),
  });
}
