import { Button, VisuallyHidden } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Clock } from '../components/clock.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { ScoreFace } from '../components/score-face.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { When } from '../components/when.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import styles from './case-list.module.css';
import { MyCommitments } from './my-commitments.tsx';
import { filterIn, filters, type InboxRow } from './inbox-data.ts';

type Props = { inbox: UseInfiniteQueryResult; rows: InboxRow[]; shown: string | undefined };

export function CaseList({ inbox, rows, shown }: Props) {
  const { t } = useTranslation('inbox');
  return (
    <section className={styles.list} aria-label={t('title')}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <Filters />
      </header>
      <MyCommitments />
      {inbox.isPending ? (
        <div className={styles.around}>
          <LoadingShape shape="list" />
        </div>
      ) : null}
      {inbox.isError ? (
        <div className={styles.around}>
          <ErrorState error={inbox.error} onRetry={() => void inbox.refetch()} />
        </div>
      ) : null}
      {inbox.isSuccess && rows.length === 0 ? <NobodyWaits /> : null}
      <Rows rows={rows} shown={shown} />
      {inbox.hasNextPage ? (
        <Button
          className={styles.more}
          onClick={() => void inbox.fetchNextPage()}
          loading={inbox.isFetchingNextPage}
        >
          {t('desk:table.more')}
        </Button>
      ) : null}
    </section>
  );
}

function Filters() {
  const { t } = useTranslation('inbox');
  const [params, setParams] = useSearchParams();
  const current = filterIn(params);
  return (
    <FilterRow>
      {filters.map((filter) => (
        <Chip
          key={filter}
          isOn={filter === current}
          onClick={() => setParams(filter === 'all' ? {} : { filter }, { replace: true })}
        >
          {t(`filter.${filter}`)}
        </Chip>
      ))}
    </FilterRow>
  );
}

function NobodyWaits() {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  const filter = filterIn(params);
  return (
    <div className={styles.around}>
      <EmptyState title={t(`empty.${filter}.title`)} text={t(`empty.${filter}.text`)} />
    </div>
  );
}

function Rows({ rows, shown }: { rows: InboxRow[]; shown: string | undefined }) {
  const { t } = useTranslation('inbox');
  const first = rows.findIndex(({ status }) => status === 'contacted');
  return (
    <ol className={styles.rows}>
      {rows.map((row, at) => (
        <li key={row.id}>
          {at === first ? <p className={styles.group}>{t('spokenTo')}</p> : null}
          <Row row={row} isShown={row.id === shown} />
        </li>
      ))}
    </ol>
  );
}

function Row({ row, isShown }: { row: InboxRow; isShown: boolean }) {
  const [params] = useSearchParams();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isShown) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isShown]);
  return (
    <Link
      ref={link}
      className={styles.row}
      aria-current={isShown || undefined}
      to={{ pathname: `/inbox/${row.id}`, search: params.toString() }}
    >
      <ScoreFace score={row.score} measure={row.scoreMeasure ?? 'nps'} />
      <span className={styles.who}>
        <span className={styles.name} dir="auto">
          {row.customer.name}
        </span>{' '}
        <TierTag tier={row.tier} /> {row.isCallWished ? <CallMark /> : null}
      </span>
      <span className={styles.clock}>
        <RowClock row={row} />
      </span>
      <RowWords row={row} />
    </Link>
  );
}

function CallMark() {
  const { t } = useTranslation('inbox');
  return (
    <span className={styles.call} title={t('call.title')}>
      <IconPhone size={15} aria-hidden />
      <VisuallyHidden>{t('call.title')}</VisuallyHidden>
    </span>
  );
}

function RowClock({ row }: { row: InboxRow }) {
  if (row.status === 'resolved') return <When at={row.resolvedAt} isRelative />;
  return <Clock dueAt={row.status === 'open' ? row.firstContactDueAt : row.resolutionDueAt} />;
}

function RowWords({ row }: { row: InboxRow }) {
  const label = useReasonLabel();
  const reason = row.category && label(row.category, row.detail);
  if (!row.verbatim) return <span className={styles.words}>{reason ?? '–'}</span>;
  return (
    <span className={styles.words} dir="auto" lang={row.locale ?? undefined}>
      {row.verbatim}
    </span>
  );
}
