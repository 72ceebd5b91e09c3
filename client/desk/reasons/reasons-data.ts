import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { isReasonCategory, type ReasonCategory } from '#surveys/reasons.ts';
import { api, read } from '../api.ts';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useAddress } from '../use-address.ts';

export type ReasonsAnswer = InferResponseType<typeof api.api.reasons.$get>;
export type ReasonFigures = NonNullable<ReasonsAnswer['figures']>;
export type CategoryFigure = ReasonFigures['categories'][number];
export type Source = 'responses' | 'departures';
export type Behind = InferResponseType<typeof api.api.reasons.voices.$get>;

/** What is looked at, all of it in the address bar: whose reasons, when, and how deep. */
export function useQuestion() {
  const { get, to, go } = useAddress();
  const source: Source = get('source') === 'departures' ? 'departures' : 'responses';
  const slice = {
    source,
    from: get('from'),
    to: get('to'),
    ...useNarrowing(),
  };
  return {
    slice,
    category: categoryIn(get('category')),
    detail: get('detail'),
    with: categoryIn(get('with')),
    to,
    go,
  };
}

export function useReasons() {
  const { slice } = useQuestion();
  return useQuery({
    queryKey: ['reasons', slice],
    queryFn: () => read(api.api.reasons.$get({ query: slice })),
    placeholderData: keepPreviousData,
  });
}

/** What stands behind the bar that was chosen, page by page. */
export function useBehindBar(category: ReasonCategory, span: { from: string; to: string }) {
  const { slice, detail, with: other } = useQuestion();
  const query = { ...slice, ...span, category, detail, with: other };
  return useInfiniteQuery({
    queryKey: ['reasons', 'voices', query],
    queryFn: ({ pageParam }) =>
      read(api.api.reasons.voices.$get({ query: { ...query, after: pageParam || undefined } })),
    initialPageParam: '',
    getNextPageParam: (page: Behind) => page.next,
  });
}

const categoryIn = (text: string | undefined): ReasonCategory | undefined =>
  isReasonCategory(text) ? text : undefined;
