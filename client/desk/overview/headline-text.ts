import type { Format } from '#client/locales/format.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { startLarge, startSmall } from '#client/locales/sentence.ts';
import { monthWords } from './month-words.ts';
import type { HeadlinePart } from './overview-data.ts';

type Translate = (key: string, values?: Record<string, unknown>) => string;
export type Speech = {
  t: Translate;
  format: Format;
  reasonLabel: (category: ReasonCategory, detail?: string | null) => string;
  now: Date;
};

type Part<K extends HeadlinePart['kind']> = Extract<HeadlinePart, { kind: K }>;

/** The sentence above the overview in the reader's language, with `<em>`, `<bad>`, `<good>`; the small print apart. */
export function headlineText(parts: HeadlinePart[], speech: Speech): { text: string; note: string | null } {
  const find = <K extends HeadlinePart['kind']>(kind: K) =>
    parts.find((part): part is Part<K> => part.kind === kind);
  const { t, now } = speech;
  const { inMonth } = monthWords(t, now);
  const [lost, leftOver, nps, named] = [find('lost'), find('left-over'), find('nps'), find('named')];
  const [tooFew, withheld] = [find('too-few'), find('withheld')];
  const [quiet, note] = [find('quiet'), find('note')];
  const sentences = [
    lost ? lostText(lost, speech) : null,
    leftOver ? leftOverText(leftOver, find('share-moved'), lost?.month, speech) : null,
    nps ? npsText(nps, find('nps-moved'), speech) : null,
    named ? namedText(named, speech) : null,
    tooFew ? t('overview:headline.tooFew', { when: inMonth(tooFew.month) }) : null,
    withheld ? t('overview:headline.withheld', { when: inMonth(withheld.month) }) : null,
    quiet ? t('overview:headline.quiet', { when: inMonth(quiet.month) }) : null,
  ];
  return {
    text: sentences
      .filter((sentence) => sentence !== null)
      .map(startLarge)
      .join(' '),
    note: note ? noteText(note, speech) : null,
  };
}

function lostText({ count, month, money }: Part<'lost'>, { t, format, now }: Speech): string {
  const amounts = money.map(({ amountMinor, currency }) => format.money(amountMinor, currency, true));
  const worth = amounts.length > 0 ? t('overview:headline.worth', { money: format.list(amounts) }) : '';
  return t('overview:headline.lost', {
    count,
    n: format.number(count),
    when: monthWords(t, now).inMonth(month),
    worth,
  });
}

function leftOverText(
  { count, category, detail }: Part<'left-over'>,
  move: Part<'share-moved'> | undefined,
  month: string | undefined,
  speech: Speech,
): string {
  const { t, format } = speech;
  return t('overview:headline.leftOver', {
    count,
    n: format.number(count),
    because: t(`overview:headline.because.${category}`),
    mostOften: mostOften(category, detail, speech),
    moved: move && month ? shareMoved(move, month, speech) : '',
  });
}

function shareMoved(move: Part<'share-moved'>, month: string, { t, format, now }: Speech): string {
  if (!move.isReal)
    return t('overview:headline.noClearChange', { since: monthWords(t, now).since(monthBefore(month)) });
  const values = { from: format.percent(move.from), to: format.percent(move.to) };
  return t(`overview:headline.${move.direction}`, values);
}

function npsText(
  { value, month }: Part<'nps'>,
  move: Part<'nps-moved'> | undefined,
  { t, format, now }: Speech,
) {
  const { inMonth, since } = monthWords(t, now);
  const key = !move?.isReal ? 'npsNoClearChange' : move.direction === 'rose' ? 'npsRose' : 'npsFell';
  const moved = move
    ? t(`overview:headline.${key}`, { by: format.number(Math.round(move.by)), since: since(move.since) })
    : '';
  return t('overview:headline.nps', { value: format.number(Math.round(value)), when: inMonth(month), moved });
}

function namedText({ category, detail, share }: Part<'named'>, speech: Speech): string {
  const { t, format, reasonLabel } = speech;
  return t('overview:headline.named', {
    reason: startSmall(reasonLabel(category)),
    share: format.percent(share),
    mostOften: mostOften(category, detail, speech),
  });
}

function mostOften(category: ReasonCategory, detail: string | null, { t, reasonLabel }: Speech): string {
  return detail
    ? t('overview:headline.mostOften', { detail: startSmall(reasonLabel(category, detail)) })
    : '';
}

function noteText({ n, interval, unit }: Part<'note'>, { t, format }: Speech): string {
  const factor = unit === 'share' ? 100 : 1;
  const tell = (value: number) => format.number(Math.round(value * factor));
  return t(unit === 'share' ? 'overview:headline.noteShare' : 'overview:headline.notePoints', {
    n: format.number(n),
    low: tell(interval.low),
    high: tell(interval.high),
  });
}

function monthBefore(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
