import { useTranslation } from 'react-i18next';
import { Figure, Figures as FigureRow } from '../components/figure.tsx';
import { useNarrowing } from '../narrowing/use-narrowing.ts';
import { useFormat } from '../use-format.ts';
import { changeOf } from './change-of.ts';
import type { Figures } from './overview-data.ts';
import { useHoursText } from './use-hours-text.ts';

/** The four figures of the month. */
export function KeyFigures({ figures, month }: { figures: Figures; month: string }) {
  return (
    <FigureRow>
      <Nps figures={figures} month={month} />
      <ResponseRate figures={figures} />
      <FirstContact figures={figures} />
      <PutRight figures={figures} />
      <PromisesKept figures={figures} />
    </FigureRow>
  );
}

function Nps({ figures: { nps }, month }: { figures: Figures; month: string }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { number } = useFormat();
  const { value, n, interval } = nps.last;
  const to = `/reasons?from=${month}&to=${month}`;
  const change = changeOf(nps, (size) => number(Math.round(size)));
  return (
    <Figure
      label={t('figure.nps')}
      value={value === null ? null : number(Math.round(value))}
      interval={interval ? (interval.high - interval.low) / 2 : null}
      n={typeof n === 'number' ? n : undefined}
      beside={n === '<5' ? t('figure.tooFew') : n === 'withheld' ? t('figure.withheld') : undefined}
      change={change}
      to={to}
    />
  );
}

function ResponseRate({ figures: { responseRate } }: { figures: Figures }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { number, percent } = useFormat();
  const { program: _, ...rest } = useNarrowing();
  const isNarrowed = Object.values(rest).some((value) => value !== undefined);
  const { last, lastCounts } = responseRate;
  const change = changeOf(responseRate, (size) => number(Math.round(size * 100)));
  const part = { part: number(lastCounts.completed), whole: number(lastCounts.delivered) };
  return (
    <Figure
      label={t('figure.responseRate')}
      value={last.value === null ? null : percent(last.value)}
      n={last.n === 0 ? 0 : undefined}
      beside={last.hidden ? t('figure.tooFew') : last.value === null ? undefined : t('figure.of', part)}
      below={isNarrowed ? t('figure.everybodyAsked') : undefined}
      change={change}
      to="/programs"
    />
  );
}

function FirstContact({ figures: { cases } }: { figures: Figures }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { percent } = useFormat();
  const hours = useHoursText();
  const { medianMs, n } = cases.firstContact;
  const share = cases.inTime.value;
  return (
    <Figure
      label={t('figure.firstContact')}
      value={medianMs === null ? null : hours(medianMs)}
      n={n === 0 ? 0 : undefined}
      beside={n === '<5' ? t('figure.tooFew') : n === 0 ? '' : t('figure.median')}
      below={share === null ? '' : t('figure.inTime', { share: percent(share) })}
      to="/inbox"
    />
  );
}

/** Of what we promised for this month, what we kept (C8). */
function PromisesKept({ figures: { promises } }: { figures: Figures }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { number, percent } = useFormat();
  const { value, n, interval } = promises;
  const between = interval ? { low: percent(interval.low), high: percent(interval.high) } : null;
  return (
    <Figure
      label={t('figure.kept')}
      value={value === null ? null : percent(value)}
      n={n === 0 ? 0 : undefined}
      beside={n === 0 ? '' : t('figure.ofPromises', { count: n, n: number(n) })}
      below={between ? t('figure.interval', between) : ''}
      to="/inbox"
    />
  );
}

function PutRight({ figures: { cases } }: { figures: Figures }) {
  const { t } = useTranslation(['overview', 'desk']);
  const { number, percent } = useFormat();
  const { value, n, interval } = cases.putRight;
  const between = interval ? { low: percent(interval.low), high: percent(interval.high) } : null;
  return (
    <Figure
      label={t('figure.putRight')}
      value={value === null ? null : percent(value)}
      beside={
        typeof n !== 'number'
          ? t('figure.tooFew')
          : n === 0
            ? ''
            : t('figure.ofResolved', { count: n, n: number(n) })
      }
      below={between ? t('figure.interval', between) : ''}
      to="/inbox?filter=resolved"
    />
  );
}
