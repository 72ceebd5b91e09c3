import { useTranslation } from 'react-i18next';
import { CertainShare } from '../components/certain-share.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { Columns, Section } from '../components/section.tsx';
import { ShareSection } from '../components/share-section.tsx';
import { useWhyMissing } from '../components/use-why-missing.ts';
import { useDepartmentName } from '../narrowing/use-department-name.ts';
import { useFormat } from '../use-format.ts';
import type { CompensationFigures, Course } from './compensation-data.ts';
import { useWrongLabel } from './use-wrong-label.ts';

/** What became of proposals, month by month, by what went wrong and by department. */
export function Courses({ figures }: { figures: CompensationFigures }) {
  const { t } = useTranslation(['compensation', 'desk']);
  const { monthAndYear, number } = useFormat();
  const wrongLabel = useWrongLabel();
  const departmentName = useDepartmentName();
  const whyMissing = useWhyMissing();
  const unknown = t('table.unknown');
  const { byWrong, byDepartment, byMonth, reached } = figures;
  return (
    <>
      <CourseTable
        title={t('table.byMonth')}
        rows={byMonth.toReversed()}
        nameOf={({ month }) => monthAndYear(month)}
      />
      <Columns>
        <CourseTable
          title={t('table.byWrong')}
          rows={byWrong}
          nameOf={({ group }) => wrongLabel(group) || unknown}
          isShort
        />
        <ShareSection
          title={t('reached.title')}
          note={t('reached.note')}
          rows={reached.map(({ measure, share, compensated, bad }) => ({
            key: measure,
            label: t(`reached.${measure}`),
            share,
            told:
              whyMissing(share) ??
              t('reached.of', { part: number(Number(compensated)), whole: number(Number(bad)) }),
          }))}
        />
      </Columns>
      {byDepartment.some(({ group }) => group !== '') ? (
        <CourseTable
          title={t('table.byDepartment')}
          rows={byDepartment}
          nameOf={({ group }) => (group === '' ? unknown : departmentName(group))}
          isShort
        />
      ) : null}
    </>
  );
}

type Group = Course & {
  group?: string;
  month?: string;
  approvedShare?: CompensationFigures['approvedShare'];
};
type TableProps<Row extends Group> = {
  title: string;
  rows: Row[];
  nameOf: (row: Row) => string;
  /** Only what was proposed and paid, and the share said yes to. */
  isShort?: boolean;
};

const parts = ['proposed', 'approved', 'issued', 'declined', 'waiting'] as const;

function CourseTable<Row extends Group>({ title, rows, nameOf, isShort = false }: TableProps<Row>) {
  const columns = useColumns({ title, nameOf, isShort });
  return (
    <Section title={title}>
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowKey={({ group, month }) => group ?? month ?? ''}
      />
    </Section>
  );
}

function useColumns<Row extends Group>({
  title,
  nameOf,
  isShort,
}: Omit<TableProps<Row>, 'rows'>): Column<Row>[] {
  const { t } = useTranslation('compensation');
  const shown = isShort ? (['proposed', 'issued'] as const) : parts;
  const columns: Column<Row>[] = [
    { key: 'name', label: title, cell: (row) => <bdi>{nameOf(row)}</bdi> },
    ...shown.map((part) => ({
      key: part,
      label: t(`table.${part}`),
      isNumber: true,
      cell: (row: Row) => <Part sum={row[part]} />,
    })),
  ];
  const share: Column<Row> = {
    key: 'share',
    label: t('table.share'),
    isNumber: true,
    cell: ({ approvedShare }) => (approvedShare ? <CertainShare share={approvedShare} /> : '–'),
  };
  return isShort ? [...columns, share] : columns;
}

function Part({ sum: { n, money } }: { sum: Course['proposed'] }) {
  const { number } = useFormat();
  if (n === 0) return <>–</>;
  return (
    <>
      <MoneyList money={money} /> <small className="soft">({number(n)})</small>
    </>
  );
}
