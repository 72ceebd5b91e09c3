import { Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { namedIn } from './judgement.ts';
import { ReviewButton } from './review-bar.tsx';
import type { Desk } from './use-voices-desk.ts';
import { useVoiceChoices, type Voice } from './voices-data.ts';

/** Says which competitor was meant. */
export function CompetitorMenu({ voice, desk }: { voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  const { data } = useVoiceChoices();
  const listed = data?.competitors ?? [];
  const chosen = namedIn(voice).find(({ category }) => category === 'competitor')?.competitorId ?? null;
  if (listed.length === 0) return null;
  return (
    <Menu
      position="bottom-start"
      width={240}
      opened={desk.chooser === 'competitor'}
      onChange={(isOpen) => (isOpen ? desk.open('competitor', { isByKey: false }) : desk.close())}
    >
      <Menu.Target>
        <ReviewButton keys="c">
          {t('review.competitor')}
          <IconSelector size={14} aria-hidden />
        </ReviewButton>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {[{ id: null, name: t('review.noCompetitor') }, ...listed].map(({ id, name }) => (
          <Menu.Item
            key={id ?? ''}
            onClick={() => desk.chooseCompetitor(id)}
            rightSection={id !== null && id === chosen ? <IconCheck size={16} aria-hidden /> : null}
          >
            <bdi>{name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
