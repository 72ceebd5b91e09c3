import { share, shareDifference, type Difference } from '#surveys/interval.ts';
import { REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import type { Month } from './calendar-month.ts';
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
type Asked = { source: Source; months: Month[]; rows: ReasonCount[]; of: Month[] };

/** Reasons of the months asked for, most named first. */
export function reasonFigures({ source, months, rows, of }: Asked): Reasons {
  const everyone = rows.filter(({ category }) => category === 'all');
  const asked = (row: ReasonCount) => of.includes(row.month);
  const figureOf = (named: ReasonCount[]) => reasonFigure(source, named, everyone.filter(asked));
  const categories = REASON_CATEGORIES.map((category) => {
    const named = rows.filter((row) => row.category === category);
    const whole = named.filter(({ detail }) => detail === '');
    const figure: CategoryFigure = {
      category,
      ...figureOf(whole.filter(asked)),
      details: detailFigures(named.filter(asked), figureOf),
      byMonth: months.map((month) => monthShare(source, month, { whole, everyone })),
      change: lastChange(months, whole, everyone),
    };
    return { figure, count: sum(whole.filter(asked)) };
  });
  return {
    ...totals(source, everyone.filter(asked)),
    categories: categories.toSorted((a, b) => b.count - a.count).map(({ figure }) => figure),
  };
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

function totals(source: Source, everyone: ReasonCount[]) {
  const n = sum(everyone);
  const money = source === 'responses' && n < minimumAnswers ? null : moneyByCurrency(everyone);
  return { total: countOf(source, n), money };
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

// A departure is a fact of the company's own books and is always counted; an answer is counted only in a group.
function reasonFigure(source: Source, named: ReasonCount[], everyone: ReasonCount[]): ReasonFigure {
  const [count, base] = [sum(named), sum(everyone)];
  const isHidden = source === 'responses' && (isTooFew(base) || isTooFew(count));
  return {
    count: source === 'responses' && isTooFew(base) ? '<5' : count,
    share: shown(share(count, base)),
    money: isHidden ? null : moneyByCurrency(named),
  };
}

type Rows = { whole: ReasonCount[]; everyone: ReasonCount[] };

function monthShare(source: Source, month: Month, { whole, everyone }: Rows): MonthShare {
  const inMonth = (row: ReasonCount) => row.month === month;
  const { count, share } = reasonFigure(source, whole.filter(inMonth), everyone.filter(inMonth));
  return { month, count, share };
}

function lastChange(months: Month[], whole: ReasonCount[], everyone: ReasonCount[]): Difference | null {
  const [earlier, later] = [months.at(-2), months.at(-1)].map((month) => {
    const inMonth = (row: ReasonCount) => row.month === month;
    return share(sum(whole.filter(inMonth)), sum(everyone.filter(inMonth)));
  });
  if (!earlier || !later) return null;
  return shownChange(shareDifference(earlier, later), earlier, later);
}

const countOf = (source: Source, n: number): ShownCount => (source === 'responses' ? shownCount(n) : n);
const sum = (rows: { n: number }[]): number => rows.reduce((all, { n }) => all + n, 0);
