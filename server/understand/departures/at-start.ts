import type { Month } from '../calendar-month.ts';
import { monthNumber, never, type Lifetime } from './lifetime.ts';

/** The months at whose start somebody counts, by their numbers: those after the first, to the last. */
type Stretch = (one: Lifetime) => [after: number, last: number];

/** While she is a customer. */
export const here: Stretch = ({ monthBegan, monthLeft }) => [monthBegan, monthLeft];

/** While she is gone, to the month of her first order after leaving. */
export const gone: Stretch = ({ monthLeft, returned }) => [
  monthLeft,
  returned === null ? never : monthNumber(returned),
];

/** How many of each group there were when each of these months, one after the other, began. One walk over everybody. */
export function countsAtStart(
  lifetimes: Lifetime[],
  months: Month[],
  { stretch, keyOf }: { stretch: Stretch; keyOf: (one: Lifetime) => string },
): Map<string, number[]> {
  const first = monthNumber(months[0] ?? '');
  const steps = new Map<string, number[]>();
  for (const one of lifetimes) {
    const [after, last] = stretch(one);
    const [from, to] = [Math.max(0, after + 1 - first), last - first];
    if (from > to || from >= months.length) continue;
    const own = steps.get(keyOf(one)) ?? months.map(() => 0);
    steps.set(keyOf(one), own);
    own[from] = (own[from] ?? 0) + 1;
    if (to + 1 < months.length) own[to + 1] = (own[to + 1] ?? 0) - 1;
  }
  for (const own of steps.values())
    for (let at = 1; at < own.length; at++) own[at] = (own[at] ?? 0) + (own[at - 1] ?? 0);
  return steps;
}
