import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import type { LinePoint } from './line-shape.ts';
import styles from './data-table.module.css';

type Props = { caption: string; points: LinePoint[]; tell: (value: number) => string };

export function LineTable({ caption, points, tell }: Props) {
  const { t } = useTranslation('desk');
  const { monthAndYear, number } = useFormat();
  return (
    <table className={styles.table} data-plain>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('chart.month')}</th>
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
        {points.toReversed().map(({ month, value, low, high, n }) => (
          <tr key={month}>
            <th scope="row">{monthAndYear(month)}</th>
            <td data-end>{tellOrDash(value, tell)}</td>
            <td data-end>
              {value === null
                ? '–'
                : t('chart.range', { low: tellOrDash(low, tell), high: tellOrDash(high, tell) })}
            </td>
            <td data-end>{tellOrDash(n, number)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const tellOrDash = (value: number | null | undefined, tell: (value: number) => string) =>
  typeof value === 'number' ? tell(value) : '–';
