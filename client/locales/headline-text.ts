import type { Format } from './format.ts';
import { monthWords } from './month-words.ts';
import { startLarge, startSmall } from './sentence.ts';

type Direction = 'rose' | 'fell';

/** What the sentence is made of, as the figures tell it. */
type HeadlinePart<Category extends string> =
  | { kind: 'lost'; count: number; month: string; money: { amountMinor: number; currency: string }[] }
  | { kind: 'left-over'; count: number; category: Category; detail: string | null }
  | { kind: 'share-moved'; from: number; to: number; direction: Direction; isReal: boolean }
  | { kind: 'nps'; value: number; month: string }
  | { kind: 'nps-moved'; by: number; direction: Direction; since: string; isReal: boolean }
  | { kind: 'named'; category: Category; detail: string | null; share: number }
  | { kind: 'too-few'; month: string }
  | { kind: 'withheld'; month: string }
  | { kind: 'quiet'; month: string }
  | { kind: 'note'; n: number; interval: { low: number; high: number }; unit: 'share' | 'points' };

type Translate = (key: string, values?: Record<string, unknown>) => string;
export type Speech<Category extends string = string> = {
  t: Translate;
  format: Format;
  reasonLabel: (category: Category, detail?: string | null) => string;
  now: Date;
};

type Part<Category extends string, K extends HeadlinePart<Category>['kind']> = Extract<
  HeadlinePart<Category>,
  { kind: K }
>;

/** The sentence above the overview in the reader's language, with `<em>`, `<bad>`, `<good>`; the small print apart. */
export function headlineText<C extends string>(
  parts: HeadlinePart<C>[],
  speech: Speech<C>,
): { text: string; note: string | null } {
  const find = <K extends HeadlinePart<C>['kind']>(kind: K) =>
    parts.find((part): part is Part<C, K> => part.kind === kind);
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

function lostText<C extends string>(
  { count, month, money }: Part<C, 'lost'>,
  { t, format, now }: Speech<C>,
): string {
  const amounts = money.map(({ amountMinor, currency }) => format.money(amountMinor, currency, true));
  const worth = amounts.length > 0 ? t('overview:headline.worth', { money: format.list(amounts) }) : '';
  return t('overview:headline.lost', {
    count,
    n: format.number(count),
    when: monthWords(t, now).inMonth(month),
    worth,
  });
}

function leftOverText<C extends string>(
  { count, category, detail }: Part<C, 'left-over'>,
  move: Part<C, 'share-moved'> | undefined,
  month: string | undefined,
  speech: Speech<C>,
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

function shareMoved<C extends string>(
  move: Part<C, 'share-moved'>,
  month: string,
  { t, format, now }: Speech<C>,
): string {
  if (!move.isReal)
    return t('overview:headline.noClearChange', { since: monthWords(t, now).since(monthBefore(month)) });
  const values = { from: format.percent(move.from), to: format.percent(move.to) };
  return t(`overview:headline.${move.direction}`, values);
}

function npsText<C extends string>(
  { value, month }: Part<C, 'nps'>,
  move: Part<C, 'nps-moved'> | undefined,
  { t, format, now }: Speech<C>,
) {
  const { inMonth, since } = monthWords(t, now);
  const key = !move?.isReal ? 'npsNoClearChange' : move.direction === 'rose' ? 'npsRose' : 'npsFell';
  const moved = move
    ? t(`overview:headline.${key}`, { by: format.number(Math.round(move.by)), since: since(move.since) })
    : '';
  return t('overview:headline.nps', { value: format.number(Math.round(value)), when: inMonth(month), moved });
}

function namedText<C extends string>(
  { category, detail, share }: Part<C, 'named'>,
  speech: Speech<C>,
): string {
  const { t, format, reasonLabel } = speech;
  return t('overview:headline.named', {
    reason: startSmall(reasonLabel(category)),
    share: format.percent(share),
    mostOften: mostOften(category, detail, speech),
  });
}

function mostOften<C extends string>(
  category: C,
  detail: string | null,
  { t, reasonLabel }: Speech<C>,
): string {
  return detail
    ? t('overview:headline.mostOften', { detail: startSmall(reasonLabel(category, detail)) })
    : '';
}

function noteText<C extends string>(
  { n, interval, unit }: Part<C, 'note'>,
  { t, format }: Speech<C>,
): string {
  const factor = unit === 'share' ? 100 : 1;
  const tell = (value: number) => format.number(Math.round(value * factor));
  return t(unit === 'share' ? 'overview:headline.noteShare' : 'overview:headline.notePoints', {
    n: format.number(n),
    low: tell(interval.low),
    high: tell(interval.high),
  });
}

/** Of a week the words are those of the week before anyway. */
function monthBefore(month: string): string {
  if (month.includes('W')) return month;
  const [year = 0, number = 1] = month.split('-').map(Number);
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
