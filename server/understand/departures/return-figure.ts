import { share, shareDifference, type Difference } from '#surveys/interval.ts';
import { median } from '#surveys/median.ts';
import { monthPlus, type Month } from '../calendar-month.ts';
import { isTooFew, shown, shownChange, type Figure } from '../minimum-group.ts';
import type { Money } from '../reason-share.ts';
import type { Tier } from '../slice.ts';
import { countsAtStart, gone } from './at-start.ts';
import { yearly } from './churn-figure.ts';
import { hiddenAmong } from './rates-told.ts';
import { daysBetween, monthNumber, type Lifetime } from './lifetime.ts';
import { daysStayed } from './stay.ts';

/** Those who left, and those of them who have ordered since (B8). */
export interface Returned {
  left: number;
  returned: number;
  share: Figure;
}

/** What a leaver named: a category, or price and service both, at leaving or in the exit interview (R2). */
export type LeftOver = NonNullable<Lifetime['category']> | 'price+service';

export interface ReturnsByReason {
  groups: (Returned & { over: LeftOver })[];
  /** How much more of those who left over price come back than of those who left over service. */
  priceAgainstService: Difference | null;
}

const windows = [1, 3, 6, 12, 24] as const;

export const returnedOf = (leavers: Lifetime[], isWithheld = false): Returned => {
  const returned = leavers.filter((one) => one.returned !== null).length;
  return { left: leavers.length, returned, share: shown(share(returned, leavers.length), isWithheld) };
};

export function returnsByReason(
  leavers: Lifetime[],
  over: (one: Lifetime) => LeftOver,
  isWithheld = false,
): ReturnsByReason {
  const byReason = groupsOf(leavers, over);
  const hidden = hiddenAmong(leavers, over);
  const isHidden = (reason: LeftOver) => isWithheld || hidden.has(reason);
  const rate = (reason: LeftOver) => {
    const own = byReason.get(reason) ?? [];
    return share(own.filter(({ returned }) => returned !== null).length, own.length);
  };
  const [service, price] = [rate('service'), rate('price')];
  return {
    groups: Array.from(byReason, ([reason, own]) => ({
      over: reason,
      ...returnedOf(own, isHidden(reason)),
    })).toSorted(byRate),
    priceAgainstService:
      isHidden('price') || isHidden('service')
        ? null
        : shownChange(shareDifference(service, price), service, price),
  };
}

export function returnsByTier(leavers: Lifetime[], isWithheld = false) {
  const hidden = hiddenAmong(leavers, ({ tier }) => tier ?? '');
  const isHidden = (tier: Tier | null) => isWithheld || hidden.has(tier ?? '');
  return ([...tiers, null] as const)
    .map((tier) => ({
      tier,
      ...returnedOf(
        leavers.filter((one) => one.tier === tier),
        isHidden(tier),
      ),
    }))
    .filter(({ left }) => left > 0);
}

const tiers = ['gold', 'silver', 'copper'] as const;

/**
 * How many were back so many months after leaving, of those who left at least so long ago: who left last week cannot have
 * been back within a year, and does not count there. A month has 30.44 days.
 */
export function returnsBySince(leavers: Lifetime[], today: string, isWithheld = false) {
  return windows.map((months) => {
    const days = Math.round(months * 30.44);
    const old = leavers.filter(({ left }) => left !== null && daysBetween(left, today) >= days);
    const back = old.filter(
      ({ left, returned }) => left !== null && returned !== null && daysBetween(left, returned) <= days,
    );
    return {
      months,
      left: old.length,
      returned: back.length,
      share: shown(share(back.length, old.length), isWithheld),
    };
  });
}

export interface MonthReturns {
  month: Month;
  /** Everybody who came back in it, whenever she had left, and what they had brought in a year. */
  returned: number;
  money: Money[];
  /** Of those who were gone when it began, those who came back in it; and against the month before. */
  share: Figure;
  change: Difference | null;
}

/** Who came back in each month, `hidden` ones without their rates; the change of the first is against the one before it. */
export function returnsByMonth(leavers: Lifetime[], months: Month[], hidden: Set<Month>): MonthReturns[] {
  const asked = [monthPlus(months[0] ?? '', -1), ...months];
  const goneAt = countsAtStart(leavers, asked, { stretch: gone, keyOf: () => '' }).get('') ?? [];
  const back = leavers.filter(({ returned }) => returned !== null);
  const all = asked.map((month, at) => {
    const number = monthNumber(month);
    const own = back.filter(({ returned }) => monthNumber(returned ?? '') === number);
    const rate = share(own.filter(({ monthLeft }) => monthLeft < number).length, goneAt[at] ?? 0);
    return { month, own, rate, isHidden: hidden.has(month) };
  });
  return all.slice(1).map(({ month, own, rate, isHidden }, at) => {
    const before = all[at];
    const isChangeTold = before && !isHidden && !before.isHidden;
    return {
      month,
      returned: own.length,
      money: yearly(own),
      share: shown(rate, isHidden),
      change: isChangeTold ? shownChange(shareDifference(before.rate, rate), before.rate, rate) : null,
    };
  });
}

/** What left with leavers in a year's revenue, and what of it is back: that of those who returned. */
export const valueReturned = (leavers: Lifetime[]): { lost: Money[]; returned: Money[] } => ({
  lost: yearly(leavers),
  returned: yearly(leavers.filter(({ returned }) => returned !== null)),
});

/**
 * Second lifetimes against first ones (B9). Only those that ended have a length; those that go on will be longer than they
 * are, so the median of the ended ones says too little while many go on, and their number stands beside it.
 */
export function secondLifetimes(lifetimes: Lifetime[]) {
  const side = (own: Lifetime[]) => {
    const days = own.flatMap((one) => daysStayed(one) ?? []);
    const { value, interval } = median(days);
    const isHidden = isTooFew(days.length);
    const medianDays = isHidden || value === null ? null : Math.round(value);
    const here = own.filter(({ left }) => left === null).length;
    return { ended: days.length, here, medianDays, interval: isHidden ? null : interval };
  };
  return {
    first: side(lifetimes.filter(({ round, returned }) => round === 1 && returned !== null)),
    second: side(lifetimes.filter(({ round }) => round > 1)),
  };
}

function groupsOf<Key>(leavers: Lifetime[], keyOf: (one: Lifetime) => Key): Map<Key, Lifetime[]> {
  const groups = new Map<Key, Lifetime[]>();
  for (const one of leavers) {
    const own = groups.get(keyOf(one));
    if (own) own.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

const byRate = (one: Returned, other: Returned): number =>
  (other.share.value ?? -1) - (one.share.value ?? -1) || other.left - one.left;
