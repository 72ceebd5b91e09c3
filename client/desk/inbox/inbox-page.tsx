import { useMediaQuery } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useShortcuts } from '../use-shortcuts.tsx';
import { CaseList } from './case-list.tsx';
import { CaseView } from './case-view.tsx';
import { CustomerPane } from './customer-pane.tsx';
import { filterIn, useCase, useInbox } from './inbox-data.ts';
import styles from './inbox-page.module.css';
import { useLiveInbox } from './use-live-inbox.ts';

/** Who needs me now: the list, the case, the customer; on a phone the list, then the case. */
export function Component() {
  const { t } = useTranslation('inbox');
  const { caseId } = useParams();
  const [params] = useSearchParams();
  const inbox = useInbox(filterIn(params));
  const isWide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const rows = inbox.data?.pages.flatMap((page) => page.cases) ?? [];
  const first = isWide ? rows[0]?.id : undefined;
  const shown = caseId ?? first;
  useStayAt(caseId ? undefined : first);
  useLiveInbox();
  useWalk(
    rows.map(({ id }) => id),
    shown,
  );
  return (
    <div className={styles.inbox} data-shows={caseId ? 'case' : 'list'}>
      <title>{`${t('title')} · Amends`}</title>
      <CaseList inbox={inbox} rows={rows} shown={shown} />
      {shown ? <ShownCase caseId={shown} /> : <div className={styles.case} />}
    </div>
  );
}

/** Puts the case shown at first into the address, so that it stays when the list below it moves. */
function useStayAt(caseId: string | undefined) {
  const { search } = useLocation();
  const go = useNavigate();
  useEffect(() => {
    if (caseId) void go({ pathname: `/inbox/${caseId}`, search }, { replace: true });
  }, [caseId, go, search]);
}

function ShownCase({ caseId }: { caseId: string }) {
  const found = useCase(caseId);
  if (found.isPending) {
    return (
      <div className={styles.case}>
        <LoadingShape />
      </div>
    );
  }
  if (!found.data) {
    return (
      <div className={styles.case}>
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      </div>
    );
  }
  return (
    <div className={styles.both} key={caseId}>
      <CaseView page={found.data} />
      <CustomerPane page={found.data} />
    </div>
  );
}

function useWalk(ids: string[], shown: string | undefined) {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  const go = useNavigate();
  const walk = (step: number) => {
    const at = ids.indexOf(shown ?? '');
    const next = ids[at === -1 ? 0 : Math.min(ids.length - 1, Math.max(0, at + step))];
    if (next) void go({ pathname: `/inbox/${next}`, search: params.toString() }, { replace: at !== -1 });
  };
  useShortcuts([
    { keys: 'j', label: t('desk:shortcuts.next'), run: () => walk(1) },
    { keys: 'k', label: t('desk:shortcuts.previous'), run: () => walk(-1) },
  ]);
}
