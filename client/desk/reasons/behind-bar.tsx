import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Section } from '../components/section.tsx';
import { VoiceEntry } from '../overview/voice-entry.tsx';
import { LeaverEntry } from './leaver-entry.tsx';
import { useBehindBar, useQuestion } from './reasons-data.ts';
import type { Span } from './span.ts';

/** The words of those who named a reason, or the people who left over it, newest first. */
export function BehindBar({ category, span }: { category: ReasonCategory; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { slice } = useQuestion();
  const behind = useBehindBar(category, span);
  const isLost = slice.source === 'departures';
  if (behind.error) return <ErrorState error={behind.error} onRetry={() => void behind.refetch()} />;
  const pages = behind.data?.pages;
  const isEmpty = pages?.every(({ voices, leavers }) => voices.length + leavers.length === 0);
  return (
    <Section title={t(isLost ? 'voices.people' : 'voices.title')}>
      {pages ? null : <LoadingShape shape="list" />}
      {isEmpty ? <p className="soft">{t(isLost ? 'voices.noneLeft' : 'voices.none')}</p> : null}
      {pages?.map(({ voices }) => voices.map((voice) => <VoiceEntry key={voice.responseId} voice={voice} />))}
      {pages?.map(({ leavers }) => leavers.map((leaver) => <LeaverEntry key={leaver.id} leaver={leaver} />))}
      {behind.hasNextPage ? (
        <Button mt="md" onClick={() => void behind.fetchNextPage()} loading={behind.isFetchingNextPage}>
          {t('desk:table.more')}
        </Button>
      ) : null}
    </Section>
  );
}
