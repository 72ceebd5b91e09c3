import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { useFormat } from '../use-format.ts';
import { useAddress } from '../use-address.ts';
import styles from './case-list.module.css';
import { CaseRow } from './case-row.tsx';
import { MyCommitments } from './my-commitments.tsx';
import { filterIn, narrowings, type InboxRow } from './inbox-data.ts';
import { InboxFilters } from './inbox-filters.tsx';
import { slowest } from './latency.ts';
import type { Selection } from './use-selection.ts';

type Props = {
  inbox: UseInfiniteQueryResult;
  rows: InboxRow[];
  shown: string | undefined;
  selection: Selection;
  latencies: number[];
  onAsk: (dialog: 'assign' | 'snooze') => void;
};

export function CaseList({ inbox, rows, shown, selection, latencies, onAsk }: Props) {
  const { t } = useTranslation('inbox');
  return (
    <section className={styles.list} aria-label={t('title')}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <InboxFilters />
        <Chosen rows={rows} selection={selection} onAsk={onAsk} />
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
      <Rows rows={rows} shown={shown} selection={selection} />
      {inbox.hasNextPage ? (
        <Button
          className={styles.more}
          onClick={() => void inbox.fetchNextPage()}
          loading={inbox.isFetchingNextPage}
        >
          {t('desk:table.more')}
        </Button>
      ) : null}
      <Latency latencies={latencies} />
    </section>
  );
}

/** What can be done with the rows that are ticked. */
function Chosen({ rows, selection, onAsk }: Pick<Props, 'rows' | 'selection' | 'onAsk'>) {
  const { t } = useTranslation('inbox');
  const count = selection.ids.size;
  if (rows.length === 0) return null;
  const shared = { size: 'compact-sm', variant: 'default' } as const;
  return (
    <div className={styles.chosen} role="toolbar" aria-label={t('many.label')}>
      {count > 0 ? (
        <>
          <output>{t('many.selected', { count })}</output>
          <Button {...shared} onClick={() => onAsk('assign')}>
            {t('many.assign')}
          </Button>
          <Button {...shared} onClick={() => onAsk('snooze')}>
            {t('many.snooze')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={selection.clear}>
            {t('many.none')}
          </Button>
        </>
      ) : (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={selection.selectAll}>
          {t('many.all')}
        </Button>
      )}
    </div>
  );
}

function NobodyWaits() {
  const { t } = useTranslation('inbox');
  const [params] = useSearchParams();
  const { to } = useAddress();
  const isNarrowed = narrowings.some((name) => params.get(name));
  const filter = isNarrowed ? 'narrowed' : filterIn(params);
  const widened = Object.fromEntries(narrowings.map((name) => [name, null]));
  return (
    <div className={styles.around}>
      <EmptyState
        title={t(`empty.${filter}.title`)}
        text={t(`empty.${filter}.text`)}
        action={
          isNarrowed ? (
            <Button component="a" href={to(widened)}>
              {t('narrow.widen')}
            </Button>
          ) : undefined
        }
      />
    </div>
  );
}

function Rows({ rows, shown, selection }: Pick<Props, 'rows' | 'shown' | 'selection'>) {
  const { t } = useTranslation('inbox');
  const first = rows.findIndex(({ status }) => status === 'contacted');
  return (
    <ol className={styles.rows} data-selecting={selection.ids.size > 0 || undefined}>
      {rows.map((row, at) => (
        <li key={row.id}>
          {at === first ? <p className={styles.group}>{t('spokenTo')}</p> : null}
          <CaseRow
            row={row}
            isShown={row.id === shown}
            isTicked={selection.ids.has(row.id)}
            onTick={() => selection.toggle(row.id)}
          />
        </li>
      ))}
    </ol>
  );
}

/** How long a row takes from the customer's answer to this screen. */
function Latency({ latencies }: Pick<Props, 'latencies'>) {
  const { t } = useTranslation('inbox');
  const { number } = useFormat();
  const most = slowest(latencies);
  if (most === null) return null;
  const seconds = number(Math.max(0.1, Math.ceil(most / 100) / 10));
  return <p className={styles.latency}>{t('latency', { seconds, count: latencies.length })}</p>;
}
