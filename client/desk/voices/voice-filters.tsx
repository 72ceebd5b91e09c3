import { useTranslation } from 'react-i18next';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import { scoreBands, states, useVoiceChoices, useVoicesQuestion } from './voices-data.ts';

const waitingStates = ['inferred', 'unsorted'] as const;
const nothing: Record<keyof ReturnType<typeof useVoicesQuestion>['question'], null> = {
  from: null,
  to: null,
  q: null,
  score: null,
  state: null,
  tag: null,
  competitor: null,
  program: null,
  tier: null,
  department: null,
  manager: null,
  language: null,
  named: null,
  segment: null,
};

/** Everything or what needs a look, and of which answers. */
export function VoiceFilters() {
  const { t } = useTranslation('voices');
  const { go } = useAddress();
  const { isReview, isNarrowed } = useVoicesQuestion();
  return (
    <FilterRow>
      <Chip isOn={!isReview} onClick={() => go({ review: null, state: null })}>
        {t('mode.all')}
      </Chip>
      <Chip isOn={isReview} onClick={() => go({ review: '1', state: null })}>
        {t('mode.review')}
      </Chip>
      <ScoreChip />
      <StateChip />
      <SpanChips />
      <TagChip />
      <CompetitorChip />
      <NarrowingChips />
      {isNarrowed ? <Chip onClick={() => go(nothing)}>{t('filter.clear')}</Chip> : null}
    </FilterRow>
  );
}

function ScoreChip() {
  const { t } = useTranslation('voices');
  const { go } = useAddress();
  const { score } = useVoicesQuestion().question;
  return (
    <ChoiceChip
      value={score ?? null}
      isOn={score !== undefined}
      options={[
        { value: null, label: t('filter.anyScore') },
        ...scoreBands.map((band) => ({ value: band, label: t(`score.${band}`) })),
      ]}
      onChoose={(value) => go({ score: value })}
    />
  );
}

function StateChip() {
  const { t } = useTranslation('voices');
  const { go } = useAddress();
  const { question, isReview } = useVoicesQuestion();
  return (
    <ChoiceChip
      value={question.state ?? null}
      isOn={question.state !== undefined}
      options={[
        { value: null, label: t('filter.anyState') },
        ...(isReview ? waitingStates : states).map((state) => ({ value: state, label: t(`state.${state}`) })),
      ]}
      onChoose={(value) => go({ state: value })}
    />
  );
}

function SpanChips() {
  const { t } = useTranslation('voices');
  const { go } = useAddress();
  const { monthAndYear } = useFormat();
  const { from, to } = useVoicesQuestion().question;
  const months = useVoiceChoices().data?.months ?? [];
  const known = [...new Set([...months, ...[from, to].filter((month) => month !== undefined)])];
  const options = (name: 'from' | 'until') => [
    { value: null, label: t(`filter.${name}Any`) },
    ...known.map((value) => ({ value, label: t(`filter.${name}`, { month: monthAndYear(value) }) })),
  ];
  return (
    <>
      <ChoiceChip
        value={from ?? null}
        isOn={from !== undefined}
        options={options('from')}
        onChoose={(value) => go({ from: value })}
      />
      <ChoiceChip
        value={to ?? null}
        isOn={to !== undefined}
        options={options('until')}
        onChoose={(value) => go({ to: value })}
      />
    </>
  );
}

function TagChip() {
  const { t } = useTranslation('voices');
  const { go } = useAddress();
  const { tag } = useVoicesQuestion().question;
  const tags = useVoiceChoices().data?.tags ?? [];
  const known = [...new Set([...tags, ...(tag === undefined ? [] : [tag])])];
  if (known.length === 0) return null;
  return (
    <ChoiceChip
      value={tag ?? null}
      isOn={tag !== undefined}
      options={[
        { value: null, label: t('filter.anyTag') },
        ...known.map((value) => ({ value, label: `#${value}` })),
      ]}
      onChoose={(value) => go({ tag: value })}
    />
  );
}

function CompetitorChip() {
  const { t } = useTranslation('voices');
  const { go } = useAddress();
  const { competitor } = useVoicesQuestion().question;
  const listed = useVoiceChoices().data?.competitors ?? [];
  if (listed.length === 0) return null;
  return (
    <ChoiceChip
      value={competitor ?? null}
      isOn={competitor !== undefined}
      options={[
        { value: null, label: t('filter.anyCompetitor') },
        ...listed.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChoose={(value) => go({ competitor: value })}
    />
  );
}
