import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, read } from '../api.ts';

const path = api.api['fulfilment-hook'];
const queryKey = ['fulfilment-hook'];

export const useHook = () => useQuery({ queryKey, queryFn: () => read(path.$get()) });

export function useSetHook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (url: string) => read(path.$put({ json: { url } })),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

export function useRemoveHook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => path.$delete(),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}

export const useTryHook = () => useMutation({ mutationFn: () => read(path.test.$post()) });
