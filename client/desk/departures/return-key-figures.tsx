import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../components/figure.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { useFormat } from '../use-format.ts';
import type { ReturnFigures } from './departures-data.ts';

/** How many are back, what they bring, and how long second lifetimes last (B9). */
export function ReturnKeyFigures({ figures: { all, value, lifetimes } }: { figures: ReturnFigures }) {
  const { t } = useTranslation('departures');
  const { number } = useFormat();
  return (
    <Figures>
      <Figure
        label={t('returns.back')}
        value={number(all.returned)}
        beside={t('returns.ofLeft', { n: number(all.left) })}
        below={t('returns.backNote')}
        to="#who-came-back"
      />
      <Figure
        label={t('returns.value')}
        value={value.returned.length > 0 ? <MoneyList money={value.returned} /> : null}
        beside=""
        below={
          <>
            {t('returns.ofValue')} <MoneyList money={value.lost} />
          </>
        }
      />
      <Lifetime label={t('returns.second')} side={lifetimes.second} />
      <Lifetime label={t('returns.first')} side={lifetimes.first} />
    </Figures>
  );
}

type Side = ReturnFigures['lifetimes']['second'];

function Lifetime({ label, side: { medianDays, interval, ended, here } }: { label: string; side: Side }) {
  const { t } = useTranslation('departures');
  const { days, number } = useFormat();
  const told = [
    interval ? t('stay.between', { low: number(interval.low), high: days(interval.high) }) : '',
    here > 0 ? t('returns.goOn', { n: number(here) }) : '',
  ].filter(Boolean);
  return (
    <Figure
      label={label}
      value={medianDays === null ? null : days(medianDays)}
      beside={ended > 0 ? t('figure.median', { n: number(ended) }) : ''}
      below={told.join(' · ')}
    />
  );
}
