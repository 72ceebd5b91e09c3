import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InferRequestType, InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { notifyProblem } from '../components/notify.tsx';

const path = api.api.heard;
export type PublicPage = InferResponseType<typeof path.$get>;
export type PageInput = InferRequestType<typeof path.$put>['json'];
export type ReleasedComment = InferResponseType<typeof path.comments.$get>['comments'][number];
export type Repair = InferResponseType<typeof path.repairs.$get>['repairs'][number];
export type RepairInput = InferRequestType<typeof path.repairs.$post>['json'];

export const usePublicPage = () =>
  useQuery({ queryKey: ['heard', 'page'], queryFn: () => read(path.$get()) });

export const useReleased = () =>
  useInfiniteQuery({
    queryKey: ['heard', 'comments'],
    queryFn: ({ pageParam }) => read(path.comments.$get({ query: { after: pageParam || undefined } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });

export const useRepairs = () =>
  useQuery({
    queryKey: ['heard', 'repairs'],
    queryFn: async () => (await read(path.repairs.$get())).repairs,
  });

/** A change of what stands on the page; afterwards all of it is read again. */
function useHeardChange<T>(mutationFn: (given: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queries.invalidateQueries({ queryKey: ['heard'] }),
    onError: notifyProblem,
  });
}

export const useSavePage = () => useHeardChange((json: PageInput) => read(path.$put({ json })));

export const usePublish = () =>
  useHeardChange(({ responseId, ...json }: { responseId: string; words: string; isChecked: boolean }) =>
    path.comments[':responseId'].$put({ param: { responseId }, json }),
  );

export const useUnpublish = () =>
  useHeardChange((responseId: string) => path.comments[':responseId'].$delete({ param: { responseId } }));

export const useSaveRepair = () =>
  useHeardChange(({ id, ...json }: RepairInput & { id: string | null }) =>
    id === null ? path.repairs.$post({ json }) : path.repairs[':id'].$put({ param: { id }, json }),
  );

export const useRemoveRepair = () =>
  useHeardChange((id: string) => path.repairs[':id'].$delete({ param: { id } }));
