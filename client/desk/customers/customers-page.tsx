import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconDownload, IconSearch, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { api, read } from '../api.ts';
import { DataTable } from '../components/data-table.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorState } from '../components/error-state.tsx';
import { Chip, FilterRow } from '../components/filter-row.tsx';
import { LoadingShape } from '../components/loading-shape.tsx';
import { PageTitle } from '../components/page-title.tsx';
import { isAtLeast } from '../nav.ts';
import { useSession } from '../session.tsx';
import { useCustomerColumns } from './use-customer-columns.tsx';
import styles from './customers.module.css';

const tiers = ['gold', 'silver', 'copper'] as const;
const statuses = ['active', 'left'] as const;

export function Component() {
  const { t } = useTranslation('customers');
  return (
    <>
      <PageTitle actions={<Actions />}>{t('title')}</PageTitle>
      <Narrowing />
      <List />
    </>
  );
}

function Actions() {
  const { t } = useTranslation('customers');
  const { role } = useSession().actor;
  if (!isAtLeast(role, 'manager')) return null;
  return (
    <>
      <Button
        component="a"
        href="/api/customers.csv"
        download
        leftSection={<IconDownload size={16} aria-hidden />}
      >
        {t('export')}
      </Button>
      <ImportButton />
    </>
  );
}

function ImportButton() {
  const { t } = useTranslation('customers');
  return (
    <Button
      component={Link}
      to="/customers/import"
      variant="filled"
      leftSection={<IconUpload size={16} aria-hidden />}
    >
      {t('import')}
    </Button>
  );
}

function useNarrowing() {
  const [params, setParams] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value) after.set(name, value);
        else after.delete(name);
        return after;
      },
      { replace: true },
    );
  return {
    search: params.get('search') ?? '',
    tier: tiers.find((tier) => tier === params.get('tier')),
    status: statuses.find((status) => status === params.get('status')),
    set,
  };
}

function Narrowing() {
  const { t } = useTranslation(['customers', 'desk']);
  const { search, tier, status, set } = useNarrowing();
  const setSearch = useDebouncedCallback((words: string) => set('search', words.trim()), 200);
  return (
    <div className={styles.narrowing}>
      <TextInput
        type="search"
        className={styles.search}
        aria-label={t('search')}
        placeholder={t('search')}
        defaultValue={search}
        leftSection={<IconSearch size={16} aria-hidden />}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <FilterRow>
        {tiers.map((one) => (
          <Chip key={one} isOn={tier === one} onClick={() => set('tier', tier === one ? undefined : one)}>
            {t(`tier.${one}`, { ns: 'desk' })}
          </Chip>
        ))}
        {statuses.map((one) => (
          <Chip
            key={one}
            isOn={status === one}
            onClick={() => set('status', status === one ? undefined : one)}
          >
            {t(`status.${one}`)}
          </Chip>
        ))}
      </FilterRow>
    </div>
  );
}

function List() {
  const { t } = useTranslation('customers');
  const { search, tier, status } = useNarrowing();
  const columns = useCustomerColumns();
  const query = { ...(search && { search }), ...(tier && { tier }), ...(status && { status }) };
  const list = useInfiniteQuery({
    queryKey: ['customers', 'list', query],
    queryFn: ({ pageParam }) =>
      read(api.api.customers.$get({ query: pageParam ? { ...query, after: pageParam } : query })),
    initialPageParam: '',
    getNextPageParam: (page) => (page.hasMore ? page.customers.at(-1)?.id : undefined),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.isPending) return <LoadingShape shape="list" rows={12} />;
  const rows = list.data.pages.flatMap((page) => page.customers);
  if (rows.length === 0) return <Nobody isNarrowed={Object.keys(query).length > 0} />;
  return (
    <DataTable
      label={t('list')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/customers/${id}`}
      onMore={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
      isLoadingMore={list.isFetchingNextPage}
    />
  );
}

function Nobody({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useTranslation('customers');
  const { role } = useSession().actor;
  if (isNarrowed) return <EmptyState title={t('nobody.title')} text={t('nobody.text')} />;
  const action = isAtLeast(role, 'manager') ? <ImportButton /> : undefined;
  return <EmptyState title={t('empty.title')} text={t('empty.text')} action={action} />;
}
