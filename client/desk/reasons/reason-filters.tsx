import { useTranslation } from 'react-i18next';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { MailMe } from '../told/mail-me.tsx';
import { ViewMenu } from '../views/view-menu.tsx';
import { useFormat } from '../use-format.ts';
import { useQuestion, type ReasonsAnswer, type Source } from './reasons-data.ts';
import { monthsIn, spanStart, type Span } from './span.ts';

const sources: Source[] = ['responses', 'departures'];
const lengths = [1, 3, 6, 12, 24, 36];

/** Whose reasons, over how long, of which program and tier. */
export function ReasonFilters({ answer, span }: { answer: ReasonsAnswer; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { go } = useQuestion();
  return (
    <FilterRow>
      {sources.map((source) => (
        <Chip
          key={source}
          isOn={answer.source === source}
          onClick={() => go({ source, category: null, detail: null, with: null })}
        >
          {t(`source.${source}`)}
        </Chip>
      ))}
      <SpanChips months={answer.months} span={span} />
      <NarrowingChips source={answer.source} />
      <MailMe />
      <ViewMenu
        span={span}
        source={answer.source}
        tables={answer.source === 'departures' ? ['reasons', 'departures'] : ['reasons', 'responses']}
        shareAs="reasons"
      />
    </FilterRow>
  );
}

function SpanChips({ months, span }: { months: string[]; span: Span }) {
  const { t } = useTranslation(['reasons', 'overview', 'desk']);
  const { monthAndYear } = useFormat();
  const { go } = useQuestion();
  const length = monthsIn(span);
  const all = lengths.includes(length) ? lengths : [...lengths, length].toSorted((a, b) => a - b);
  const ends = months.includes(span.to) ? months : [span.to, ...months];
  return (
    <>
      <ChoiceChip
        value={String(length)}
        isOn={length !== 12}
        options={all.map((count) => ({ value: String(count), label: t('span.choose', { count, n: count }) }))}
        onChoose={(value) => go({ from: spanStart(span.to, Number(value)), to: span.to })}
      />
      <ChoiceChip
        value={span.to}
        isOn={span.to !== months[0]}
        options={ends.map((value) => ({ value, label: t('span.until', { month: monthAndYear(value) }) }))}
        onChoose={(value) => go({ from: spanStart(value ?? span.to, length), to: value })}
      />
    </>
  );
}
