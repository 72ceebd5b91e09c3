import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { api, read } from '../api.ts';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useAddress } from '../use-address.ts';

const path = api.api.voices;
export type VoicesPage = InferResponseType<typeof path.$get>;
export type Voice = VoicesPage['voices'][number];
export type VoiceReason = Voice['reasons'][number];

export const scoreBands = ['promoter', 'passive', 'detractor'] as const;
export const states = ['inferred', 'unsorted', 'no-reason', 'reviewed', 'unread'] as const;

/** What is listed, all of it in the address bar. */
export function useVoicesQuestion() {
  const { get } = useAddress();
  const narrowing = useNarrowing();
  const question = {
    ...narrowing,
    from: get('from'),
    to: get('to'),
    q: get('q'),
    score: scoreBands.find((band) => band === get('score')),
    state: states.find((state) => state === get('state')),
    tag: get('tag'),
    competitor: get('competitor'),
  };
  return {
    question,
    isReview: get('review') === '1',
    isNarrowed: Object.values(question).some((value) => value !== undefined),
  };
}

/** The voices asked for, newest first, or in review those the reader was least sure of. */
export function useVoices() {
  const { question, isReview } = useVoicesQuestion();
  const queryKey = ['voices', isReview ? 'queue' : 'list', question];
  const list = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }): Promise<VoicesPage> => {
      const query = { ...question, after: pageParam || undefined };
      return read(isReview ? path.queue.$get({ query }) : path.$get({ query }));
    },
    placeholderData: keepPreviousData,
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // What has been reviewed stays in its place until the page is left, so that it can be undone.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnMount: 'always',
  });
  return { list, queryKey };
}

export function useVoiceChoices() {
  return useQuery({
    queryKey: ['voices', 'choices'],
    queryFn: () => read(path.choices.$get()),
    staleTime: 60_000,
  });
}
