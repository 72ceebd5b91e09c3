import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InferResponseType } from 'hono/client';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { api, read } from '../api.ts';
import { ErrorState } from '../components/error-state.tsx';
import { ChoiceChip } from '../components/choice-chip.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useProgramName } from '../components/use-names.ts';
import { LossTabs } from '../departures/loss-tabs.tsx';
import { NarrowingChips } from '../narrowing/narrowing-chips.tsx';
import { PeriodChips } from '../narrowing/period-chips.tsx';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useAddress } from '../use-address.ts';
import { StaffViewTitle } from './staff-view-title.tsx';
import { TwoPictures } from './two-pictures.tsx';

export type StaffViewAnswer = InferResponseType<(typeof api.api)['staff-view']['$get']>;
export type StaffViewFigures = NonNullable<StaffViewAnswer['figures']>;

/** What do customers complain of that the staff do not see (A7)? */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <StaffViewPage /> : <Navigate to="/inbox" replace />;
}

function StaffViewPage() {
  const { ready } = useTranslation(['staff-view', 'departures', 'reasons', 'desk']);
  const { get } = useAddress();
  const query = { from: get('from'), to: get('to'), staff: get('staff'), ...useNarrowing() };
  const { data, error, refetch } = useQuery({
    queryKey: ['staff-view', query],
    queryFn: () => read(api.api['staff-view'].$get({ query })),
    placeholderData: keepPreviousData,
  });
  if (data && ready) return <Page answer={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function Page({ answer }: { answer: StaffViewAnswer }) {
  const { t } = useTranslation('staff-view');
  const { figures, from, to } = answer;
  return (
    <>
      <LossTabs />
      {figures === null || from === null || to === null ? (
        <EmptyState title={t('empty.title')} text={t('empty.text')} />
      ) : (
        <>
          <FilterRow>
            <PeriodChips months={answer.months} span={{ from, to }} />
            <Programs answer={answer} />
            <NarrowingChips without={['program', 'named', 'segment']} />
          </FilterRow>
          <StaffViewTitle figures={figures} />
          <TwoPictures figures={figures} span={{ from, to }} />
        </>
      )}
    </>
  );
}

/** Which of the customers' programs stands against which of the staff's. */
function Programs({ answer: { customers, staff } }: { answer: StaffViewAnswer }) {
  const { t } = useTranslation('staff-view');
  const { get, go } = useAddress();
  const programName = useProgramName();
  const chips = { program: customers, staff } as const;
  return (['program', 'staff'] as const).map((name) =>
    chips[name].length === 0 ? null : (
      <ChoiceChip
        key={name}
        value={get(name) ?? null}
        isOn={get(name) !== undefined}
        options={[
          { value: null, label: t(`all.${name}`) },
          ...chips[name].map((program) => ({ value: program.id, label: programName(program) })),
        ]}
        onChoose={(value) => go({ [name]: value })}
      />
    ),
  );
}
