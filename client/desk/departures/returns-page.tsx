import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { Columns } from '../components/section.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { useSpanName } from '../narrowing/use-span-name.ts';
import { isAtLeast } from '../nav.ts';
import type { Span } from '../reasons/span.ts';
import { useSession } from '../session.tsx';
import { useFormat } from '../use-format.ts';
import { useReturns, type ReturnFigures, type ReturnsAnswer } from './departures-data.ts';
import { LossTabs } from './loss-tabs.tsx';
import { NobodyLeft } from './nobody-left.tsx';
import { ReturnKeyFigures } from './return-key-figures.tsx';
import { ReturnShares } from './return-shares.tsx';
import { ReturnsByMonth } from './returns-by-month.tsx';
import { WhoCameBack } from './who-came-back.tsx';

/** Who comes back, over what they had left, and how long it takes. */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <ReturnsPage /> : <Navigate to="/inbox" replace />;
}

function ReturnsPage() {
  const { ready } = useTranslation(['departures', 'reasons', 'desk']);
  const { data, error, refetch } = useReturns();
  if (data && ready) return <Page answer={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function Page({ answer: { figures, from, to, months } }: { answer: ReturnsAnswer }) {
  if (figures === null || from === null || to === null) return <NobodyLeft />;
  const span = { from, to };
  return (
    <>
      <LossTabs />
      <FilterRow>
        <PeriodChips months={months} span={span} />
        <NarrowingChips source="departures" />
      </FilterRow>
      <Title figures={figures} span={span} />
      <ReturnKeyFigures figures={figures} />
      <Columns>
        <ReturnShares figures={figures} />
        <ReturnsByMonth byMonth={figures.byMonth} />
      </Columns>
      <WhoCameBack />
    </>
  );
}

function Title({ figures: { all }, span }: { figures: ReturnFigures; span: Span }) {
  const { t } = useTranslation('departures');
  const { percent, number } = useFormat();
  const when = useSpanName()(span);
  const { value, interval } = all.share;
  if (value === null) return <PageTitle>{t('returns.unknown', { span: when })}</PageTitle>;
  const note = interval
    ? t('title.note', { n: number(all.left), low: percent(interval.low), high: percent(interval.high) })
    : undefined;
  return (
    <PageTitle note={note}>
      <MarkedText text={t('returns.title', { span: when, share: percent(value) })} />
    </PageTitle>
  );
}
