import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import type { Desk } from './use-voices-desk.ts';
import { VoiceCard } from './voice-card.tsx';
import styles from './voices.module.css';
import { useVoicesQuestion } from './voices-data.ts';

/** The voices one below the other. */
export function VoiceList({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['voices', 'desk']);
  const { list, voices } = desk;
  if (list.isError && voices.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <LoadingShape shape="list" rows={12} />;
  if (voices.length === 0) return <NoVoices />;
  return (
    <>
      <ol className={styles.list} aria-label={t('list')} aria-busy={list.isPlaceholderData}>
        {voices.map((voice) => (
          <li key={voice.responseId}>
            <VoiceCard voice={voice} desk={desk} />
          </li>
        ))}
      </ol>
      {list.hasNextPage ? (
        <Button mt="md" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t('desk:table.more')}
        </Button>
      ) : null}
    </>
  );
}

function NoVoices() {
  const { t } = useTranslation('voices');
  const { isReview, isNarrowed } = useVoicesQuestion();
  const why = isNarrowed ? 'narrowed' : isReview ? 'review' : 'all';
  return (
    <EmptyState
      title={t(`empty.${why}.title`)}
      text={t(`empty.${why}.text`)}
      action={
        <Button component={Link} to={why === 'all' ? '/programs' : '/voices'}>
          {t(`empty.${why}.action`)}
        </Button>
      }
    />
  );
}
