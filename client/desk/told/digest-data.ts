import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';

const path = api.api.me.digest;
export type Digest = InferResponseType<typeof path.$get>['digest'];
export type Cadence = NonNullable<Digest>['cadence'];

const queryKey = ['digest'];

/** What is mailed to the person at the desk. */
export const useDigest = () =>
  useQuery({ queryKey, queryFn: async () => (await read(path.$get())).digest, staleTime: 60_000 });

/** A cadence with the filters it is for, or `null` for no digest. */
export function useChooseDigest(onDone: (cadence: Cadence | null) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (chosen: { cadence: Cadence; query: string } | null) => {
      await (chosen ? path.$put({ json: chosen }) : path.$delete());
      return chosen;
    },
    onSuccess: async (chosen) => {
      await queries.invalidateQueries({ queryKey });
      onDone(chosen?.cadence ?? null);
    },
    onError: notifyProblem,
  });
}
