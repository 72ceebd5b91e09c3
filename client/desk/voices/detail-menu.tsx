import { Menu } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { detailsOf, REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { namedIn } from './judgement.ts';
import { ReviewButton } from './review-bar.tsx';
import type { Desk } from './use-voices-desk.ts';
import { useVoiceChoices, type Voice } from './voices-data.ts';

/** Says more exactly what was meant: the details of what is named, or of everything. */
export function DetailMenu({ voice, desk }: { voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  const reasonLabel = useReasonLabel();
  const named = namedIn(voice);
  const categories = REASON_CATEGORIES.filter(
    (category) => named.length === 0 || named.some((reason) => reason.category === category),
  );
  return (
    <Menu
      position="bottom-start"
      width={260}
      opened={desk.chooser === 'detail'}
      onChange={(isOpen) => (isOpen ? desk.open('detail', { isByKey: false }) : desk.close())}
    >
      <Menu.Target>
        <ReviewButton keys="d">
          {t('review.detail')}
          <IconSelector size={14} aria-hidden />
        </ReviewButton>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {categories.map((category) => (
          <Fragment key={category}>
            <Menu.Label>{reasonLabel(category)}</Menu.Label>
            <Details category={category} voice={voice} desk={desk} />
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Details({ category, voice, desk }: { category: ReasonCategory; voice: Voice; desk: Desk }) {
  const { t } = useTranslation('voices');
  const reasonLabel = useReasonLabel();
  const { data } = useVoiceChoices();
  const own = (data?.details ?? []).filter((detail) => detail.category === category).map(({ code }) => code);
  const chosen = namedIn(voice).find((reason) => reason.category === category)?.detail ?? null;
  const details = [null, ...new Set([...detailsOf(category), ...own])];
  return details.map((detail) => (
    <Menu.Item
      key={detail ?? ''}
      onClick={() => desk.chooseDetail(category, detail)}
      rightSection={detail !== null && detail === chosen ? <IconCheck size={16} aria-hidden /> : null}
    >
      {detail === null ? t('review.noDetail') : reasonLabel(category, detail)}
    </Menu.Item>
  ));
}
