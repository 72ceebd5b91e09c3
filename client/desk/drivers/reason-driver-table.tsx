import { useTranslation } from 'react-i18next';
import { PlainTable } from '../components/plain-table.tsx';
import { usePoints } from '../components/pull-bars.tsx';
import { useReasonLabel } from '../components/use-reason-label.ts';
import { useFormat } from '../use-format.ts';
import { aMonth, type DriverRow } from './driver.ts';
import type { ReasonDriver } from './drivers-data.ts';

/** The same as figures, with what is at risk and what is lost. */
export function ReasonDriverTable({ rows, months }: { rows: DriverRow[]; months: number }) {
  const { t } = useTranslation(['drivers', 'desk']);
  const format = useFormat();
  const { signed } = usePoints();
  const reasonLabel = useReasonLabel();
  const told = (money: ReasonDriver['atRisk']) =>
    money.length === 0
      ? '–'
      : format.list(money.map(({ amountMinor, currency }) => format.money(amountMinor, currency, true)));
  return (
    <PlainTable
      caption={t('title')}
      heads={[
        t('column.reason'),
        t('column.points'),
        t('desk:chart.between'),
        t('desk:chart.n'),
        t('column.unhappy'),
        t('column.atRisk'),
        t('column.lost'),
      ]}
      rows={rows.map(({ category, detail, isInner, pull, n, unhappy, atRisk, lost }) => ({
        key: `${category}/${detail}`,
        name: isInner ? <>– {reasonLabel(category, detail)}</> : reasonLabel(category, detail),
        cells: [
          signed(pull.value),
          t('desk:chart.range', { low: signed(pull.interval.low), high: signed(pull.interval.high) }),
          format.number(n),
          format.number(unhappy),
          told(aMonth(atRisk, months)),
          lost.customers === 0
            ? '–'
            : t('lost', {
                count: lost.customers,
                n: format.number(lost.customers),
                money: told(lost.money),
              }),
        ],
      }))}
    />
  );
}
