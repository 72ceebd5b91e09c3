import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../components/section.tsx';
import { LeaverEntry } from '../reasons/leaver-entry.tsx';
import { useLeavers } from './departures-data.ts';

/** The people behind the figures, in the words the books have for why they left. */
export function WhoLeft() {
  const { t } = useTranslation(['departures', 'desk']);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useLeavers();
  const leavers = data?.pages.flatMap((page) => page.leavers);
  return (
    <div id="who-left">
      <Section title={t('who.title')}>
        {leavers?.length === 0 ? <p className="soft">{t('who.none')}</p> : null}
        {leavers?.map((leaver) => (
          <LeaverEntry key={leaver.id} leaver={leaver} />
        ))}
        {hasNextPage ? (
          <Button mt="md" onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
            {t('desk:table.more')}
          </Button>
        ) : null}
      </Section>
    </div>
  );
}
