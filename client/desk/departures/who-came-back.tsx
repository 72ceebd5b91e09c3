import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { Section } from '../components/section.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { Day } from '../components/when.tsx';
import { useFormat } from '../use-format.ts';
import { useReturners, type Returners } from './departures-data.ts';

type Person = Returners['people'][number];

/** Those who ordered again, the latest first; a returned customer is watched closely (B8). */
export function WhoCameBack() {
  const { t } = useTranslation('departures');
  const columns = useColumns();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useReturners();
  const people = data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <div id="who-came-back">
      <Section title={t('returns.who')}>
        {data && people.length === 0 ? <p className="soft">{t('returns.nobody')}</p> : null}
        {people.length > 0 ? (
          <DataTable
            label={t('returns.who')}
            rows={people}
            rowKey={({ id, returned }) => `${id} ${returned}`}
            rowTo={({ id }) => `/customers/${id}`}
            columns={columns}
            {...(hasNextPage && { onMore: () => void fetchNextPage() })}
            isLoadingMore={isFetchingNextPage}
          />
        ) : null}
      </Section>
    </div>
  );
}

function useColumns(): Column<Person>[] {
  const { t } = useTranslation('departures');
  const { days } = useFormat();
  const reasonLabel = useReasonLabel();
  return [
    { key: 'name', label: t('near.customer'), cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'tier', label: t('near.tier'), cell: ({ tier }) => <TierTag tier={tier} /> },
    {
      key: 'reason',
      label: t('returns.over'),
      cell: ({ category }) => (category ? reasonLabel(category) : '–'),
    },
    { key: 'left', label: t('returns.left'), cell: ({ left }) => <Day on={left} /> },
    {
      key: 'returned',
      label: t('returns.returned'),
      cell: ({ returned }) => <Day on={returned} />,
    },
    { key: 'days', label: t('returns.after'), isNumber: true, cell: (one) => days(one.days) },
    {
      key: 'money',
      label: t('returns.yearly'),
      isNumber: true,
      cell: ({ yearlyMinor, currency }) =>
        yearlyMinor > 0 ? <Money amountMinor={yearlyMinor} currency={currency} isWhole /> : '–',
    },
  ];
}
