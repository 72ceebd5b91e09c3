import { openingsBetween, type BusinessCalendar } from '#server/company/business-hours.ts';

/**
 * Opening time between two instants, for very many of them: the openings of the whole period are laid out once and
 * each question is two searches. Instants outside the period count as its edges.
 */
export function businessClock(calendar: BusinessCalendar, from: Date, to: Date) {
  const openings = openingsBetween(calendar, from, to);
  const before: number[] = [];
  let passed = 0;
  for (const [opens, closes] of openings) {
    before.push(passed);
    passed += closes - opens;
  }
  const elapsedAt = (instant: number): number => {
    const index = lastAtOrBefore(openings, instant);
    const opening = openings[index];
    if (!opening) return 0;
    return (before[index] ?? 0) + Math.min(instant, opening[1]) - opening[0];
  };
  return (start: Date, end: Date): number => elapsedAt(end.getTime()) - elapsedAt(start.getTime());
}

function lastAtOrBefore(openings: [number, number][], instant: number): number {
  let [low, high] = [0, openings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((openings[middle]?.[0] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
