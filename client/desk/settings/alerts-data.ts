import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const own = api.api.me.alerts;
const path = api.api['alert-hooks'];

export type AlertChoice = InferRequestType<typeof own.$put>['json'];
export type Hook = InferResponseType<typeof path.$get>['hooks'][number];
export type NewHook = InferRequestType<typeof path.$post>['json'];
export type HookChange = InferRequestType<(typeof path)[':id']['$patch']>['json'];
export type NoticeKind = NewHook['kinds'][number];

export const modes = ['immediate', 'hourly', 'daily', 'off'] as const satisfies AlertChoice['mode'][];
export const scopes = ['mine', 'all'] as const satisfies AlertChoice['scope'][];
export const severities = [1, 2, 3, 4] as const;
export const hookKinds = ['slack', 'generic'] as const satisfies NewHook['kind'][];
export const noticeKinds = [
  'opened',
  'assigned',
  'reopened',
  'escalated',
  'replied',
  'commitment-due',
  'commitment-missed',
  'held',
] as const satisfies NoticeKind[];

const ownKey = ['alerts'];
const hooksKey = ['alert-hooks'];
const soonMs = 1500;

/** How the person at the desk hears of cases. */
export const useMyAlerts = () =>
  useQuery({ queryKey: ownKey, queryFn: () => read(own.$get()), staleTime: 60_000 });

export function useChooseAlerts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (json: AlertChoice) => read(own.$put({ json })),
    onSuccess: (chosen) => queries.setQueryData(ownKey, chosen),
  });
}

/** Asks again soon while a post is on its way. */
export const useHooks = () =>
  useQuery({
    queryKey: hooksKey,
    queryFn: async () => (await read(path.$get())).hooks,
    refetchInterval: ({ state }) =>
      state.data?.some(({ deliveries }) => deliveries[0]?.state === 'queued') ? soonMs : 60_000,
  });

function useHookStep<Input, Output>(step: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: step,
    onSettled: () => void queries.invalidateQueries({ queryKey: hooksKey }),
  });
}

export const useAddHook = () => useHookStep((json: NewHook) => read(path.$post({ json })));

export const useChangeHook = () =>
  useHookStep(({ id, ...json }: HookChange & { id: string }) => path[':id'].$patch({ param: { id }, json }));

export const useRemoveHook = () => useHookStep((id: string) => path[':id'].$delete({ param: { id } }));

export const useTestHook = () => useHookStep((id: string) => path[':id'].test.$post({ param: { id } }));
