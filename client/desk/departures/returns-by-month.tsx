import { useTranslation } from 'react-i18next';
import { CertainShare } from '../components/certain-share.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { Section } from '../components/section.tsx';
import { Moved } from '../departments/moved.tsx';
import { useFormat } from '../use-format.ts';
import type { ReturnFigures } from './departures-data.ts';

/** Returns of each month, whenever they had left, and the share of those then gone; marked where it really moved. */
export function ReturnsByMonth({ byMonth }: Pick<ReturnFigures, 'byMonth'>) {
  const { t } = useTranslation(['departures', 'desk']);
  const columns = useColumns();
  return (
    <Section title={t('returns.byMonth')} aside={t('returns.byMonthNote')}>
      <DataTable
        label={t('returns.byMonth')}
        rows={byMonth.toReversed()}
        rowKey={({ month }) => month}
        columns={columns}
      />
      <p className="soft">{t('returns.rateNote')}</p>
    </Section>
  );
}

function useColumns(): Column<ReturnFigures['byMonth'][number]>[] {
  const { t } = useTranslation(['departures', 'desk']);
  const { monthAndYear, number, percent } = useFormat();
  return [
    { key: 'month', label: t('desk:chart.month'), cell: ({ month }) => monthAndYear(month) },
    {
      key: 'returned',
      label: t('returns.back'),
      isNumber: true,
      cell: ({ returned }) => number(returned),
    },
    {
      key: 'share',
      label: t('returns.rate'),
      isNumber: true,
      cell: ({ share, change }) => (
        <>
          <CertainShare share={share} /> {change?.isReal ? <Moved change={change} tell={percent} /> : null}
        </>
      ),
    },
    {
      key: 'money',
      label: t('returns.value'),
      isNumber: true,
      cell: ({ money }) => <MoneyList money={money} />,
    },
  ];
}
