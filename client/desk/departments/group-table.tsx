import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '../components/data-table.tsx';
import { DotWhisker, DotWhiskerScale } from '../components/dot-whisker.tsx';
import { Section } from '../components/section.tsx';
import { useFormat } from '../use-format.ts';
import type { DepartmentFigures, GroupFigure } from './departments-data.ts';
import { useWhyMissing } from '../components/use-why-missing.ts';
import { ordered, type Order, type OrderBy } from './group-order.ts';
import styles from './group-table.module.css';
import { Moved } from './moved.tsx';

type Props = {
  title: string;
  /** Over the first column. */
  what: string;
  groups: GroupFigure[];
  whole: DepartmentFigures['whole'];
  nameOf: (key: string) => string;
  toOf: (key: string) => string | null;
  note?: string;
  isWalked: boolean;
};

/** How customers score, by whoever serves them, the lowest first; the drawing stands within the table. */
export function GroupTable({ title, what, groups, whole, nameOf, toOf, note, isWalked }: Props) {
  const [order, setOrder] = useState<Order>({ by: 'nps', isDown: false });
  const columns = useColumns({ what, whole, nameOf });
  const sorted = (column: Column<GroupFigure>): Column<GroupFigure> => {
    const by = orders[column.key];
    if (!by) return column;
    const isIt = order.by === by;
    const direction = isIt ? (order.isDown ? 'descending' : 'ascending') : 'none';
    return {
      ...column,
      sorting: { direction, onSort: () => setOrder({ by, isDown: isIt && !order.isDown }) },
    };
  };
  return (
    <Section title={title} note={note}>
      <DataTable
        label={title}
        columns={columns.map(sorted)}
        rows={ordered(groups, order, nameOf)}
        rowKey={({ key }) => key}
        rowTo={({ key }) => toOf(key)}
        isWalked={isWalked}
      />
    </Section>
  );
}

const orders: Readonly<Record<string, OrderBy>> = {
  name: 'name',
  nps: 'nps',
  change: 'change',
  service: 'service',
};

function useColumns({ what, whole, nameOf }: Pick<Props, 'what' | 'whole' | 'nameOf'>) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const { number } = useFormat();
  const isBelow = ({ nps }: GroupFigure) =>
    nps.interval !== null && whole.interval !== null && nps.interval.high < whole.interval.low;
  const columns: Column<GroupFigure>[] = [
    { key: 'name', label: what, cell: ({ key }) => <bdi>{nameOf(key)}</bdi> },
    {
      key: 'drawing',
      label: t('column.drawing'),
      scale: <DotWhiskerScale />,
      cell: (group) =>
        group.nps.value !== null && group.nps.interval ? (
          <DotWhisker
            value={group.nps.value}
            {...group.nps.interval}
            whole={whole.value}
            isBad={isBelow(group)}
          />
        ) : null,
    },
    { key: 'nps', label: t('column.nps'), cell: ({ nps }) => <Nps nps={nps} />, isNumber: true },
    {
      key: 'change',
      label: t('column.change'),
      cell: ({ change, nps }) =>
        nps.value === null ? null : <Moved change={change} tell={(size) => number(Math.round(size))} />,
      isNumber: true,
    },
    {
      key: 'service',
      label: t('column.service'),
      cell: ({ namedService }) => <NamedService share={namedService} />,
      isNumber: true,
    },
  ];
  return columns;
}

function Nps({ nps }: { nps: GroupFigure['nps'] }) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const { number } = useFormat();
  const whyMissing = useWhyMissing();
  if (nps.value === null) return <span className={styles.missing}>{whyMissing(nps)}</span>;
  const half = nps.interval ? (nps.interval.high - nps.interval.low) / 2 : 0;
  return (
    <span className={styles.figure}>
      <b>
        <bdi>{number(Math.round(nps.value))}</bdi>
      </b>{' '}
      <small>
        {t('desk:figure.intervalAndN', { interval: number(Math.round(half)), n: number(Number(nps.n)) })}
      </small>
    </span>
  );
}

function NamedService({ share: { value, interval } }: { share: GroupFigure['namedService'] }) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const { percent, number } = useFormat();
  if (value === null) return null;
  const whole = (part: number) => number(Math.round(part * 100));
  return (
    <span className={styles.figure}>
      <bdi>{percent(value)}</bdi>{' '}
      {interval ? (
        <small>{t('desk:chart.range', { low: whole(interval.low), high: whole(interval.high) })}</small>
      ) : null}
    </span>
  );
}
