import { useInfiniteQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';

export type Call = InferResponseType<typeof api.api.calls.$get>['calls'][number];
export type CallOutcome = 'reached' | 'not-reached' | 'declined' | 'again';

export const useCalls = () =>
  useInfiniteQuery({
    queryKey: ['calls'],
    queryFn: ({ pageParam }) =>
      read(api.api.calls.$get({ query: pageParam === '' ? {} : { after: pageParam } })),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: 60_000,
  });

export interface CallGroup {
  /** Null for what is due now. */
  day: string | null;
  calls: Call[];
}

/** What is due, then the days to come, in the order in which they come. */
export function groupsOf(calls: Call[], dayOf: (at: Date) => string): CallGroup[] {
  const groups: CallGroup[] = [];
  for (const call of calls) {
    const day = call.isDue ? null : dayOf(new Date(call.dueAt));
    const group = groups.find((one) => one.day === day);
    if (group) group.calls.push(call);
    else groups.push({ day, calls: [call] });
  }
  return groups;
}
