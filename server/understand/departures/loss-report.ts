import { churnRate, type ChurnCounts } from '#surveys/churn.ts';
import { shareDifference } from '#surveys/interval.ts';
import { hiddenGroups } from '../disclosure.ts';
import { shown, shownChange, withheld, type Figure } from '../minimum-group.ts';
import type { Money } from '../reason-share.ts';
import type { NamedAsked } from '../named.ts';
import { leaversIn, leftOver, yearly, type Period } from './churn-figure.ts';
import { isCustomerAt, monthNumber, type Lifetime } from './lifetime.ts';

export interface Losses {
  /** The account manager's name or the department's code; empty where nobody is named. */
  group: string;
  /** Everybody who left, and of how many customers at the start how many were lost; null where the share stays hidden. */
  counts: (ChurnCounts & { left: number }) | null;
  share: Figure;
  money: Money[];
  /** More or fewer than all the others together, only where the interval of the difference says so. */
  against: 'more' | 'fewer' | null;
}

type Group = ChurnCounts & { left: Lifetime[] };

/**
 * The lost-customers report (M2): lost / total x 100 % for each group, the greatest share first, the hidden ones after
 * them. `total` are the group's customers when the period began. A group of fewer than five tells nothing, nor does another
 * that would tell of it beside the figures of everybody (design rule 4).
 */
export function lossesBy(
  by: 'manager' | 'department',
  lifetimes: Lifetime[],
  { isWithheld, ...asked }: Period & NamedAsked & { isWithheld: boolean },
): Losses[] {
  const groups = groupsOf(by, lifetimes, asked);
  const hidden = hiddenGroups(Array.from(groups, ([key, { atStart }]) => ({ key, n: atStart })));
  const all = { atStart: 0, lost: 0 };
  for (const { atStart, lost } of groups.values()) {
    all.atStart += atStart;
    all.lost += lost;
  }
  return Array.from(groups, ([group, own]) =>
    isWithheld || hidden.has(group) ? hiddenLosses(group, own) : shownLosses(group, own, all),
  ).toSorted(byShare);
}

function groupsOf(
  by: 'manager' | 'department',
  lifetimes: Lifetime[],
  { from, to, ...over }: Period & NamedAsked,
): Map<string, Group> {
  const first = monthNumber(from);
  const groups = new Map<string, Group>();
  const of = (one: Lifetime) => {
    const known = groups.get(one[by]) ?? { atStart: 0, lost: 0, left: [] };
    groups.set(one[by], known);
    return known;
  };
  for (const one of lifetimes) if (isCustomerAt(one, first)) of(one).atStart += 1;
  for (const one of leaversIn(lifetimes, { from, to }).filter((one) => leftOver(one, over))) {
    const group = of(one);
    group.left.push(one);
    if (isCustomerAt(one, first)) group.lost += 1;
  }
  return groups;
}

const shownLosses = (group: string, { left, ...own }: Group, all: ChurnCounts): Losses => ({
  group,
  counts: { ...own, left: left.length },
  share: shown(churnRate(own)),
  money: yearly(left),
  against: comparedWithOthers(own, all),
});

const hiddenLosses = (group: string, { atStart, lost }: Group): Losses => ({
  group,
  counts: null,
  share: withheld(shown(churnRate({ atStart, lost }))),
  money: [],
  against: null,
});

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
  (other.counts?.left ?? -1) - (one.counts?.left ?? -1) ||
  one.group.localeCompare(other.group, 'en');
