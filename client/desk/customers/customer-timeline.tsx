import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, read } from '../api.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { Timeline } from '../components/timeline.tsx';
import { useEntryText } from './use-entry-text.tsx';

/** All that happened between this customer and the company, the latest first. */
export function CustomerTimeline({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers');
  const told = useEntryText();
  const line = useInfiniteQuery({
    queryKey: ['customers', customerId, 'timeline'],
    queryFn: ({ pageParam }) =>
      read(
        api.api.customers[':id'].timeline.$get({
          param: { id: customerId },
          query: pageParam ? { before: pageParam } : {},
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.before ?? undefined,
  });
  if (line.isError) return <ErrorState error={line.error} onRetry={() => void line.refetch()} />;
  if (line.isPending) return <LoadingShape shape="list" />;
  const entries = line.data.pages.flatMap((page) => page.items);
  if (entries.length === 0)
    return <EmptyState title={t('timelineEmpty.title')} text={t('timelineEmpty.text')} />;
  return (
    <Section title={t('timeline')}>
      <Timeline
        items={entries.map((entry) => ({
          id: `${entry.kind} ${entry.id}`,
          at: entry.on ?? entry.at,
          ...told(entry),
        }))}
      />
      {line.hasNextPage ? (
        <Button onClick={() => void line.fetchNextPage()} loading={line.isFetchingNextPage}>
          {t('earlier')}
        </Button>
      ) : null}
    </Section>
  );
}
