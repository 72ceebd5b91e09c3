import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { EmptyPage } from '../components/empty-page.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { AllReasons } from './all-reasons.tsx';
import { OneReason } from './one-reason.tsx';
import { ReasonFilters } from './reason-filters.tsx';
import { ReasonsTitle } from './reasons-title.tsx';
import { useQuestion, useReasons, type ReasonsAnswer } from './reasons-data.ts';

/** Why? Categories, details and words, one step each. */
export function Component() {
  const { actor } = useSession();
  return isAtLeast(actor.role, 'manager') ? <ReasonsPage /> : <Navigate to="/inbox" replace />;
}

function ReasonsPage() {
  const { ready } = useTranslation(['reasons', 'overview', 'desk']);
  const { data, error, refetch } = useReasons();
  if (data && ready) return <Page answer={data} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <LoadingShape />;
}

function Page({ answer }: { answer: ReasonsAnswer }) {
  const { category } = useQuestion();
  const { figures, from, to } = answer;
  if (figures === null || from === null || to === null) return <NoReasons />;
  const chosen = figures.categories.find((figure) => figure.category === category);
  const span = { from, to };
  return (
    <>
      <ReasonFilters answer={answer} span={span} />
      <ReasonsTitle source={answer.source} figures={figures} span={span} />
      {chosen ? (
        <OneReason figure={chosen} source={answer.source} span={span} />
      ) : (
        <AllReasons figures={figures} source={answer.source} span={span} />
      )}
    </>
  );
}

function NoReasons() {
  const { t } = useTranslation(['reasons', 'desk']);
  return (
    <EmptyPage
      heading={t('desk:nav.reasons')}
      title={t('empty.title')}
      text={t('empty.text')}
      action={{ label: t('empty.action'), to: '/programs' }}
    />
  );
}
