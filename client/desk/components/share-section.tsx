import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../use-format.ts';
import table from './data-table.module.css';
import { IntervalBar } from './interval-bar.tsx';
import chart from './line-with-band.module.css';
import { Section } from './section.tsx';
import { useIsClosed } from './way.tsx';
import styles from './share-section.module.css';

export type ShareFigure = {
  value: number | null;
  n: number | '<5' | 'withheld';
  interval: { low: number; high: number } | null;
};

export type ShareRow = {
  key: string;
  label: ReactNode;
  share: ShareFigure;
  /** What stands at the end, in place of the share ("12 of 40"). */
  told?: ReactNode;
  /** Where what is behind it stands; `isOn` while the page is narrowed to it. */
  to?: string;
  isOn?: boolean;
};

type Props = { title: string; note?: string; rows: ShareRow[]; children?: ReactNode };

/** Shares as bars with their intervals; the same as a table is one click away. */
export function ShareSection({ title, note, rows, children }: Props) {
  const { t } = useTranslation('desk');
  const [isTable, setIsTable] = useState(false);
  const toggle = (
    <>
      {note ? `${note} · ` : null}
      <button type="button" className={chart.toggle} onClick={() => setIsTable(!isTable)}>
        {t(isTable ? 'chart.chart' : 'chart.table')}
      </button>
    </>
  );
  return (
    <Section title={title} aside={toggle}>
      {isTable ? <ShareTable title={title} rows={rows} /> : <ShareBars rows={rows} />}
      {children}
    </Section>
  );
}

function ShareBars({ rows }: { rows: ShareRow[] }) {
  const widest = Math.max(...rows.map(({ share }) => share.interval?.high ?? share.value ?? 0), 0.01);
  return (
    <ul className={styles.rows}>
      {rows.map((row) => (
        <li key={row.key}>
          <Bar row={row} scale={0.96 / widest} />
        </li>
      ))}
    </ul>
  );
}

function Bar({ row: { label, share, told, to, isOn }, scale }: { row: ShareRow; scale: number }) {
  const { percent } = useFormat();
  const tell = useInterval();
  const isClosed = useIsClosed();
  const { value, interval } = share;
  const inside = (
    <>
      <span className={styles.label}>{label}</span>
      <IntervalBar
        share={(value ?? 0) * scale}
        low={interval ? interval.low * scale : null}
        high={interval ? interval.high * scale : null}
      />
      <span className={styles.told}>
        <b>
          <bdi>{value === null ? '–' : percent(value)}</bdi>
        </b>
        {told ? (
          <>
            {' · '}
            <bdi>{told}</bdi>
          </>
        ) : null}
        <span className="visually-hidden">, {tell(share)}</span>
      </span>
    </>
  );
  return to && !isClosed ? (
    <Link to={to} className={styles.row} title={tell(share)} aria-current={isOn ? 'true' : undefined}>
      {inside}
    </Link>
  ) : (
    <div className={styles.row} title={tell(share)}>
      {inside}
    </div>
  );
}

function ShareTable({ title, rows }: { title: string; rows: ShareRow[] }) {
  const { t } = useTranslation('desk');
  const { percent, number } = useFormat();
  return (
    <table className={table.table} data-plain>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" data-end>
            {t('chart.value')}
          </th>
          <th scope="col" data-end>
            {t('chart.between')}
          </th>
          <th scope="col" data-end>
            {t('chart.n')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, share: { value, interval, n } }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            <td data-end>{value === null ? '–' : percent(value)}</td>
            <td data-end>
              {interval
                ? t('chart.range', { low: percent(interval.low), high: percent(interval.high) })
                : '–'}
            </td>
            <td data-end>{typeof n === 'number' ? number(n) : <bdi dir="ltr">{n}</bdi>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "95 % interval: 7 % to 12 %, n 650", for those who point at a bar and those who hear it. */
function useInterval() {
  const { t } = useTranslation('desk');
  const { percent, number } = useFormat();
  return ({ interval, n }: ShareFigure) => {
    const count = t('figure.n', { n: typeof n === 'number' ? number(n) : n });
    if (!interval) return count;
    const range = t('chart.range', { low: percent(interval.low), high: percent(interval.high) });
    return `${t('chart.between')}: ${range}, ${count}`;
  };
}
