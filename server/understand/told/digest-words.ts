import { headlineText } from '#client/locales/headline-text.ts';
import { startLarge } from '#client/locales/sentence.ts';
import type { Difference } from '#surveys/interval.ts';
import { directionOf, type Language } from '#surveys/languages.ts';
import type { Month } from '../calendar-month.ts';
import type { Trend } from '../metric.ts';
import type { Figure } from '../minimum-group.ts';
import type { CategoryFigure } from '../reason-share.ts';
import type { DigestFigures } from './digest-figures.ts';
import type { Bar } from './mail-bars.tsx';
import type { Speech } from './say.ts';

const mostReasons = 3;

/** The sentence above the overview; the small print apart. */
export function headlineOf({ headline }: DigestFigures, speech: Speech) {
  const { t, format, reasonLabel, now } = speech;
  const say = (key: string, values?: Record<string, unknown>) => String(t(key, values ?? {}));
  return headlineText(headline, { t: say, format, reasonLabel, now });
}

/** A score or a rate in a line, with its n, its interval and how it moved. */
export function figureLine(name: 'nps' | 'responseRate', trend: Trend, told: Told): string {
  const { t, format } = told.speech;
  const tell = name === 'nps' ? (value: number) => format.number(Math.round(value)) : format.percent;
  const size = (value: number) => format.number(Math.round(name === 'nps' ? value : value * 100));
  return `${t(`told:digest.${name}`)}:${markAfterLabel(told.speech.language)} ${join(figureText(trend.last, tell, told.speech), moveText(trend.change, size, told))}`;
}

interface Told {
  speech: Speech;
  /** The month or week that the figures are held against. */
  before: Month;
}

function figureText(
  { value, n, interval, hidden }: Figure,
  tell: (value: number) => string,
  { t, format }: Speech,
): string {
  if (hidden) return t('told:digest.tooFew');
  if (value === null || interval === null || typeof n !== 'number') return '–';
  const values = {
    value: tell(value),
    n: format.number(n),
    low: tell(interval.low),
    high: tell(interval.high),
  };
  return t('told:digest.figure', values);
}

function moveText(
  change: Difference | null,
  size: (value: number) => string,
  { speech: { t, months }, before }: Told,
): string | null {
  if (!change) return null;
  const since = months.since(before);
  if (!change.isReal) return t('told:digest.noClearChange', { since });
  return t(`told:digest.${change.value > 0 ? 'rose' : 'fell'}`, { by: size(Math.abs(change.value)), since });
}

/** The reasons named most, as bars. Shares are of everybody who answered. */
export function reasonBars({ named }: DigestFigures, told: Told): Bar[] {
  const { t, format, reasonLabel } = told.speech;
  const top = named.categories
    .filter(({ count, share }) => typeof count === 'number' && count > 0 && share.value !== null)
    .slice(0, mostReasons);
  const most = Math.max(...top.map(({ share }) => share.value ?? 0), 0.01);
  return top.map((figure) => {
    const { category, share } = figure;
    const { low, high } = share.interval ?? { low: 0, high: 0 };
    const between = t('told:change.between', { low: format.percent(low), high: format.percent(high) });
    return {
      label: reasonLabel(category),
      value: format.percent(share.value ?? 0),
      note: join(between, reasonMove(figure, told)),
      from: 0,
      to: (100 * (share.value ?? 0)) / most,
      isLatest: true,
    };
  });
}

const reasonMove = ({ change }: CategoryFigure, told: Told): string | null =>
  moveText(
    change?.isReal ? change : null,
    (value) => told.speech.format.number(Math.round(value * 100)),
    told,
  );

/** How the cases stand, in a line. */
export function casesLine({ opened, overdue, cases }: DigestFigures, { t, format }: Speech): string {
  const { value, n } = cases.inTime;
  const inTime =
    value === null || typeof n !== 'number'
      ? null
      : t('told:digest.inTime', { share: format.percent(value), n: format.number(n) });
  return startLarge(
    [
      t('told:digest.opened', { count: opened, n: format.number(opened) }),
      ...(inTime ? [inTime] : []),
      overdue === 0
        ? t('told:digest.noneOverdue')
        : t('told:digest.overdue', { count: overdue, n: format.number(overdue) }),
    ].join(' · '),
  );
}

/** Keeps a Latin name and the number after it apart in text from right to left. */
const markAfterLabel = (language: Language): string => (directionOf(language) === 'rtl' ? '\u200f' : '');

const join = (first: string, second: string | null): string => (second ? `${first} · ${second}` : first);
