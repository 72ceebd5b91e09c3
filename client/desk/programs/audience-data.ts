import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InferRequestType } from 'hono/client';
import { api, read } from '../api.ts';
import { isFinished } from './audience-fields.ts';
import type { Condition } from './audience-form.ts';

type Sent = InferRequestType<typeof api.api.audience.count.$post>['json'];
type Question = Omit<Sent, 'condition'> & { condition: Condition };
/** While somebody types, the count waits for a pause. */
const pauseMilliseconds = 350;

export const useAudienceFields = () =>
  useQuery({
    queryKey: ['audience', 'fields'],
    queryFn: () => read(api.api.audience.fields.$get()),
    staleTime: 300_000,
  });

/** How many a condition means; the last count stays in sight until the next is known. */
export function useAudienceCount(question: Question) {
  const [json] = useDebouncedValue(question, pauseMilliseconds);
  const isWaiting = json !== question;
  const count = useQuery({
    queryKey: ['audience', 'count', json],
    queryFn: () => read(api.api.audience.count.$post({ json })),
    enabled: isFinished(json.condition),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  return { ...count, isBehind: isWaiting || count.isPlaceholderData };
}
