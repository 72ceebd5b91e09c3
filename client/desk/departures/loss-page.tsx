import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyPage } from '../components/empty-page.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import type { Span } from '../reasons/span.ts';
import { ViewMenu, type ViewMenuProps } from '../views/view-menu.tsx';
import { LossTabs } from './loss-tabs.tsx';

type Answer<Figures> = {
  figures: Figures | null;
  from: string | null;
  to: string | null;
  months: string[];
};

type Props<Figures> = Pick<ViewMenuProps, 'tables' | 'shareAs'> & {
  asked: UseQueryResult<Answer<Figures>>;
  children: (figures: Figures, span: Span) => ReactNode;
};

/** What the pages of leavers have in common: their tabs, their filters, and what stands there before anybody left. */
export function LossPage<Figures>({ asked, tables, shareAs, children }: Props<Figures>) {
  const { ready } = useTranslation(['departures', 'overview', 'reasons', 'desk']);
  const { data, error, refetch } = asked;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || !ready) return <LoadingShape />;
  const { figures, from, to, months } = data;
  if (figures === null || from === null || to === null) return <NobodyLeft />;
  const span = { from, to };
  return (
    <>
      <LossTabs />
      <FilterRow>
        <PeriodChips months={months} span={span} />
        <NarrowingChips source="departures" />
        <ViewMenu span={span} source="departures" tables={tables} shareAs={shareAs} />
      </FilterRow>
      {children(figures, span)}
    </>
  );
}

function NobodyLeft() {
  const { t } = useTranslation(['departures', 'desk']);
  return (
    <>
      <LossTabs />
      <EmptyPage
        heading={t('desk:nav.departures')}
        title={t('empty.title')}
        text={t('empty.text')}
        action={{ label: t('empty.action'), to: '/customers/import' }}
      />
    </>
  );
}
