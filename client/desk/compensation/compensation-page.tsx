import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { useSpanName } from '../narrowing/use-span-name.ts';
import { isAtLeast } from '../nav.ts';
import type { Span } from '../reasons/span.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { useCompensation, type CompensationAnswer, type CompensationFigures } from './compensation-data.ts';
import { CompensationKeyFigures } from './key-figures.tsx';
import { Courses } from './courses.tsx';
import { Proposals } from './proposals.tsx';
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
    return (
      <>
        <PageTitle>{t('desk:nav.compensation')}</PageTitle>
        <EmptyState title={t('empty.title')} text={t('empty.text')} />
      </>
    );
  return (
    <>
      <FilterRow>
        <PeriodChips months={months} span={{ from, to }} />
        <NarrowingChips />
      </FilterRow>
      <Title figures={figures} span={{ from, to }} />
      <CompensationKeyFigures figures={figures} />
      <WhatFollowed />
      <Courses figures={figures} />
      <Proposals />
    </>
  );
}

function Title({ figures: { course, reached }, span }: { figures: CompensationFigures; span: Span }) {
  const { t } = useTranslation('compensation');
  const { money, list, percent, number } = useFormat();
  const when = useSpanName()(span);
  const paid = course.issued.money.map((one) => money(one.amountMinor, one.currency, true));
  const [first] = reached;
  const share = first?.share.value ?? null;
  if (paid.length === 0) return <PageTitle>{t('title.nothing', { span: when })}</PageTitle>;
  const said = t('title.paid', { span: when, money: list(paid) });
  const interval = first?.share.interval;
  const note =
    first && interval
      ? t('title.note', {
          n: number(Number(first.share.n)),
          low: percent(interval.low),
          high: percent(interval.high),
        })
      : undefined;
  return (
    <PageTitle note={note}>
      <MarkedText text={share === null ? said : `${said} ${t('title.reached', { share: percent(share) })}`} />
    </PageTitle>
  );
}
