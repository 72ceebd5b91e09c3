import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { CompensationTitle } from '../compensation/compensation-title.tsx';
import { Courses } from '../compensation/courses.tsx';
import { CompensationKeyFigures } from '../compensation/key-figures.tsx';
import { WhatFollowed } from '../compensation/what-followed.tsx';
import { Columns } from '../components/section.tsx';
import { AskedAbout } from '../departments/asked-about.tsx';
import { DepartmentsTitle } from '../departments/departments-title.tsx';
import { ServedBy } from '../departments/served-by.tsx';
import { ChurnCourse } from '../departures/churn-course.tsx';
import { ChurnFigures } from '../departures/churn-figures.tsx';
import { DeparturesTitle } from '../departures/departures-title.tsx';
import { HowLong } from '../departures/how-long.tsx';
import { LossReport } from '../departures/loss-report.tsx';
import { DepartmentPulls } from '../drivers/department-drivers.tsx';
import { ReturnKeyFigures } from '../departures/return-key-figures.tsx';
import { ReturnShares } from '../departures/return-shares.tsx';
import { ReturnsByMonth } from '../departures/returns-by-month.tsx';
import { ReturnsTitle } from '../departures/returns-title.tsx';
import { WhyTheyLeft } from '../departures/why-they-left.tsx';
import { useDepartmentName } from '../narrowing/use-department-name.ts';
import { Asked } from '../overview/asked.tsx';
import { Courses as ScoreCourses } from '../overview/courses.tsx';
import { Headline } from '../overview/headline.tsx';
import { KeyFigures } from '../overview/key-figures.tsx';
import { Why } from '../overview/why.tsx';
import { AllReasons } from '../reasons/all-reasons.tsx';
import { ReasonsTitle } from '../reasons/reasons-title.tsx';
import type { SharedView, Shown } from './shared-data.ts';

/** Each page that can be shared, made of the same parts as on the desk. */
export function SharedFigures({ shown }: { shown: SharedView['shown'] }) {
  // The figures of a page go to the component that stands under its name.
  const Page = pages[shown.page] as ComponentType<{ shown: SharedView['shown'] }>;
  return <Page shown={shown} />;
}

const pages = {
  overview: SharedOverview,
  reasons: SharedReasons,
  departments: SharedDepartments,
  departures: SharedDepartures,
  returns: SharedReturns,
  compensation: SharedCompensation,
} satisfies {
  [Page in SharedView['shown']['page']]: ComponentType<{ shown: Shown<Page> }>;
};

function SharedOverview({ shown: { month, figures } }: { shown: Shown<'overview'> }) {
  if (month === null || figures === null) return <Nothing />;
  return (
    <>
      <Headline figures={figures} />
      <KeyFigures figures={figures} month={month} />
      <Columns>
        <div>
          <ScoreCourses figures={figures} />
          <Asked figures={figures} />
        </div>
        <div>
          <Why source="departures" reasons={figures.left} month={month} />
          <Why source="responses" reasons={figures.named} month={month} />
        </div>
      </Columns>
    </>
  );
}

function SharedReasons({ shown: { source, from, to, figures } }: { shown: Shown<'reasons'> }) {
  if (figures === null || from === null || to === null) return <Nothing />;
  const span = { from, to };
  return (
    <>
      <ReasonsTitle source={source} figures={figures} span={span} />
      <AllReasons figures={figures} source={source} span={span} />
    </>
  );
}

function SharedDepartments({ shown: { figures } }: { shown: Shown<'departments'> }) {
  const nameOf = useDepartmentName();
  if (figures === null) return <Nothing />;
  const toNowhere = () => null;
  return (
    <>
      <DepartmentsTitle figures={figures} nameOf={nameOf} />
      <Columns>
        <ServedBy figures={figures} nameOf={nameOf} toOf={toNowhere} />
        <AskedAbout asked={figures.asked} nameOf={nameOf} toOf={toNowhere} />
      </Columns>
      <DepartmentPulls drivers={figures.drivers} nameOf={nameOf} />
    </>
  );
}

function SharedDepartures({ shown: { from, to, figures } }: { shown: Shown<'departures'> }) {
  if (figures === null || from === null || to === null) return <Nothing />;
  const span = { from, to };
  return (
    <>
      <DeparturesTitle figures={figures} span={span} />
      <ChurnFigures figures={figures} span={span} />
      <Columns>
        <div>
          <ChurnCourse figures={figures} />
          <LossReport by="department" rows={figures.byDepartment} />
        </div>
        <div>
          <WhyTheyLeft figures={figures} />
          <HowLong stay={figures.stay} />
        </div>
      </Columns>
    </>
  );
}

function SharedReturns({ shown: { from, to, figures } }: { shown: Shown<'returns'> }) {
  if (figures === null || from === null || to === null) return <Nothing />;
  return (
    <>
      <ReturnsTitle figures={figures} span={{ from, to }} />
      <ReturnKeyFigures figures={figures} />
      <Columns>
        <ReturnShares figures={figures} />
        <ReturnsByMonth byMonth={figures.byMonth} />
      </Columns>
    </>
  );
}

function SharedCompensation({ shown: { from, to, figures } }: { shown: Shown<'compensation'> }) {
  if (figures === null || from === null || to === null) return <Nothing />;
  return (
    <>
      <CompensationTitle figures={figures} span={{ from, to }} />
      <CompensationKeyFigures figures={figures} />
      <WhatFollowed effects={figures.effects} />
      <Courses figures={figures} />
    </>
  );
}

function Nothing() {
  const { t } = useTranslation('views');
  return <p className="soft">{t('shared.nothing')}</p>;
}
