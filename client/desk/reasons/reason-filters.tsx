import { useTranslation } from 'react-i18next';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { MailMe } from '../told/mail-me.tsx';
import { ViewMenu } from '../views/view-menu.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { useQuestion, type ReasonsAnswer, type Source } from './reasons-data.ts';
import type { Span } from './span.ts';

const sources: Source[] = ['responses', 'departures'];

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
      <PeriodChips months={answer.months} span={span} />
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
