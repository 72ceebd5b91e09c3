import { Navigate } from 'react-router';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Columns } from '../components/section.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import { Asked } from './asked.tsx';
import { Courses } from './courses.tsx';
import { Headline } from './headline.tsx';
import { Heard } from './heard.tsx';
import { KeyFigures } from './key-figures.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { NothingHeard } from './nothing-heard.tsx';
import { MailMe } from '../told/mail-me.tsx';
import { WhatChanged } from '../told/what-changed.tsx';
import { useOverview, type Overview } from './overview-data.ts';
import { ViewMenu } from '../views/view-menu.tsx';
import { Today } from './today.tsx';
import { Why } from './why.tsx';

/** Are our customers happier, and what must I do today? */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <OverviewPage /> : <Navigate to="/inbox" replace />;
}

function OverviewPage() {
  const { data, error, refetch } = useOverview();
  if (data) return <Page overview={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function Page({ overview }: { overview: Overview }) {
  const { month, figures, setUp, today } = overview;
  if (month === null || figures === null) return <NothingHeard setUp={setUp} />;
  return (
    <>
      <Filters overview={overview} month={month} />
      <Headline figures={figures} />
      <KeyFigures figures={figures} month={month} />
      <Columns>
        <div>
          <Courses figures={figures} />
          <Why source="departures" reasons={figures.left} month={month} />
          <Why source="responses" reasons={figures.named} month={month} />
          <Asked figures={figures} />
        </div>
        <div>
          <WhatChanged month={month} />
          <Today today={today} />
          <Heard voices={figures.heard} month={month} />
        </div>
      </Columns>
    </>
  );
}

function Filters({ overview, month }: { overview: Overview; month: string }) {
  const { monthAndYear } = useFormat();
  const { go } = useAddress();
  const months = overview.months.includes(month) ? overview.months : [month, ...overview.months];
  return (
    <FilterRow>
      <ChoiceChip
        value={month}
        isOn
        options={months.map((value) => ({ value, label: monthAndYear(value) }))}
        onChoose={(value) => go({ month: value === overview.months[0] ? null : value })}
      />
      <NarrowingChips />
      <MailMe />
      <ViewMenu
        span={{ from: month, to: month }}
        tables={['responses', 'reasons', 'departures']}
        shareAs="overview"
      />
    </FilterRow>
  );
}
