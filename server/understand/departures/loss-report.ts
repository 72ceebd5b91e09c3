import { churnRate, type ChurnCounts } from '#surveys/churn.ts';
import { shareDifference } from '#surveys/interval.ts';
import { shown, shownChange, type Figure } from '../minimum-group.ts';
import type { Money } from '../reason-share.ts';
import type { NamedAsked } from '../named.ts';
import { leaversIn, leftOver, yearly, type Period } from './churn-figure.ts';
import { isCustomerAt, monthNumber, type Lifetime } from './lifetime.ts';

export interface Losses {
  /** The account manager's name or the department's code; empty where nobody is named. */
  group: string;
  left: number;
  lost: number;
  atStart: number;
  share: Figure;
  money: Money[];
  /** More or fewer than all the others together, only where the interval of the difference says so. */
  against: 'more' | 'fewer' | null;
}

/**
 * The lost-customers report (M2): lost / total x 100 % for each group, the greatest share first, those too small for one
 * after them. `total` are the group's customers when the period began. A departure is in the company's own books, so it is
 * counted in the smallest group; only its share is not told.
 */
export function lossesBy(
  group: 'manager' | 'department',
  lifetimes: Lifetime[],
  { from, to, ...over }: Period & NamedAsked,
): Losses[] {
  const first = monthNumber(from);
  const counts = new Map<string, ChurnCounts & { left: Lifetime[] }>();
  const of = (one: Lifetime) => {
    const known = counts.get(one[group]) ?? { atStart: 0, lost: 0, left: [] };
    if (known.atStart + known.left.length === 0) counts.set(one[group], known);
    return known;
  };
  const all = { atStart: 0, lost: 0 };
  for (const one of lifetimes) {
    if (!isCustomerAt(one, first)) continue;
    of(one).atStart += 1;
    all.atStart += 1;
  }
  for (const one of leaversIn(lifetimes, { from, to }).filter((one) => leftOver(one, over))) {
    of(one).left.push(one);
    const isLost = isCustomerAt(one, first) ? 1 : 0;
    of(one).lost += isLost;
    all.lost += isLost;
  }
  return Array.from(counts, ([name, { left, ...own }]) => ({
    group: name,
    left: left.length,
    ...own,
    share: shown(churnRate(own)),
    money: yearly(left),
    against: comparedWithOthers(own, all),
  })).toSorted(byShare);
}

function comparedWithOthers(own: ChurnCounts, all: ChurnCounts): Losses['against'] {
  const [mine, others] = [
    churnRate(own),
    churnRate({ atStart: all.atStart - own.atStart, lost: all.lost - own.lost }),
  ];
  const difference = shownChange(shareDifference(others, mine), others, mine);
  if (!difference?.isReal) return null;
  return difference.value > 0 ? 'more' : 'fewer';
}

const byShare = (one: Losses, other: Losses): number =>
  (other.share.value ?? -1) - (one.share.value ?? -1) ||
  other.left - one.left ||
  one.group.localeCompare(other.group, 'en');
