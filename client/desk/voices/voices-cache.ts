import { useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { Voice, VoicesPage } from './voices-data.ts';

type Kept = InfiniteData<VoicesPage>;

/** The list as it stands on the page: what a step changes is seen before the server has answered. */
export function useVoicesCache(queryKey: readonly unknown[]) {
  const queries = useQueryClient();
  const find = (id: string) =>
    queries
      .getQueryData<Kept>(queryKey)
      ?.pages.flatMap(({ voices }) => voices)
      .find(({ responseId }) => responseId === id);
  const put = (voice: Voice) => {
    const before = find(voice.responseId);
    const change = Number(isWaiting(voice)) - Number(before ? isWaiting(before) : isWaiting(voice));
    queries.setQueryData<Kept>(
      queryKey,
      (kept) => kept && { ...kept, pages: kept.pages.map(withVoice(voice, change)) },
    );
  };
  return { find, put };
}

const isWaiting = ({ reading }: Voice) => reading?.state === 'inferred' || reading?.state === 'unsorted';

const withVoice = (voice: Voice, change: number) => (page: VoicesPage) => ({
  ...page,
  waiting: page.waiting + change,
  voices: page.voices.map((other) => (other.responseId === voice.responseId ? voice : other)),
});
