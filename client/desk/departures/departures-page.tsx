import { Navigate } from 'react-router';
import { Columns } from '../components/section.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { ActBefore } from './act-before.tsx';
import { ChurnCourse } from './churn-course.tsx';
import { ChurnFigures } from './churn-figures.tsx';
import { DeparturesTitle } from './departures-title.tsx';
import { useDepartures } from './departures-data.ts';
import { HowLong } from './how-long.tsx';
import { LossPage } from './loss-page.tsx';
import { LossReport } from './loss-report.tsx';
import { WhoLeft } from './who-left.tsx';
import { WhyTheyLeft } from './why-they-left.tsx';

/** How many leave, whose customers, why, and who is next. */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <DeparturesPage /> : <Navigate to="/inbox" replace />;
}

function DeparturesPage() {
  return (
    <LossPage asked={useDepartures()} tables={['departures', 'reasons']} shareAs="departures">
      {(figures, span) => (
        <>
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
      )}
    </LossPage>
  );
}
