import { DateTime } from 'luxon';
import type { BusinessCalendar } from '#server/company/business-hours.ts';

/** The openings between two instants, day by day as the time library counts: slow, to compare with. */
export function openingsByLuxon(calendar: BusinessCalendar, from: Date, to: Date): [number, number][] {
  const openings: [number, number][] = [];
  let day: DateTime = DateTime.fromJSDate(from, { zone: calendar.timeZone }).startOf('day');
  for (; day.toMillis() <= to.getTime(); day = dayAfter(day)) {
    if (calendar.holidays.includes(day.toISODate() ?? '')) continue;
    for (const [opens, closes] of calendar.businessHours[String(day.weekday)] ?? [])
      openings.push([at(day, opens), at(day, closes)]);
  }
  return openings;
}

function at(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour === 24 ? dayAfter(day).toMillis() : day.set({ hour, minute }).toMillis();
}

// A day may begin at 01:00, so the next one must be asked for its own beginning.
function dayAfter(day: DateTime): DateTime {
  return day.plus({ days: 1 }).startOf('day');
}
