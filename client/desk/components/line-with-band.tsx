import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from './line-chart.tsx';
import type { LinePoint } from './line-shape.ts';
import { LineTable } from './line-table.tsx';
import { Section } from './section.tsx';
import { useFormat } from '../use-format.ts';
import styles from './line-with-band.module.css';

export type { LinePoint } from './line-shape.ts';
export type LineUnit = 'score' | 'share';

type Props = {
  title: string;
  /** Small, before "table" ("12 months"). */
  note?: string;
  /** By month, oldest first. A month without answers has `value: null` and leaves a gap. */
  points: LinePoint[];
  /** `share`: values of 0 to 1, told as percent. */
  unit?: LineUnit;
};

/** A measure over months with its 95 % band; the same data as a table is one click away. */
export function LineWithBand({ title, note, points, unit = 'score' }: Props) {
  const { t } = useTranslation('desk');
  const [isTable, setIsTable] = useState(false);
  const { number, percent } = useFormat();
  const tell = unit === 'share' ? percent : (value: number) => number(Math.round(value));
  const toggle = (
    <>
      {note}
      <span className="no-print">
        {note ? ' · ' : null}
        <button type="button" className={styles.toggle} onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'chart.chart' : 'chart.table')}
        </button>
      </span>
    </>
  );
  return (
    <Section title={title} aside={toggle}>
      {isTable ? (
        <LineTable caption={title} points={points} tell={tell} />
      ) : (
        <LineChart title={title} points={points} tell={tell} isShare={unit === 'share'} />
      )}
    </Section>
  );
}
