import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useFormat } from '../use-format.ts';
import { CallCard } from './call-card.tsx';
import { groupsOf, useCalls, type Call } from './calls-data.ts';
import { InterviewProgress } from './interview-progress.tsx';
import styles from './calls.module.css';

/** Whom do I call today? */
export function Component() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useCalls();
  const { t } = useTranslation('calls');
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const calls = data.pages.flatMap((page) => page.calls);
  return (
    <>
      <title>{`${t('title')} · Amends`}</title>
      <Calls calls={calls} />
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

function Calls({ calls }: { calls: Call[] }) {
  const { t } = useTranslation('calls');
  const { dayOf } = useFormat();
  const groups = groupsOf(calls, dayOf);
  const due = groups.find(({ day }) => day === null)?.calls.length ?? 0;
  return (
    <>
      <PageTitle>
        <Headline due={due} next={groups.find(({ day }) => day !== null)?.day ?? null} />
      </PageTitle>
      <InterviewProgress />
      {calls.length === 0 ? <NoCalls /> : null}
      {groups.map((group) => (
        <section key={group.day ?? ''} className={styles.group}>
          <h2 className={styles.day}>{group.day ?? t('groupDue')}</h2>
          <ul className={styles.calls}>
            {group.calls.map((call) => (
              <CallCard key={call.id} call={call} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Headline({ due, next }: { due: number; next: string | null }) {
  const { t } = useTranslation('calls');
  const { number } = useFormat();
  return (
    <>
      <MarkedText text={due === 0 ? t('none') : t('due', { count: due, n: number(due) })} />{' '}
      {next === null ? null : t('next', { day: next })}
    </>
  );
}

function NoCalls() {
  const { t } = useTranslation('calls');
  return (
    <EmptyState
      title={t('empty.title')}
      text={t('empty.text')}
      action={
        <Button component={Link} to="/programs">
          {t('programs')}
        </Button>
      }
    />
  );
}
