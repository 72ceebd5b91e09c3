import { useTranslation } from 'react-i18next';
import { LineWithBand } from '../components/line-with-band.tsx';
import type { Figures } from './overview-data.ts';

/** How the measures moved over the months; those of which nothing can be told are left out. */
export function Courses({ figures }: { figures: Figures }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { nps, csat, ces } = figures;
  const note = t('chart.months', { count: nps.byMonth.length, n: nps.byMonth.length });
  const isTold = (course: Figures['nps']) => course.byMonth.some(({ value }) => value !== null);
  return (
    <>
      <LineWithBand title={t('chart.nps')} note={note} points={linePoints(nps.byMonth)} />
      {isTold(csat) ? (
        <LineWithBand title={t('chart.csat')} note={note} points={linePoints(csat.byMonth)} unit="share" />
      ) : null}
      {isTold(ces) ? (
        <LineWithBand title={t('chart.ces')} note={note} points={linePoints(ces.byMonth)} />
      ) : null}
    </>
  );
}

/** Months as the chart draws them; a hidden or empty one is a gap. */
export function linePoints(byMonth: Figures['nps']['byMonth']) {
  return byMonth.map(({ month, value, n, interval }) => ({
    month,
    value,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    ...(typeof n === 'number' ? { n } : {}),
  }));
}
