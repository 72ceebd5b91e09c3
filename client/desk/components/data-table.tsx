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
  /** For a column of drawings: the axis they share, below the label. On phones a drawing has the width of its card. */
  scale?: ReactNode;
  /** The rows can be put in order by it: which way they are, and what turns that round. */
  sorting?: { direction: 'ascending' | 'descending' | 'none'; onSort: () => void };
};

type Props<Row> = {
  /** What the table lists, for those who do not see it. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads, where it does; the first column becomes the link, and `j` `k` walk through the rows. */
  rowTo?: (row: Row) => string | null;
  /** Of several tables on a page one is walked. */
  isWalked?: boolean;
  /** Present while there is more: asks for the next page by key. */
  onMore?: () => void;
  isLoadingMore?: boolean;
};

/** A plain table by lines; on phones each row is a card with the first column as its head. */
export function DataTable<Row>({ isWalked = true, ...props }: Props<Row>) {
  const { label, columns, rows, rowKey, rowTo = leadsNowhere, onMore, isLoadingMore } = props;
  const { t } = useTranslation('desk');
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, isWalked);
  return (
    <>
      <table className={styles.table} data-sortable={columns.some(({ sorting }) => sorting) || undefined}>
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <ColumnHead key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <TableRow key={rowKey(row)} row={row} columns={columns} to={rowTo(row)} />
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

const leadsNowhere = () => null;

type Head = Pick<Column<never>, 'label' | 'isNumber' | 'scale' | 'sorting'>;

function ColumnHead({ column: { label, isNumber, scale, sorting } }: { column: Head }) {
  return (
    <th scope="col" data-end={isNumber || undefined} aria-sort={sorting?.direction}>
      {sorting ? (
        <button type="button" className={styles.sort} onClick={sorting.onSort}>
          {label} <span aria-hidden>{arrows[sorting.direction]}</span>
        </button>
      ) : (
        label
      )}
      {scale}
    </th>
  );
}

const arrows = { ascending: '↑', descending: '↓', none: '' };

function TableRow<Row>({ row, columns, to }: { row: Row; columns: Column<Row>[]; to: string | null }) {
  return (
    <tr data-leads={to === null ? undefined : true}>
      {columns.map((column, at) => (
        <td
          key={column.key}
          data-label={column.label}
          data-end={column.isNumber || undefined}
          data-drawn={column.scale ? true : undefined}
        >
          {at === 0 && to !== null ? (
            <Link to={to}>{column.cell(row)}</Link>
          ) : (
            <Cell column={column} row={row} />
          )}
        </td>
      ))}
    </tr>
  );
}

/** A figure and what stands small beside it stay together, also where the cell is laid out for a phone. */
function Cell<Row>({ column: { cell, isNumber }, row }: { column: Column<Row>; row: Row }) {
  return isNumber ? <span>{cell(row)}</span> : cell(row);
}

function useRowKeys(body: React.RefObject<HTMLTableSectionElement | null>, isWalked: boolean) {
  const { t } = useTranslation('desk');
  const walk = (step: number) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('td:first-child > a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
  };
  const keys = [
    { keys: 'j', label: t('shortcuts.next'), run: () => walk(1) },
    { keys: 'k', label: t('shortcuts.previous'), run: () => walk(-1) },
  ];
  useShortcuts(isWalked ? keys : []);
}
