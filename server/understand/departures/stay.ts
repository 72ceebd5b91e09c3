import { share, type Interval } from '#surveys/interval.ts';
import { median } from '#surveys/median.ts';
import { isTooFew, shown, type Figure } from '../minimum-group.ts';
import { daysBetween, type Lifetime } from './lifetime.ts';

/** Days after which a stretch of the distribution ends; the last has no end. */
const ends = [30, 91, 182, 365, 730, 1095, 1826, null] as const;

export interface Stay {
  /** Leavers whose beginning is known, by what tells it, and those of whom nobody knows. */
  n: number;
  toldByOrder: number;
  toldByCreation: number;
  unknown: number;
  /** Whole days; null when nobody left, or too few to be told. */
  medianDays: number | null;
  interval: Interval | null;
  spread: { fromDays: number; toDays: number | null; count: number; share: Figure }[];
}

/** How long those who left had stayed (W6): from the day they became customers to the day they left. */
export function stayOf(leavers: Lifetime[]): Stay {
  const known = leavers.filter(({ began }) => began !== null);
  const days = known.flatMap((one) => daysStayed(one) ?? []);
  const told = (by: Lifetime['toldBy']) => leavers.filter(({ toldBy }) => toldBy === by).length;
  const middle = median(days);
  const isHidden = isTooFew(days.length);
  return {
    n: days.length,
    toldByOrder: told('order'),
    toldByCreation: told('creation'),
    unknown: leavers.length - known.length,
    medianDays: isHidden || middle.value === null ? null : Math.round(middle.value),
    interval: isHidden ? null : middle.interval,
    spread: ends.map((toDays, at) => {
      const fromDays = ends[at - 1] ?? 0;
      const count = days.filter(
        (stayed) => stayed >= fromDays && (toDays === null || stayed < toDays),
      ).length;
      return { fromDays, toDays, count, share: shown(share(count, days.length)) };
    }),
  };
}

/** Whole days from beginning to leaving; null where the beginning is not known or she is here. */
export const daysStayed = ({ began, left }: Lifetime): number | null =>
  began === null || left === null ? null : daysBetween(began, left);
