import type { ChangeSince } from '../components/change.tsx';
import type { Figures } from './overview-data.ts';

type Moving = Pick<Figures['nps'] | Figures['responseRate'], 'change' | 'byMonth'>;

/** How a figure moved against the month before; nothing where one of the two months has no figure. */
export function changeOf(
  { change, byMonth }: Moving,
  format: (size: number) => string,
): ChangeSince | undefined {
  const before = byMonth.at(-2)?.month;
  if (!change || !before) return undefined;
  return { difference: change.value, isReal: change.isReal, since: before, format };
}
