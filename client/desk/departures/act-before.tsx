import { useTranslation } from 'react-i18next';
import { Chip } from '../components/filter-row.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Money } from '../components/money.tsx';
import { Section } from '../components/section.tsx';
import { TierTag } from '../components/tier-tag.tsx';
import { Day } from '../components/when.tsx';
import { useAddress } from '../use-address.ts';
import { useFormat } from '../use-format.ts';
import { useNear, type Near } from './departures-data.ts';

type Person = Near['people'][number];
const choices = ['30', '60'] as const;

/** Who comes to the moment at which customers usually leave (W6), the most valuable first. */
export function ActBefore() {
  const { t } = useTranslation('departures');
  const format = useFormat();
  const { go } = useAddress();
  const { days, near } = useNear();
  const columns = useColumns();
  const first = near.data?.pages[0];
  if (!first || first.medianDays === null) return null;
  const people = near.data?.pages.flatMap((page) => page.people) ?? [];
  const chips = choices.map((choice) => (
    <Chip key={choice} isOn={choice === days} onClick={() => go({ days: choice === '30' ? null : choice })}>
      {t('near.days', { days: format.days(Number(choice)) })}
    </Chip>
  ));
  return (
    <Section title={t('near.title')} aside={<span className="no-print">{chips}</span>}>
      <p className="soft">
        {t('near.note', { median: format.days(first.medianDays), n: format.number(first.n) })}
      </p>
      {people.length > 0 ? (
        <DataTable
          label={t('near.title')}
          columns={columns}
          rows={people}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/customers/${id}`}
          {...(near.hasNextPage && { onMore: () => void near.fetchNextPage() })}
          isLoadingMore={near.isFetchingNextPage}
        />
      ) : null}
    </Section>
  );
}

function useColumns(): Column<Person>[] {
  const { t } = useTranslation('departures');
  return [
    { key: 'name', label: t('near.customer'), cell: ({ name }) => <bdi>{name}</bdi> },
    { key: 'tier', label: t('near.tier'), cell: ({ tier }) => <TierTag tier={tier} /> },
    { key: 'since', label: t('near.since'), cell: ({ began }) => <Day on={began} /> },
    { key: 'moment', label: t('near.moment'), cell: ({ reachesOn }) => <Day on={reachesOn} /> },
    {
      key: 'money',
      label: t('near.monthly'),
      isNumber: true,
      cell: ({ monthlyMinor, currency }) =>
        monthlyMinor > 0 ? <Money amountMinor={monthlyMinor} currency={currency} isWhole /> : '–',
    },
  ];
}
