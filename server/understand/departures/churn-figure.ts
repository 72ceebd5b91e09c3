import { churnRate, lossOver, usualYearlyLoss, type ChurnCounts } from '#surveys/churn.ts';
import { shareDifference, type Difference } from '#surveys/interval.ts';
import { weightedShare } from '#surveys/weighted-share.ts';
import { monthPlus, type Month } from '../calendar-month.ts';
import { shown, shownChange, withheld, type Figure } from '../minimum-group.ts';
import { isNamed, type NamedAsked } from '../named.ts';
import { moneyByCurrency, type Money } from '../reason-share.ts';
import { isCustomerAt, monthNumber, type Lifetime } from './lifetime.ts';

/** Months from the first to the last, both included. */
export interface Period {
  from: Month;
  to: Month;
}

export interface MoneyChurn {
  currency: string;
  /** Yearly revenue of those of the start who were lost, and of everybody at the start. */
  lostMinor: number;
  startMinor: number;
  share: Figure;
}

export interface Churn {
  /** Everybody who left in the period, and what they brought in a year. */
  left: number;
  money: Money[];
  /** Those of them who had come within it, whom the rate does not count. */
  cameAndLeft: number;
  /** Of how many customers at the start how many were lost; null where the rate stays hidden. */
  counts: ChurnCounts | null;
  rate: Figure;
  byMoney: MoneyChurn[];
}

export type MonthChurn = Figure & { month: Month; left: number };

const monthsInYear = 12;

/** What a period cost (M1), in customers and in money. `over` narrows who is lost, not who was there. */
export function churnIn(lifetimes: Lifetime[], period: Period, over: NamedAsked = {}): Churn {
  const first = monthNumber(period.from);
  const left = leaversIn(lifetimes, period).filter((one) => leftOver(one, over));
  const lost = left.filter((one) => isCustomerAt(one, first));
  const { atStart, worth } = worthAt(lifetimes, first);
  return {
    left: left.length,
    money: yearly(left),
    cameAndLeft: left.length - lost.length,
    counts: { atStart, lost: lost.length },
    rate: shown(churnRate({ atStart, lost: lost.length })),
    byMoney: moneyChurn(worth, yearly(lost)),
  };
}

/** The same where the rates would tell of a group that is too small. How many left stands in the company's own books. */
export const withoutRates = (churn: Churn): Churn => ({
  ...churn,
  counts: null,
  rate: withheld(churn.rate),
  byMoney: [],
});

export function leaversIn(lifetimes: Lifetime[], { from, to }: Period): Lifetime[] {
  const [first, last] = [monthNumber(from), monthNumber(to)];
  return lifetimes.filter((one) => one.monthLeft >= first && one.monthLeft <= last);
}

/** Whether the period's rate differs from an earlier one's, where both may be told. */
export function churnChange(earlier: ChurnCounts | null, later: ChurnCounts | null): Difference | null {
  if (earlier === null || later === null) return null;
  const [before, after] = [churnRate(earlier), churnRate(later)];
  return shownChange(shareDifference(before, after), before, after);
}

/** The rate of each month by itself. One walk over everybody: each counts from the month after her first to her last. */
export function churnByMonth(lifetimes: Lifetime[], months: Month[], over: NamedAsked = {}): MonthChurn[] {
  const first = monthNumber(months[0] ?? '');
  const steps = [0, ...months.map(() => 0)];
  const [lost, left] = [months.map(() => 0), months.map(() => 0)];
  const add = (counts: number[], at: number, n: number) => {
    if (at < counts.length) counts[at] = (counts[at] ?? 0) + n;
  };
  for (const one of lifetimes) {
    const from = Math.max(0, one.monthBegan + 1 - first);
    const to = one.monthLeft - first;
    if (to < 0) continue;
    add(steps, from, from <= to ? 1 : 0);
    add(steps, to + 1, from <= to ? -1 : 0);
    if (to >= months.length || !leftOver(one, over)) continue;
    add(left, to, 1);
    add(lost, to, from <= to ? 1 : 0);
  }
  let atStart = 0;
  return months.map((month, at) => {
    atStart += steps[at] ?? 0;
    return { month, left: left[at] ?? 0, ...shown(churnRate({ atStart, lost: lost[at] ?? 0 })) };
  });
}

/** Whether she left over what is asked for. A departure has one reason, so it is of a pair of reasons only by itself. */
export function leftOver({ category, detail, left }: Lifetime, { named, segment }: NamedAsked): boolean {
  if (left === null) return false;
  if (segment !== undefined && segment !== (category ?? 'none')) return false;
  return named === undefined || isNamed(named, { category, detail });
}

/** As many months that end before the period begins. */
export function periodBefore({ from, to }: Period): Period {
  const months = monthsOf({ from, to });
  return { from: monthPlus(from, -months), to: monthPlus(from, -1) };
}

export const monthsOf = ({ from, to }: Period): number => monthNumber(to) - monthNumber(from) + 1;

/** The usual loss (M4) over so many months. */
export const usualLossOver = (months: number) => ({
  low: lossOver(months, usualYearlyLoss.low),
  high: lossOver(months, usualYearlyLoss.high),
});

export const yearly = (lifetimes: Lifetime[]): Money[] =>
  moneyByCurrency(lifetimes).map(({ amountMinor, currency }) => ({
    amountMinor: amountMinor * monthsInYear,
    currency,
  }));

type Worth = Map<string, { all: number; squares: number; n: number }>;

/** How many were customers when the month began, and what those who brought anything brought in a year. */
function worthAt(lifetimes: Lifetime[], month: number): { atStart: number; worth: Worth } {
  const worth: Worth = new Map();
  let atStart = 0;
  for (const one of lifetimes) {
    if (!isCustomerAt(one, month)) continue;
    atStart += 1;
    if (one.monthlyMinor <= 0) continue;
    const sums = worth.get(one.currency) ?? { all: 0, squares: 0, n: 0 };
    const minor = one.monthlyMinor * monthsInYear;
    sums.all += minor;
    sums.squares += minor ** 2;
    sums.n += 1;
    worth.set(one.currency, sums);
  }
  return { atStart, worth };
}

function moneyChurn(worth: Worth, lost: Money[]): MoneyChurn[] {
  return Array.from(worth, ([currency, { all, squares, n }]) => {
    const lostMinor = lost.find((one) => one.currency === currency)?.amountMinor ?? 0;
    const share = shown(weightedShare({ happened: lostMinor, all, squares, n }));
    return { currency, lostMinor, startMinor: all, share };
  }).toSorted((one, other) => other.startMinor - one.startMinor);
}
