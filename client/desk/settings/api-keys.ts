import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api.keys;
export type ApiKey = InferResponseType<typeof path.$get>['keys'][number];
export type NewKey = InferRequestType<typeof path.$post>['json'];

export const keyRoles = ['agent', 'manager'] as const satisfies NewKey['role'][];
const queryKey = ['keys'];

export const useApiKeys = () => useQuery({ queryKey, queryFn: async () => (await read(path.$get())).keys });

export function useMakeKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: NewKey) => read(path.$post({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
}

export function useEndKey() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => path[':id'].$delete({ param: { id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey }),
  });
}
