import type { Month } from '../calendar-month.ts';
import { hiddenGroups } from '../disclosure.ts';
import { isTooFew } from '../minimum-group.ts';
import type { NamedAsked } from '../named.ts';
import type { Narrowing } from '../slice.ts';
import { countsAtStart, gone, here } from './at-start.ts';
import { leftOver } from './churn-figure.ts';
import type { Lifetime } from './lifetime.ts';

type Asked = Pick<Narrowing, 'tier' | 'department' | 'manager'> & NamedAsked;

const filters = {
  tier: ({ tier }) => tier ?? '',
  department: ({ department }) => department,
  manager: ({ manager }) => manager,
} as const satisfies Record<string, (one: Lifetime) => string>;

/**
 * Whether the rates of the leavers asked for stay hidden: beside what is shown without one of the filters they would tell of
 * one to four (design rule 4). How many left is in the company's own books, and counted in the smallest group.
 */
export function isWithheld(leavers: Lifetime[], asked: Asked): boolean {
  const named = leavers.filter((one) => leftOver(one, asked));
  const beside = narrowing(asked).some((name) => {
    const groups = countsBy(named.filter(standing(asked, name)), filters[name]);
    return hiddenGroups(groups).has(asked[name] ?? '');
  });
  const rest = leavers.filter((one) => !leftOver(one, asked)).filter(standing(asked)).length;
  return beside || isTooFew(rest);
}

/**
 * Those of months, one after the other, whose rates stay hidden by how many there were at their start, customers or `gone`:
 * beside the rates without one of the filters they would tell of one to four. A reason narrows only those who are gone.
 */
export function withheldMonths(
  lifetimes: Lifetime[],
  asked: Asked,
  { months, of }: { months: Month[]; of: 'here' | 'gone' },
): Set<Month> {
  const hidden = new Set<Month>();
  const counted = (own: Lifetime[], keyOf: (one: Lifetime) => string) =>
    countsAtStart(own, months, { stretch: stretches[of], keyOf });
  const isAsked = (one: Lifetime) => of === 'here' || leftOver(one, asked);
  const named = of === 'here' ? lifetimes : lifetimes.filter(isAsked);
  for (const name of narrowing(asked)) {
    const counts = counted(named.filter(standing(asked, name)), filters[name]);
    months.forEach((month, at) => {
      const groups = Array.from(counts, ([key, own]) => ({ key, n: own[at] ?? 0 }));
      if (hiddenGroups(groups).has(asked[name] ?? '')) hidden.add(month);
    });
  }
  const others = lifetimes.filter((one) => one.left !== null && !isAsked(one)).filter(standing(asked));
  const rest = counted(others, () => '').get('') ?? [];
  months.forEach((month, at) => isTooFew(rest[at] ?? 0) && hidden.add(month));
  return hidden;
}

const stretches = { here, gone };

type Filter = keyof typeof filters;

const narrowing = (asked: Asked): Filter[] =>
  (Object.keys(filters) as Filter[]).filter((name) => asked[name] !== undefined);

/** Whether a lifetime meets all filters but one. What is asked is looked at once, and not again for each of very many. */
function standing(asked: Asked, without?: Filter): (one: Lifetime) => boolean {
  const { tier, department, manager } = asked;
  const [anyTier, anyDepartment, anyManager] = [
    tier === undefined || without === 'tier',
    department === undefined || without === 'department',
    manager === undefined || without === 'manager',
  ];
  return (one) =>
    (anyTier || (one.tier ?? '') === tier) &&
    (anyDepartment || one.department === department) &&
    (anyManager || one.manager === manager);
}

/** The groups of leavers whose rates may not be told. */
export const hiddenAmong = (leavers: Lifetime[], keyOf: (one: Lifetime) => string): Set<string> =>
  hiddenGroups(countsBy(leavers, keyOf));

function countsBy(leavers: Lifetime[], keyOf: (one: Lifetime) => string): { key: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const one of leavers) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return Array.from(counts, ([key, n]) => ({ key, n }));
}
