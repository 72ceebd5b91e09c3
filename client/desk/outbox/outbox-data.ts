import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type MessageRow = InferResponseType<typeof api.api.messages.$get>['messages'][number];
export type Message = InferResponseType<(typeof api.api.messages)[':id']['$get']>;
export type MessageStatus = MessageRow['status'];

export const useMessages = (status: MessageStatus | undefined) =>
  useInfiniteQuery({
    queryKey: ['messages', 'list', status],
    queryFn: ({ pageParam: after }) => read(api.api.messages.$get({ query: { status, after } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 30_000,
  });

export const useMessage = (id: string) =>
  useQuery({
    queryKey: ['messages', id],
    queryFn: () => read(api.api.messages[':id'].$get({ param: { id } })),
  });
