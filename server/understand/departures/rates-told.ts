import { hiddenGroups } from '../disclosure.ts';
import { isTooFew } from '../minimum-group.ts';
import type { NamedAsked } from '../named.ts';
import type { Narrowing } from '../slice.ts';
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
  const names = Object.keys(filters) as (keyof typeof filters)[];
  const stands = (one: Lifetime, without?: keyof typeof filters) =>
    names.every(
      (name) => name === without || asked[name] === undefined || filters[name](one) === asked[name],
    );
  const isNarrowed = names.filter((name) => asked[name] !== undefined);
  const named = leavers.filter((one) => leftOver(one, asked));
  const beside = isNarrowed.some((name) => {
    const groups = countsBy(
      named.filter((one) => stands(one, name)),
      filters[name],
    );
    return hiddenGroups(groups).has(asked[name] ?? '');
  });
  const rest = leavers.filter((one) => stands(one) && !leftOver(one, asked)).length;
  return beside || isTooFew(rest);
}

/** The groups of leavers whose rates may not be told. */
export const hiddenAmong = (leavers: Lifetime[], keyOf: (one: Lifetime) => string): Set<string> =>
  hiddenGroups(countsBy(leavers, keyOf));

function countsBy(leavers: Lifetime[], keyOf: (one: Lifetime) => string): { key: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const one of leavers) counts.set(keyOf(one), (counts.get(keyOf(one)) ?? 0) + 1);
  return Array.from(counts, ([key, n]) => ({ key, n }));
}
