import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type StaffMember = InferResponseType<typeof api.api.staff.$get>['staff'][number];
export type Invitation = InferRequestType<typeof api.api.staff.$post>['json'];
type Change = InferRequestType<(typeof api.api.staff)[':id']['$patch']>['json'];

export const roles = ['admin', 'manager', 'agent'] as const;

const queryKey = ['staff'];

export const useStaff = () =>
  useQuery({ queryKey, queryFn: async () => (await read(api.api.staff.$get())).staff });

export function useInvite() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: Invitation) => read(api.api.staff.$post({ json })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
  });
}

export function useChangeStaff() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...json }: Change & { id: string }) =>
      api.api.staff[':id'].$patch({ param: { id }, json }),
    onSettled: () =>
      Promise.all([queryKey, ['colleagues']].map((key) => queries.invalidateQueries({ queryKey: key }))),
  });
}

/** Gives the open cases of somebody to the others, by the rules of assignment. */
export function useHandOver() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => read(api.api.staff[':id']['hand-over'].$post({ param: { id } })),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
