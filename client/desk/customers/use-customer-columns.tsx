import type { InferResponseType } from 'hono/client';
import { useTranslation } from 'react-i18next';
import type { api } from '../api.ts';
import type { Column } from '../components/data-table.tsx';
import { Tag } from '../components/tag.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { Day } from '../components/when.tsx';

type Listed = InferResponseType<typeof api.api.customers.$get>['customers'][number];

/** What the list says of each customer. */
export function useCustomerColumns(): Column<Listed>[] {
  const { t } = useTranslation('customers');
  return [
    { key: 'name', label: t('column.name'), cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'externalId', label: t('column.externalId'), cell: ({ externalId }) => <bdi>{externalId}</bdi> },
    { key: 'email', label: t('column.email'), cell: ({ email }) => <bdi>{email ?? '–'}</bdi> },
    { key: 'tier', label: t('column.tier'), cell: ({ tier }) => <TierTag tier={tier} /> },
    { key: 'status', label: t('column.status'), cell: ({ status }) => <StatusTag status={status} /> },
    {
      key: 'lastOrderOn',
      label: t('column.lastOrder'),
      cell: ({ lastOrderOn }) => <Day on={lastOrderOn} />,
      isNumber: true,
    },
  ];
}

/** An active customer is the rule and needs no mark. */
export function StatusTag({ status }: { status: Listed['status'] }) {
  const { t } = useTranslation('customers');
  if (status === 'active') return t('status.active');
  return <Tag tone={status === 'left' ? 'bad' : 'plain'}>{t(`status.${status}`)}</Tag>;
}
