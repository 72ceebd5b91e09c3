import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { Columns } from '../components/section.tsx';
import { ViewMenu } from '../views/view-menu.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { ActBefore } from './act-before.tsx';
import { ChurnCourse } from './churn-course.tsx';
import { ChurnFigures } from './churn-figures.tsx';
import { DeparturesTitle } from './departures-title.tsx';
import { useDepartures, type DeparturesAnswer } from './departures-data.ts';
import { HowLong } from './how-long.tsx';
import { LossTabs } from './loss-tabs.tsx';
import { LossReport } from './loss-report.tsx';
import { NobodyLeft } from './nobody-left.tsx';
import { WhoLeft } from './who-left.tsx';
import { WhyTheyLeft } from './why-they-left.tsx';

/** How many leave, whose customers, why, and who is next. */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <DeparturesPage /> : <Navigate to="/inbox" replace />;
}

function DeparturesPage() {
  const { ready } = useTranslation(['departures', 'reasons', 'desk']);
  const { data, error, refetch } = useDepartures();
  if (data && ready) return <Page answer={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function Page({ answer: { figures, from, to, months } }: { answer: DeparturesAnswer }) {
  if (figures === null || from === null || to === null) return <NobodyLeft />;
  const span = { from, to };
  return (
    <>
      <LossTabs />
      <FilterRow>
        <PeriodChips months={months} span={span} />
        <NarrowingChips source="departures" />
        <ViewMenu span={span} source="departures" tables={['departures', 'reasons']} />
      </FilterRow>
      <DeparturesTitle figures={figures} span={span} />
      <ChurnFigures figures={figures} span={span} />
      <Columns>
        <div>
          <ChurnCourse figures={figures} />
          <LossReport by="manager" rows={figures.byManager} />
          <LossReport by="department" rows={figures.byDepartment} />
        </div>
        <div>
          <WhyTheyLeft figures={figures} />
          <HowLong stay={figures.stay} />
        </div>
      </Columns>
      <ActBefore />
      <WhoLeft />
    </>
  );
}
