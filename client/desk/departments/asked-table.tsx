import { useTranslation } from 'react-i18next';
import { PlainTable } from '../components/plain-table.tsx';
import { useFormat } from '../use-format.ts';
import type { AskedFigure } from './departments-data.ts';
import { useWhyMissing } from '../components/use-why-missing.ts';
import { Moved } from './moved.tsx';

export function AskedTable({ asked, nameOf }: { asked: AskedFigure[]; nameOf: (code: string) => string }) {
  const { t } = useTranslation(['departments', 'overview', 'desk']);
  const { number, percent } = useFormat();
  const whyMissing = useWhyMissing();
  const between = ({ csat: { interval } }: AskedFigure) =>
    interval ? t('desk:chart.range', { low: percent(interval.low), high: percent(interval.high) }) : '–';
  return (
    <PlainTable
      caption={t('asked.title')}
      heads={[
        t('column.department'),
        t('asked.share'),
        t('desk:chart.between'),
        t('desk:chart.n'),
        t('column.change'),
      ]}
      rows={asked.map((row) => ({
        key: row.code,
        name: <bdi>{nameOf(row.code)}</bdi>,
        cells:
          row.csat.value === null
            ? [whyMissing(row.csat), '–', '–', '–']
            : [
                percent(row.csat.value),
                between(row),
                number(Number(row.csat.n)),
                <Moved key="change" change={row.change} tell={(size) => number(Math.round(size * 100))} />,
              ],
      }))}
    />
  );
}
