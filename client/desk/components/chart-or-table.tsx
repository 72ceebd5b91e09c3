import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './chart-or-table.module.css';
import { Section } from './section.tsx';

type Props = { title: string; note?: string; chart: ReactNode; table: ReactNode };

/** A drawing whose figures are a table one click away. */
export function ChartOrTable({ title, note, chart, table }: Props) {
  const { t } = useTranslation('desk');
  const [isTable, setIsTable] = useState(false);
  const toggle = (
    <>
      {note}
      <span className="no-print">
        {note ? ' · ' : null}
        <button type="button" className={styles.toggle} onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'chart.chart' : 'chart.table')}
          <span className="visually-hidden">: {title}</span>
        </button>
      </span>
    </>
  );
  return (
    <Section title={title} aside={toggle}>
      {isTable ? table : chart}
    </Section>
  );
}
