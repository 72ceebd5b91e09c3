import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../use-format.ts';
import { useReasonLabel } from './use-reason-label.ts';
import styles from './overlap-grid.module.css';
import { useIsClosed } from './way.tsx';

const reasons = ['price', 'service', 'competitor'] as const;
type Reason = (typeof reasons)[number];
export type Overlap = { of: Reason; with: Reason; customers: number; to?: string };

/** How often two of the big three come together. `of` and `with` the same: that reason alone. */
export function OverlapGrid({ overlaps }: { overlaps: Overlap[] }) {
  const reasonLabel = useReasonLabel();
  const pairs = overlaps.filter((pair) => pair.of !== pair.with);
  const most = Math.max(...pairs.map(({ customers }) => customers), 1);
  const find = (one: Reason, other: Reason) =>
    overlaps.find(
      (pair) => (pair.of === one && pair.with === other) || (pair.of === other && pair.with === one),
    );
  return (
    <div className={styles.grid}>
      <span />
      {reasons.map((reason) => (
        <span key={reason} className={styles.head}>
          {reasonLabel(reason)}
        </span>
      ))}
      {reasons.map((row, rowAt) => (
        <Fragment key={row}>
          <span className={styles.side}>{reasonLabel(row)}</span>
          {reasons.map((column, columnAt) =>
            columnAt > rowAt ? (
              <span key={column} />
            ) : (
              <Cell key={column} names={[row, column]} overlap={find(row, column)} most={most} />
            ),
          )}
        </Fragment>
      ))}
    </div>
  );
}

type CellProps = { names: [Reason, Reason]; overlap: Overlap | undefined; most: number };

function Cell({ names: [row, column], overlap, most }: CellProps) {
  const { t } = useTranslation('desk');
  const { number } = useFormat();
  const reasonLabel = useReasonLabel();
  const isClosed = useIsClosed();
  const customers = overlap?.customers ?? 0;
  const [one, two] = [reasonLabel(column), reasonLabel(row)];
  const name = row === column ? t('reason.alone', { reason: one }) : t('reason.both', { one, two });
  const strength = `${Math.round((customers / most) * 100)}%`;
  const shade = { '--strength': strength } as React.CSSProperties;
  const label = `${name}: ${number(customers)}`;
  const className = row === column ? styles.alone : styles.cell;
  return overlap?.to && !isClosed ? (
    <Link to={overlap.to} className={className} style={shade} aria-label={label} title={name}>
      {number(customers)}
    </Link>
  ) : (
    <span className={className} style={shade} title={name}>
      <span className="visually-hidden">{name}: </span>
      {number(customers)}
    </span>
  );
}
