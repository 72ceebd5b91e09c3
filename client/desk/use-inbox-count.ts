import { useQuery } from '@tanstack/react-query';
import { getJson } from './api.ts';

type InboxCount = { waiting: number; overdue: number };

/** How many cases wait for this person; nothing is shown while it is not known. */
export function useInboxCount(): InboxCount | undefined {
  const { data } = useQuery({
    queryKey: ['inbox-count'],
    queryFn: () => getJson<InboxCount>('/api/inbox/counts'),
    refetchInterval: 60_000,
    retry: false,
  });
  return data;
}
