import { dayAfter } from '#server/company/calendar-day.ts';
import type { Tier } from '../slice.ts';
import type { Lifetime } from './lifetime.ts';

export interface Nearing {
  customer: number;
  tier: Tier | null;
  /** The day on which she will have been here as long as leavers usually stay. */
  reachesOn: string;
  began: string;
  monthlyMinor: number;
  currency: string;
}

const order: (Tier | null)[] = ['gold', 'silver', 'copper', null];

/**
 * Who is here and comes to the usual moment of leaving within so many days after today (W6), gold first, then by day. Who
 * came back is not among them: second lifetimes are longer (B9) and watched by themselves. Nor is whom we may not contact.
 */
export function nearing(
  lifetimes: Lifetime[],
  { medianDays, today, days }: { medianDays: number; today: string; days: number },
): Nearing[] {
  const [after, until] = [dayAfter(today, -medianDays), dayAfter(today, days - medianDays)];
  return lifetimes
    .flatMap(({ customer, tier, began, left, round, isBarred, monthlyMinor, currency }) => {
      if (left !== null || isBarred || round > 1 || began === null) return [];
      if (began <= after || began > until) return [];
      return [{ customer, tier, began, monthlyMinor, currency, reachesOn: dayAfter(began, medianDays) }];
    })
    .toSorted(
      (one, other) =>
        order.indexOf(one.tier) - order.indexOf(other.tier) ||
        compare(one.reachesOn, other.reachesOn) ||
        one.customer - other.customer,
    );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
