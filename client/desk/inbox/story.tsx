import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson } from '../api.ts';
import { ErrorState } from '../components/error-state.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { Timeline } from '../components/timeline.tsx';
import type { CasePage, Story } from './inbox-data.ts';
import { useTimeline } from './use-timeline.tsx';

const kinds = ['all', 'answers', 'cases', 'talks', 'offers', 'orders'] as const;
type Kind = (typeof kinds)[number];

/** Everything between the customer and us, or one kind of it, page by page into the past. */
export function StoryLine({ page }: { page: CasePage }) {
  const { t } = useTranslation('case');
  const [kind, setKind] = useState<Kind>('all');
  const story = useStory(page, kind);
  const rows = story.data?.pages.flatMap(({ items }) => items) ?? [];
  const items = useTimeline(rows, page.case.id);
  return (
    <>
      <FilterRow>
        {kinds.map((one) => (
          <Chip key={one} isOn={one === kind} onClick={() => setKind(one)}>
            {t(`story.kind.${one}`)}
          </Chip>
        ))}
      </FilterRow>
      {story.isError ? <ErrorState error={story.error} onRetry={() => void story.refetch()} /> : null}
      {story.isSuccess && rows.length === 0 ? <p>{t('story.nothing')}</p> : null}
      <Timeline items={items} />
      {story.hasNextPage ? (
        <Button onClick={() => void story.fetchNextPage()} loading={story.isFetchingNextPage}>
          {t('story.earlier')}
        </Button>
      ) : null}
    </>
  );
}

/** The case brings the first page of it all; whatever changes the case has the rest asked for anew. */
function useStory({ case: c, story }: CasePage, kind: Kind) {
  return useInfiniteQuery({
    queryKey: ['case', c.id, 'story', kind],
    queryFn: ({ pageParam }) =>
      getJson<Story>(
        `/api/cases/${c.id}/story?${new URLSearchParams({
          ...(kind !== 'all' && { kind }),
          ...(pageParam && { before: pageParam }),
        })}`,
      ),
    initialPageParam: '',
    getNextPageParam: ({ before }) => before,
    ...(kind === 'all' && { placeholderData: { pages: [story], pageParams: [''] } }),
  });
}
