import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useSession } from '../session.tsx';
import { useShortcuts } from '../use-shortcuts.tsx';
import { CaseList } from './case-list.tsx';
import { CaseView } from './case-view.tsx';
import { CustomerPane } from './customer-pane.tsx';
import { useCase, useInbox, type InboxRow } from './inbox-data.ts';
import styles from './inbox-page.module.css';
import { AssignDialog, SnoozeDialog, type Chosen } from './step-dialogs.tsx';
import { useArrivals } from './use-arrivals.ts';
import { useLiveInbox } from './use-live-inbox.ts';
import { useSelection, type Selection } from './use-selection.ts';
import { useTaking } from './use-taking.ts';

const nothingAsked = { about: null, cases: [] };

/** Who needs me now: the list, the case, the customer; on a phone the list, then the case. */
export function Component() {
  const { t } = useTranslation('inbox');
  const { caseId } = useParams();
  const [params] = useSearchParams();
  const inbox = useInbox(params);
  const isWide = useMediaQuery('(min-width: 768px)', true, { getInitialValueInEffect: false });
  const rows = inbox.data?.pages.flatMap((page) => page.cases) ?? [];
  const first = isWide ? rows[0]?.id : undefined;
  const shown = caseId ?? first;
  useStayAt(caseId ? undefined : first);
  const latencies = useArrivals(rows, useLiveInbox());
  const selection = useSelection(rows);
  const [asked, setAsked] = useState<{ about: 'assign' | 'snooze' | null; cases: Chosen }>(nothingAsked);
  // The dialog keeps the cases it was opened for, whatever becomes of the list behind it.
  const ask = (about: 'assign' | 'snooze', at = shown) =>
    setAsked({ about, cases: chosenOf(rows, selection, at) });
  useWalk({ rows, shown, selection, onAsk: ask });
  const close = () => setAsked({ ...asked, about: null });
  const dialog = { cases: asked.cases, onClose: close, onDone: selection.clear };
  return (
    <div className={styles.inbox} data-shows={caseId ? 'case' : 'list'}>
      <title>{`${t('title')} · Amends`}</title>
      <CaseList {...{ inbox, rows, shown, selection, latencies }} onAsk={ask} />
      {shown ? <ShownCase caseId={shown} /> : <div className={styles.case} />}
      <AssignDialog {...dialog} isOpen={asked.about === 'assign'} />
      <SnoozeDialog {...dialog} isOpen={asked.about === 'snooze'} />
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

/** The cases that were selected; without any, the one that is shown. */
function chosenOf(rows: InboxRow[], { ids }: Selection, shown: string | undefined) {
  return rows
    .filter(({ id }) => (ids.size > 0 ? ids.has(id) : id === shown))
    .map(({ id, customer }) => ({ id, name: customer.name }));
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

type Walk = {
  rows: InboxRow[];
  shown: string | undefined;
  selection: Selection;
  onAsk: (dialog: 'assign' | 'snooze', at: string | undefined) => void;
};

function useWalk({ rows, shown, selection, onAsk }: Walk) {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  const { actor } = useSession();
  const take = useTaking();
  const go = useNavigate();
  const ids = rows.map(({ id }) => id);
  // Keys that follow each other quickly mean the case walked to, drawn or not.
  const walkedTo = useRef(shown);
  useEffect(() => {
    walkedTo.current = shown;
  }, [shown]);
  const walk = (step: number) => {
    const at = ids.indexOf(walkedTo.current ?? '');
    const next = ids[at === -1 ? 0 : Math.min(ids.length - 1, Math.max(0, at + step))];
    walkedTo.current = next;
    if (next) void go({ pathname: `/inbox/${next}`, search: params.toString() }, { replace: at !== -1 });
  };
  const asking = (dialog: 'assign' | 'snooze') => () => {
    const at = walkedTo.current;
    if (selection.ids.size > 0 || ids.includes(at ?? '')) onAsk(dialog, at);
  };
  useShortcuts([
    { keys: 'j', label: t('desk:shortcuts.next'), run: () => walk(1) },
    { keys: 'k', label: t('desk:shortcuts.previous'), run: () => walk(-1) },
    { keys: 'x', label: t('keys.select'), run: () => walkedTo.current && selection.toggle(walkedTo.current) },
    { keys: 't', label: t('keys.take'), run: () => walkedTo.current && take(walkedTo.current, actor.id) },
    { keys: 'a', label: t('keys.assign'), run: asking('assign') },
    { keys: 's', label: t('keys.snooze'), run: asking('snooze') },
  ]);
}
