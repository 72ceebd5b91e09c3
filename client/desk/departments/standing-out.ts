import type { Interval } from '#surveys/interval.ts';
import type { AskedFigure, DepartmentFigures, GroupFigure } from './departments-data.ts';

type Told = { code: string; value: number; n: number; interval: Interval };

/** One thing worth saying first: who fell or rose, or who stands apart from everybody. */
export type StandsOut =
  | (Told & { kind: 'fell' | 'rose' | 'asked-fell' | 'asked-rose'; by: number })
  | (Told & { kind: 'low' | 'high'; whole: number });

export interface Standing {
  hurts: StandsOut | null;
  helps: StandsOut | null;
  /**
   * Why there may be nothing to say: no figure at all, none that may be told, none that is apart, or ratings alone, which
   * are held against those before and not against each other.
   */
  quiet: 'none' | 'hidden' | 'alike' | 'steady' | null;
}

/**
 * Whose work hurts and whose helps: the department whose customers' score really fell (rose) most, else the one whose
 * rating really did, else the one whose interval lies wholly below (above) that of everybody.
 */
export function standingOut({ whole, asked, departments }: DepartmentFigures): Standing {
  const served = departments.filter(({ key }) => key !== '').flatMap(toldGroup);
  const rated = asked.flatMap(toldAsked);
  const hurts = moved(served, rated, -1) ?? apart(served, whole, -1);
  const helps = moved(served, rated, 1) ?? apart(served, whole, 1);
  const isAny = asked.length > 0 || departments.some(({ key }) => key !== '');
  if (hurts || helps) return { hurts, helps, quiet: null };
  const told = served.length > 0 ? 'alike' : rated.length > 0 ? 'steady' : 'hidden';
  return { hurts, helps, quiet: isAny ? told : 'none' };
}

type Moved = Told & { change: GroupFigure['change'] };
type Way = 1 | -1;

function toldGroup({ key, nps: { value, n, interval }, change }: GroupFigure): Moved[] {
  if (value === null || typeof n !== 'number' || interval === null) return [];
  return [{ code: key, value, n, interval, change }];
}

function toldAsked({ code, csat: { value, n, interval }, change }: AskedFigure): Moved[] {
  if (value === null || typeof n !== 'number' || interval === null) return [];
  return [{ code, value, n, interval, change }];
}

function moved(served: Moved[], rated: Moved[], way: Way): StandsOut | null {
  const [group] = reallyMoved(served, way);
  if (group) return { kind: way < 0 ? 'fell' : 'rose', ...group };
  const [one] = reallyMoved(rated, way);
  return one ? { kind: way < 0 ? 'asked-fell' : 'asked-rose', ...one } : null;
}

function reallyMoved(figures: Moved[], way: Way): (Told & { by: number })[] {
  return figures
    .flatMap(({ change, ...told }) =>
      change?.isReal && change.value * way > 0 ? [{ ...told, by: Math.abs(change.value) }] : [],
    )
    .toSorted((a, b) => b.by - a.by);
}

function apart(served: Moved[], whole: DepartmentFigures['whole'], way: Way): StandsOut | null {
  const { value, interval } = whole;
  if (value === null || interval === null) return null;
  const isApart = (one: Told) =>
    way < 0 ? one.interval.high < interval.low : one.interval.low > interval.high;
  const [far] = served.filter(isApart).toSorted((a, b) => (b.value - a.value) * way);
  if (!far) return null;
  const { change: _change, ...told } = far;
  return { kind: way < 0 ? 'low' : 'high', ...told, whole: value };
}
