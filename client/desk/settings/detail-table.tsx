import { useTranslation } from 'react-i18next';
import { languages, nearestLanguage } from '#client/locales/languages.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { DataTable, type Column } from '../components/data-table.tsx';
import { Tag } from '../components/tag.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { isolated } from '../inbox/isolated.ts';
import { useFormat } from '../use-format.ts';
import styles from './codebook.module.css';
import { DetailMenu } from './detail-menu.tsx';
import { useRowName, type DetailRow } from './detail-rows.ts';

/** The details of one category, each with its names, how often it was named and what can be done with it. */
export function DetailTable({ category, rows }: { category: ReasonCategory; rows: DetailRow[] }) {
  const label = useReasonLabel();
  const columns = useColumns();
  return (
    <div className={styles.details}>
      <DataTable label={label(category)} columns={columns} rows={rows} rowKey={({ code }) => code} />
    </div>
  );
}

function useColumns(): Column<DetailRow>[] {
  const { t } = useTranslation('codebook');
  return [
    { key: 'detail', label: t('reasons.detail'), cell: nameOf },
    { key: 'others', label: t('reasons.others'), cell: othersOf },
    { key: 'answers', label: t('reasons.answers'), isNumber: true, cell: answersOf },
    { key: 'leavers', label: t('reasons.leavers'), isNumber: true, cell: leaversOf },
    { key: 'menu', label: '', isNumber: true, cell: menuOf },
  ];
}

const nameOf = (row: DetailRow) => <DetailName row={row} />;
const othersOf = (row: DetailRow) => <OtherNames row={row} />;
const answersOf = ({ answers }: DetailRow) => <Named count={answers} />;
const leaversOf = ({ leavers }: DetailRow) => <Named count={leavers} />;
const menuOf = (row: DetailRow) => <DetailMenu row={row} />;

function DetailName({ row }: { row: DetailRow }) {
  const { t } = useTranslation('codebook');
  const label = useReasonLabel();
  const isOffered = row.retiredAt === null && row.mergedInto === null;
  return (
    <span className={styles.name} data-offered={isOffered || undefined}>
      <bdi>{useRowName()(row)}</bdi>
      {row.mergedInto === null ? null : (
        <Tag>{t('reasons.mergedInto', { detail: isolated(label(row.category, row.mergedInto)) })}</Tag>
      )}
      {row.retiredAt === null ? null : <Tag>{t('retired')}</Tag>}
      {row.isHeardOnly ? <Tag>{t('reasons.heardOnly')}</Tag> : null}
      {row.isShipped || row.isHeardOnly ? null : <Tag>{t('reasons.own')}</Tag>}
    </span>
  );
}

function OtherNames({ row }: { row: DetailRow }) {
  const { i18n } = useTranslation('codebook');
  const own = nearestLanguage(i18n.language);
  if (row.isHeardOnly) return null;
  return (
    <span className={styles.others}>
      {languages
        .filter((language) => language !== own && (row.isShipped || row.ownLabels[language]))
        .map((language) => (
          <bdi key={language} lang={language}>
            {row.labels[language]}
          </bdi>
        ))}
    </span>
  );
}

function Named({ count }: { count: DetailRow['answers'] }) {
  const { number } = useFormat();
  if (count === 0) return '–';
  return typeof count === 'number' ? number(count) : <bdi>{count}</bdi>;
}
