import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../components/figure.tsx';
import { useFormat } from '../use-format.ts';
import type { Wave } from './programs-data.ts';

/** The wave in four figures, each with what it is counted of. */
export function WaveFigures({ wave }: { wave: Wave }) {
  const { t } = useTranslation('programs');
  const { number, percent } = useFormat();
  const { rate, funnel, scannerSeen } = wave;
  const range = rate.interval
    ? `${t('desk:chart.between')}: ${t('desk:chart.range', { low: percent(rate.interval.low), high: percent(rate.interval.high) })}`
    : null;
  const ofSent = t('wave.of', { n: number(funnel.sent) });
  return (
    <Figures>
      <Figure
        label={t('waves.rate')}
        value={rate.value === null ? null : percent(rate.value)}
        beside={t('wave.of', { n: number(rate.n) })}
        below={range}
      />
      <Figure
        label={t('stage.completed')}
        value={number(funnel.completed)}
        beside={t('wave.of', { n: number(funnel.queued) })}
      />
      <Figure label={t('stage.bounced')} value={number(funnel.bounced)} beside={ofSent} />
      <Figure
        label={t('wave.scannerLabel')}
        value={number(scannerSeen)}
        beside={ofSent}
        below={t('wave.scannerHelp')}
      />
    </Figures>
  );
}
