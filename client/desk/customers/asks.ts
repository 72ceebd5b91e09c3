import { useInfiniteQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

const path = api.api.customers[':id'];
type Asks = InferResponseType<typeof path.asks.$get>;
/** One invitation of a customer, or one time she was not asked. */
export type Ask = Asks['asks'][number];
/** What a program at work would do with her now. */
export type AskedNow = Asks['now'][number];
export type Contact = InferResponseType<typeof path.contacts.$get>['contacts'][number];

export const useAsks = (id: string) =>
  useInfiniteQuery({
    queryKey: ['customers', id, 'asks'],
    queryFn: ({ pageParam: before }) => read(path.asks.$get({ param: { id }, query: { before } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

export const useContacts = (id: string) =>
  useInfiniteQuery({
    queryKey: ['customers', id, 'contacts'],
    queryFn: ({ pageParam: before }) => read(path.contacts.$get({ param: { id }, query: { before } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next?.toString(),
  });
