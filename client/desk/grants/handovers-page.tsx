import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { MarkedText } from '../components/marked-text.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { useFormat } from '../use-format.ts';
import { useShortcuts } from '../use-shortcuts.tsx';
import { HandoverCard } from './handover-card.tsx';
import styles from './handovers.module.css';
import { useHandoverCounts, useHandovers, type Handover } from './handovers.ts';
import { ReceiptDialog } from './receipt-dialog.tsx';

/** What has been promised and is still to be handed over? */
export function Component() {
  const { t } = useTranslation('grants');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useHandovers();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingShape />;
  const handovers = data.pages.flatMap((page) => page.fulfilments);
  return (
    <>
      <Headline />
      {handovers.length === 0 ? (
        <EmptyState title={t('handover.emptyTitle')} text={t('handover.emptyText')} />
      ) : (
        <HandoverList handovers={handovers} />
      )}
      {hasNextPage ? (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('handover.more')}
        </Button>
      ) : null}
    </>
  );
}

function Headline() {
  const { t } = useTranslation('grants');
  const { number } = useFormat();
  const { data } = useHandoverCounts();
  if (!data) return null;
  const { waiting, late } = data;
  const said =
    waiting === 0 ? t('handover.none') : t('handover.title', { count: waiting, n: number(waiting) });
  return (
    <PageTitle note={late > 0 ? t('handover.late', { count: late, n: number(late) }) : undefined}>
      <MarkedText text={said} />
    </PageTitle>
  );
}

function HandoverList({ handovers }: { handovers: Handover[] }) {
  const { t } = useTranslation(['grants', 'desk']);
  const list = useRef<HTMLUListElement>(null);
  const [done, setDone] = useState<Handover | null>(null);
  const links = () => [...(list.current?.querySelectorAll<HTMLElement>('h2 > a') ?? [])];
  const at = () => links().findIndex((link) => link === document.activeElement);
  const walk = (step: number) => {
    const all = links();
    all[at() === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at() + step))]?.focus();
  };
  useShortcuts([
    { keys: 'j', label: t('desk:shortcuts.next'), run: () => walk(1) },
    { keys: 'k', label: t('desk:shortcuts.previous'), run: () => walk(-1) },
    { keys: 'd', label: t('handover.done'), run: () => setDone(handovers[Math.max(0, at())] ?? null) },
  ]);
  return (
    <>
      <ul ref={list} className={styles.list}>
        {handovers.map((handover) => (
          <HandoverCard key={handover.id} handover={handover} onDone={() => setDone(handover)} />
        ))}
      </ul>
      {done ? <ReceiptDialog handover={done} onClose={() => setDone(null)} /> : null}
    </>
  );
}
