import { share, shareDifference, type Difference } from '#surveys/interval.ts';
import { REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import type { Month } from './calendar-month.ts';
import type { Disclosure } from './disclosures.ts';
import {
  isTooFew,
  minimumAnswers,
  shown,
  shownChange,
  shownCount,
  type Figure,
  type ShownCount,
} from './minimum-group.ts';

export type Source = 'responses' | 'departures';
export type Money = { amountMinor: number; currency: string };

/** A row of the reason roll-up, added up over programs and tiers. An empty detail is the category itself. */
export type ReasonCount = {
  month: Month;
  category: string;
  detail: string;
  currency: string;
  n: number;
  monthlyMinor: number;
};

export type ReasonFigure = {
  count: ShownCount;
  /** Of everyone asked or gone, whether they named a reason or not. */
  share: Figure;
  /** Monthly revenue of those who named it, by currency; `null` when they are too few to be told. */
  money: Money[] | null;
};
export type DetailFigure = ReasonFigure & { detail: string };
export type MonthShare = { month: Month; count: ShownCount; share: Figure };
export type CategoryFigure = ReasonFigure & {
  category: ReasonCategory;
  details: DetailFigure[];
  byMonth: MonthShare[];
  /** The last month's share against the one before. */
  change: Difference | null;
};
export type Reasons = { total: ShownCount; money: Money[] | null; categories: CategoryFigure[] };

/** Figures are of the months `of`; `months` are those their course is told over. */
type Asked = {
  source: Source;
  months: Month[];
  rows: ReasonCount[];
  of: Month[];
  /** What of them may be told; a departure is a fact of the company's own books and always is. */
  disclosure?: Disclosure | undefined;
};

/** Reasons of the months asked for, most named first. */
export function reasonFigures({ source, months, rows, of, disclosure = allTold(of) }: Asked): Reasons {
  const told = toldOf(of, disclosure);
  const base = { source, isWithheld: told.length === 0 };
  const asked = ({ month }: ReasonCount) => (base.isWithheld ? of : told).includes(month);
  const everyone = rows.filter(({ category }) => category === 'all');
  const figureOf = (named: ReasonCount[]) => reasonFigure(base, named, everyone.filter(asked));
  const course = { source, months, everyone, disclosure };
  const categories = REASON_CATEGORIES.map((category) => {
    const named = rows.filter((row) => row.category === category);
    const whole = named.filter(({ detail }) => detail === '');
    const figure: CategoryFigure = {
      category,
      ...figureOf(whole.filter(asked)),
      details: detailFigures(named.filter(asked), figureOf),
      byMonth: monthShares(course, whole),
      change: lastChange(course, whole),
    };
    return { figure, count: base.isWithheld ? 0 : sum(whole.filter(asked)) };
  });
  return {
    ...totals(base, everyone.filter(asked)),
    categories: categories.toSorted((a, b) => b.count - a.count).map(({ figure }) => figure),
  };
}

const allTold = (months: Month[]): Disclosure => ({ isWithheld: () => false, inTotal: months });

/** A month alone is told or not; a span is told by the months its total is made of. */
function toldOf(of: Month[], { isWithheld, inTotal }: Disclosure): Month[] {
  const [first, ...more] = of;
  if (first !== undefined && more.length === 0) return isWithheld(first) ? [] : of;
  return of.filter((month) => inTotal.includes(month));
}

/** Sums money by currency and never across; the largest first. */
export function moneyByCurrency(rows: { currency: string; monthlyMinor: number }[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, monthlyMinor } of rows) {
    if (currency && monthlyMinor) sums.set(currency, (sums.get(currency) ?? 0) + monthlyMinor);
  }
  return Array.from(sums, ([currency, amountMinor]) => ({ amountMinor, currency })).toSorted(
    (a, b) => b.amountMinor - a.amountMinor || a.currency.localeCompare(b.currency, 'en'),
  );
}

function totals(base: Base, everyone: ReasonCount[]) {
  const n = sum(everyone);
  const isHidden = base.source === 'responses' && (base.isWithheld || n < minimumAnswers);
  return { total: countOf(base, n), money: isHidden ? null : moneyByCurrency(everyone) };
}

function detailFigures(
  named: ReasonCount[],
  figureOf: (rows: ReasonCount[]) => ReasonFigure,
): DetailFigure[] {
  const details = [...new Set(named.map(({ detail }) => detail))].filter((detail) => detail !== '');
  return details
    .map((detail) => named.filter((row) => row.detail === detail))
    .toSorted((a, b) => sum(b) - sum(a) || (a[0]?.detail ?? '').localeCompare(b[0]?.detail ?? '', 'en'))
    .map((rows) => ({ detail: rows[0]?.detail ?? '', ...figureOf(rows) }));
}

/** Whose reasons, and whether they stay hidden. */
type Base = { source: Source; isWithheld: boolean };

// A departure is a fact of the company's own books and is always counted; an answer is counted only in a group.
function reasonFigure(base: Base, named: ReasonCount[], everyone: ReasonCount[]): ReasonFigure {
  const [count, n] = [sum(named), sum(everyone)];
  const isOfAnswers = base.source === 'responses';
  const isHidden = isOfAnswers && (base.isWithheld || isTooFew(n));
  return {
    count: isHidden ? countOf(base, n) : count,
    share: shown(share(count, n), isOfAnswers && base.isWithheld),
    money: isHidden || (isOfAnswers && isTooFew(count)) ? null : moneyByCurrency(named),
  };
}

type Course = { source: Source; months: Month[]; everyone: ReasonCount[]; disclosure: Disclosure };

const inMonth = (rows: ReasonCount[], month: Month) => rows.filter((row) => row.month === month);

function monthShares({ source, months, everyone, disclosure }: Course, whole: ReasonCount[]): MonthShare[] {
  return months.map((month) => {
    const base = { source, isWithheld: disclosure.isWithheld(month) };
    const { count, share } = reasonFigure(base, inMonth(whole, month), inMonth(everyone, month));
    return { month, count, share };
  });
}

function lastChange({ months, everyone, disclosure }: Course, whole: ReasonCount[]): Difference | null {
  const lastTwo = months.slice(-2);
  if (lastTwo.some((month) => disclosure.isWithheld(month))) return null;
  const [earlier, later] = lastTwo.map((month) =>
    share(sum(inMonth(whole, month)), sum(inMonth(everyone, month))),
  );
  if (!earlier || !later) return null;
  return shownChange(shareDifference(earlier, later), earlier, later);
}

const countOf = ({ source, isWithheld }: Base, n: number): ShownCount =>
  source === 'responses' ? shownCount(n, isWithheld) : n;
const sum = (rows: { n: number }[]): number => rows.reduce((all, { n }) => all + n, 0);
