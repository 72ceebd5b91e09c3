import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { EmptyPage } from '../components/empty-page.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { ViewMenu } from '../views/view-menu.tsx';
import { useCompensation, useEffects, type CompensationAnswer } from './compensation-data.ts';
import { CompensationTitle } from './compensation-title.tsx';
import { CompensationKeyFigures } from './key-figures.tsx';
import { Courses } from './courses.tsx';
import { Proposals } from './proposals.tsx';
import { WithAndWithout } from './with-and-without.tsx';
import { WhatFollowed } from './what-followed.tsx';

/** What do we give, and does it help? */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <CompensationPage /> : <Navigate to="/inbox" replace />;
}

function CompensationPage() {
  const { ready } = useTranslation(['compensation', 'reasons', 'overview', 'desk']);
  const { data, error, refetch } = useCompensation();
  if (data && ready) return <Page answer={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function Page({ answer: { figures, from, to, months } }: { answer: CompensationAnswer }) {
  const { t } = useTranslation(['compensation', 'desk']);
  if (figures === null || from === null || to === null)
    return <EmptyPage heading={t('desk:nav.compensation')} title={t('empty.title')} text={t('empty.text')} />;
  const span = { from, to };
  return (
    <>
      <FilterRow>
        <PeriodChips months={months} span={span} />
        <NarrowingChips />
        <ViewMenu span={span} tables={['compensation']} shareAs="compensation" />
      </FilterRow>
      <CompensationTitle figures={figures} span={span} />
      <CompensationKeyFigures figures={figures} />
      <Effects />
      <WithAndWithout />
      <Courses figures={figures} />
      <Proposals />
    </>
  );
}

function Effects() {
  const { data } = useEffects();
  return data ? <WhatFollowed effects={data.effects} /> : null;
}
