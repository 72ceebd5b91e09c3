import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';
import type { Condition } from './audience-form.ts';

type Told = InferResponseType<typeof api.api.programs.$get>['programs'][number];
/** The typed client loses sight of a condition within a condition, so its shape is said here. */
export type Program = Omit<Told, 'audience'> & { audience: Condition };
export type WaveSummary = Program['waves'][number];
export type Preview = InferResponseType<(typeof api.api.programs)[':id']['preview']['$get']>;
export type Wave = InferResponseType<(typeof api.api.waves)[':id']['$get']>;
export type Invitation = InferResponseType<
  (typeof api.api.waves)[':id']['invitations']['$get']
>['invitations'][number];
export type ProgramChange = InferRequestType<(typeof api.api.programs)[':id']['$patch']>['json'];
export type Status = Invitation['status'];

const quick = 2000;

export const usePrograms = () =>
  useQuery({
    queryKey: ['programs'],
    queryFn: async () => (await read(api.api.programs.$get())).programs as Program[],
    refetchInterval: 60_000,
  });

export const useProgram = (id: string) =>
  useQuery({
    queryKey: ['programs', id] as const,
    queryFn: async () => (await read(api.api.programs[':id'].$get({ param: { id } }))) as Program,
    refetchInterval: 60_000,
  });

/** A wave, watched closely while its mails are going out. */
export const useWave = (id: string) =>
  useQuery({
    queryKey: ['waves', id],
    queryFn: () => read(api.api.waves[':id'].$get({ param: { id } })),
    refetchInterval: ({ state }) => (state.data && isGoingOut(state.data) ? quick : 60_000),
  });

/** The customers are being gathered, or their mails are going out. */
export function isGoingOut({
  preparedAt,
  closedAt,
  funnel,
}: Pick<Wave, 'preparedAt' | 'closedAt' | 'funnel'>) {
  return closedAt === null && (preparedAt === null || funnel.sent + funnel.bounced < funnel.queued);
}

export const usePreview = (id: string, isWanted: boolean) =>
  useQuery({
    queryKey: ['programs', id, 'preview'],
    queryFn: () => read(api.api.programs[':id'].preview.$get({ param: { id } })),
    enabled: isWanted,
    staleTime: 0,
  });

/** A change to a program or a wave; afterwards every figure of them is read anew. */
export function useProgramChange<T, R>(change: (input: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onError: notifyProblem,
    // Not waited for: what asked for the change may be gone once its figures are new.
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['programs'] });
      void client.invalidateQueries({ queryKey: ['waves'] });
    },
  });
}

export type ProgramState = 'live' | 'paused' | 'archived';

export const stateOf = ({ archivedAt, pausedAt }: Pick<Program, 'archivedAt' | 'pausedAt'>): ProgramState =>
  archivedAt ? 'archived' : pausedAt ? 'paused' : 'live';

/** What goes out one by one, after something happened, cannot be asked for by hand. */
export const goesOutInWaves = ({ trigger }: Pick<Program, 'trigger'>): boolean => trigger === null;
