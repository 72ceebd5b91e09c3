import { useTranslation } from 'react-i18next';
import { useFormat } from '../use-format.ts';
import type { ShareFigure } from './share-section.tsx';

/** A share in a table's cell with its interval and n small behind it; "–" where nothing may be told. */
export function CertainShare({ share }: { share: ShareFigure }) {
  const { t } = useTranslation('desk');
  const { finePercent, percent, number } = useFormat();
  const { value, interval, n } = share;
  if (value === null) return <>–</>;
  const tell = value < 0.1 ? finePercent : percent;
  const range = interval && t('chart.range', { low: tell(interval.low), high: tell(interval.high) });
  const count = typeof n === 'number' ? number(n) : n;
  return (
    <>
      <b>{tell(value)}</b>{' '}
      <small className="soft">
        {range ? t('figure.rangeAndN', { range, n: count }) : t('figure.n', { n: count })}
      </small>
    </>
  );
}
