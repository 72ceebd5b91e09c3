import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../components/figure.tsx';
import { MoneyList } from '../components/money-list.tsx';
import { useSpanName } from '../narrowing/use-span-name.ts';
import type { Span } from '../reasons/span.ts';
import { useFormat } from '../use-format.ts';
import type { DepartureFigures } from './departures-data.ts';

/** What the period cost: customers, their share, their money, and how long they had stayed. */
export function ChurnFigures({ figures, span }: { figures: DepartureFigures; span: Span }) {
  return (
    <Figures>
      <Lost figures={figures} />
      <Rate figures={figures} span={span} />
      <InMoney figures={figures} />
      <Stayed figures={figures} />
    </Figures>
  );
}

function Lost({ figures: { churn } }: { figures: DepartureFigures }) {
  const { t } = useTranslation('departures');
  const { number } = useFormat();
  return (
    <Figure
      label={t('figure.lost')}
      value={number(churn.left)}
      beside={churn.cameAndLeft > 0 ? t('figure.cameAndLeft', { n: number(churn.cameAndLeft) }) : ''}
      below={
        <>
          <MoneyList money={churn.money} /> {t('figure.aYear')}
        </>
      }
      to="#who-left"
    />
  );
}

function Rate({
  figures: { churn, before, usual, change },
  span,
}: {
  figures: DepartureFigures;
  span: Span;
}) {
  const { t } = useTranslation('departures');
  const { finePercent, number } = useFormat();
  const name = useSpanName();
  const { value, interval, n } = churn.rate;
  const earlier = before.rate.value;
  const moved = change?.isReal ? (change.value > 0 ? 'more' : 'less') : 'same';
  return (
    <Figure
      label={t('figure.rate')}
      value={value === null ? null : finePercent(value)}
      beside={
        interval
          ? t('figure.between', {
              low: finePercent(interval.low),
              high: finePercent(interval.high),
              n: typeof n === 'number' ? number(n) : n,
            })
          : ''
      }
      below={
        <>
          {earlier === null
            ? null
            : `${t(`figure.${moved}`, { share: finePercent(earlier), span: name(before) })} · `}
          {t('figure.usual', {
            low: finePercent(usual.low),
            high: finePercent(usual.high),
            span: name(span),
          })}
        </>
      }
    />
  );
}

function InMoney({ figures: { churn } }: { figures: DepartureFigures }) {
  const { t } = useTranslation('departures');
  const { finePercent, money, number } = useFormat();
  const [first, ...others] = churn.byMoney;
  const told = (one: typeof first) =>
    one?.share.value === null || !one ? '–' : finePercent(one.share.value);
  const { interval, n } = first?.share ?? {};
  return (
    <Figure
      label={t('figure.money')}
      value={first?.share.value === null || !first ? null : told(first)}
      beside={
        interval
          ? t('figure.between', {
              low: finePercent(interval.low),
              high: finePercent(interval.high),
              n: typeof n === 'number' ? number(n) : n,
            })
          : ''
      }
      below={
        first ? (
          <>
            {t('figure.ofMoney', {
              lost: money(first.lostMinor, first.currency, true),
              start: money(first.startMinor, first.currency, true),
            })}
            {others.map((one) => (
              <span key={one.currency}>
                {' · '}
                <bdi>{one.currency}</bdi> {told(one)}
              </span>
            ))}
          </>
        ) : (
          ''
        )
      }
    />
  );
}

function Stayed({ figures: { stay } }: { figures: DepartureFigures }) {
  const { t } = useTranslation('departures');
  const { days, number } = useFormat();
  const { medianDays, interval, n } = stay;
  return (
    <Figure
      label={t('figure.stayed')}
      value={medianDays === null ? null : days(medianDays)}
      beside={n > 0 ? t('figure.median', { n: number(n) }) : ''}
      below={interval ? t('stay.between', { low: number(interval.low), high: days(interval.high) }) : ''}
    />
  );
}
