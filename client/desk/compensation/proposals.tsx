import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { Section } from '../components/section.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { When } from '../components/when.tsx';
import { useProposals, type Proposal } from './compensation-data.ts';
import { useWrongLabel } from './use-wrong-label.ts';

/** Every proposal behind the figures, the latest first, each leading to its case. */
export function Proposals() {
  const { t } = useTranslation('compensation');
  const columns = useColumns();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useProposals();
  const proposals = data?.pages.flatMap((page) => page.proposals) ?? [];
  return (
    <div id="proposals">
      <Section title={t('list.title')}>
        {data && proposals.length === 0 ? <p className="soft">{t('list.none')}</p> : null}
        {proposals.length > 0 ? (
          <DataTable
            label={t('list.title')}
            rows={proposals}
            rowKey={({ id }) => id}
            rowTo={({ caseId, customerId }) => (caseId ? `/inbox/${caseId}` : `/customers/${customerId}`)}
            columns={columns}
            {...(hasNextPage && { onMore: () => void fetchNextPage() })}
            isLoadingMore={isFetchingNextPage}
          />
        ) : null}
      </Section>
    </div>
  );
}

function useColumns(): Column<Proposal>[] {
  const { t } = useTranslation('compensation');
  const wrongLabel = useWrongLabel();
  return [
    {
      key: 'customer',
      label: t('list.customer'),
      cell: ({ customerName }) => <bdi>{customerName}</bdi>,
    },
    { key: 'tier', label: t('list.tier'), cell: ({ tier }) => <TierTag tier={tier} /> },
    { key: 'wrong', label: t('list.wrong'), cell: (row) => wrongLabel(row.wrong) || '–' },
    { key: 'status', label: t('list.status'), cell: ({ status }) => t(`status.${status}`) },
    { key: 'when', label: t('list.when'), cell: ({ proposedAt }) => <When at={proposedAt} /> },
    {
      key: 'amount',
      label: t('list.amount'),
      isNumber: true,
      // A call or a service is worth no money.
      cell: ({ amountMinor, currency }) => <Money amountMinor={amountMinor || null} currency={currency} />,
    },
  ];
}
