import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineChart } from './line-chart.tsx';
import type { LinePoint, Usual } from './line-shape.ts';
import { LineTable } from './line-table.tsx';
import { Section } from './section.tsx';
import { useFormat } from '../use-format.ts';
import styles from './line-with-band.module.css';

export type { LinePoint } from './line-shape.ts';
export type LineUnit = 'score' | 'share' | 'fine-share';

type Props = {
  title: string;
  /** Small, before "table" ("12 months"). */
  note?: string;
  /** By month, oldest first. A month without answers has `value: null` and leaves a gap. */
  points: LinePoint[];
  /** `share`: values of 0 to 1, told as percent; `fine-share` to a tenth. */
  unit?: LineUnit;
  /** Where others usually lie: drawn quietly behind the line. */
  usual?: Usual;
};

/** A measure over months with its 95 % band; the same data as a table is one click away. */
export function LineWithBand({ title, note, points, unit = 'score', usual }: Props) {
  const { t } = useTranslation('desk');
  const [isTable, setIsTable] = useState(false);
  const { number, percent, finePercent } = useFormat();
  const whole = (value: number) => number(Math.round(value));
  const tell = { score: whole, share: percent, 'fine-share': finePercent }[unit];
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
        <LineChart title={title} points={points} tell={tell} isShare={unit !== 'score'} usual={usual} />
      )}
    </Section>
  );
}
