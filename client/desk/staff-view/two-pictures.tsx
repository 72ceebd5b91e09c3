import { useTranslation } from 'react-i18next';
import { CertainShare } from '../components/certain-share.tsx';
import { DataTable, type Column } from '../components/data-table.tsx';
import { IntervalBar } from '../components/interval-bar.tsx';
import { Section } from '../components/section.tsx';
import { Tag } from '../components/tag.tsx';
import type { ShareFigure } from '../components/share-section.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import type { Span } from '../reasons/span.ts';
import { useFormat } from '../use-format.ts';
import type { StaffViewFigures } from './staff-view-page.tsx';
import styles from './two-pictures.module.css';

type Row = StaffViewFigures['categories'][number];

/** Each category as customers name it and as the staff do; a row leads to what customers said. */
export function TwoPictures({ figures, span }: { figures: StaffViewFigures; span: Span }) {
  const { t } = useTranslation('staff-view');
  const columns = useColumns(figures);
  return (
    <Section title={t('table.title')} aside={t('table.note')}>
      <DataTable
        label={t('table.title')}
        columns={columns}
        rows={figures.categories}
        rowKey={({ category }) => category}
        rowTo={({ category }) => `/reasons?category=${category}&from=${span.from}&to=${span.to}`}
      />
      <p className="soft">{t('table.anonymous')}</p>
    </Section>
  );
}

function useColumns({ categories }: StaffViewFigures): Column<Row>[] {
  const { t } = useTranslation('staff-view');
  const reasonLabel = useReasonLabel();
  const widest = Math.max(
    0.01,
    ...categories
      .flatMap(({ customers, staff }) => [customers, staff])
      .map(({ interval }) => interval?.high ?? 0),
  );
  const side = (name: 'customers' | 'staff'): Column<Row> => ({
    key: name,
    label: t(`table.${name}`),
    cell: (row) => <Side share={row[name]} scale={1 / widest} />,
  });
  return [
    { key: 'reason', label: t('table.reason'), cell: ({ category }) => reasonLabel(category) },
    side('customers'),
    side('staff'),
    {
      key: 'difference',
      label: t('table.difference'),
      isNumber: true,
      cell: ({ difference }) => <Difference difference={difference} />,
    },
  ];
}

function Side({ share, scale }: { share: ShareFigure; scale: number }) {
  const { value, interval } = share;
  if (value === null) return <>–</>;
  const scaled = (part: number | undefined) => (part === undefined ? null : part * scale);
  return (
    <span className={styles.bar}>
      <IntervalBar share={value * scale} low={scaled(interval?.low)} high={scaled(interval?.high)} />
      <span>
        <CertainShare share={share} />
      </span>
    </span>
  );
}

function Difference({ difference }: Pick<Row, 'difference'>) {
  const { t } = useTranslation(['staff-view', 'desk']);
  const { number } = useFormat();
  if (difference === null) return <>–</>;
  const points = (share: number) =>
    `\u200e${share > 0 ? '+' : share < 0 ? '−' : ''}${number(Math.abs(Math.round(share * 100)))}`;
  const { low, high } = difference.interval;
  return (
    <>
      <b>{t('table.points', { points: points(difference.value) })}</b>{' '}
      <small className="soft">{t('desk:chart.range', { low: points(low), high: points(high) })}</small>{' '}
      {difference.isReal ? (
        <Tag tone={difference.value > 0 ? 'bad' : 'plain'}>
          {t(difference.value > 0 ? 'table.unseen' : 'table.overseen')}
        </Tag>
      ) : null}
    </>
  );
}
