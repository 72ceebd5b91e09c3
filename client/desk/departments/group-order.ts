import type { GroupFigure } from './departments-data.ts';

export type OrderBy = 'name' | 'nps' | 'change' | 'service';
export type Order = { by: OrderBy; isDown: boolean };

/** Groups as they are to stand; whoever nobody is named for comes after, what is hidden last, whatever the order. */
export function ordered(
  groups: GroupFigure[],
  { by, isDown }: Order,
  nameOf: (key: string) => string,
): GroupFigure[] {
  const way = isDown ? -1 : 1;
  const compare = (a: GroupFigure, b: GroupFigure): number => {
    if (by === 'name') return way * nameOf(a.key).localeCompare(nameOf(b.key));
    const [one, other] = [sizes[by](a), sizes[by](b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return way * (one - other);
  };
  return groups.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || compare(a, b) || nameOf(a.key).localeCompare(nameOf(b.key)),
  );
}

const sizes = {
  nps: ({ nps }) => nps.value,
  change: ({ change }) => change?.value ?? null,
  service: ({ namedService }) => namedService.value,
} as const satisfies Record<Exclude<OrderBy, 'name'>, (group: GroupFigure) => number | null>;

const rankOf = ({ key, nps }: GroupFigure): number => (nps.value === null ? 2 : key === '' ? 1 : 0);
