import { Button } from '@mantine/core';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useShortcuts } from '../use-shortcuts.tsx';
import styles from './data-table.module.css';

export type Column<Row> = {
  key: string;
  label: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  isNumber?: boolean;
};

type Props<Row> = {
  /** What the table lists, for those who do not see it. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; the first column becomes the link, and `j` `k` walk through the rows. */
  rowTo?: (row: Row) => string;
  /** Present while there is more: asks for the next page by key. */
  onMore?: () => void;
  isLoadingMore?: boolean;
};

/** A plain table by lines; on phones each row is a card with the first column as its head. */
export function DataTable<Row>({ label, columns, rows, rowKey, rowTo, onMore, isLoadingMore }: Props<Row>) {
  const { t } = useTranslation('desk');
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  return (
    <>
      <table className={styles.table}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-end={column.isNumber || undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-leads={rowTo ? true : undefined}>
              {columns.map((column, at) => (
                <td key={column.key} data-label={column.label} data-end={column.isNumber || undefined}>
                  {at === 0 && rowTo ? <Link to={rowTo(row)}>{column.cell(row)}</Link> : column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {onMore ? (
        <Button className={styles.more} onClick={onMore} loading={isLoadingMore}>
          {t('table.more')}
        </Button>
      ) : null}
    </>
  );
}

function useRowKeys(body: React.RefObject<HTMLTableSectionElement | null>) {
  const { t } = useTranslation('desk');
  const walk = (step: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('td:first-child > a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  useShortcuts([
    { keys: 'j', label: t('shortcuts.next'), run: () => walk(1) },
    { keys: 'k', label: t('shortcuts.previous'), run: () => walk(-1) },
  ]);
}
