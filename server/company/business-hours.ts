import { DateTime } from 'luxon';

/** Opening hours by weekday (1 = Monday … 7 = Sunday) as [from, to] of `HH:MM`, days closed, and the zone both are in. */
export interface BusinessCalendar {
  timeZone: string;
  businessHours: Record<string, [string, string][]>;
  holidays: string[];
}

const longestSearchDays = 366;

/** The instant when `hours` of opening time have passed since `from`. Without any opening hours every hour counts. */
export function addBusinessHours(calendar: BusinessCalendar, from: Date, hours: number): Date {
  let left = hours * 3_600_000;
  let day = DateTime.fromJSDate(from, { zone: calendar.timeZone }).startOf('day');
  for (let days = 0; days < longestSearchDays; days++, day = day.plus({ days: 1 })) {
    for (const [opens, closes] of openingsOn(calendar, day)) {
      const start = Math.max(opens, from.getTime());
      if (start >= closes) continue;
      if (left <= closes - start) return new Date(start + left);
      left -= closes - start;
    }
  }
  return new Date(from.getTime() + hours * 3_600_000);
}

/** The opening time between two instants, in milliseconds; negative when `to` is earlier. */
export function businessTimeBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  if (to < from) return -businessTimeBetween(calendar, to, from);
  let sum = 0;
  let day = DateTime.fromJSDate(from, { zone: calendar.timeZone }).startOf('day');
  for (; day.toMillis() <= to.getTime(); day = day.plus({ days: 1 })) {
    for (const [opens, closes] of openingsOn(calendar, day)) {
      sum += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()));
    }
  }
  return sum;
}

/** Every opening of the days from one instant to the other, in order, as [opens, closes] in milliseconds. */
export function openingsBetween(calendar: BusinessCalendar, from: Date, to: Date): [number, number][] {
  const openings: [number, number][] = [];
  let day = DateTime.fromJSDate(from, { zone: calendar.timeZone }).startOf('day');
  for (; day.toMillis() <= to.getTime(); day = day.plus({ days: 1 }))
    openings.push(...openingsOn(calendar, day));
  return openings;
}

function openingsOn(calendar: BusinessCalendar, day: DateTime): [number, number][] {
  if (calendar.holidays.includes(day.toISODate() ?? '')) return [];
  return (calendar.businessHours[String(day.weekday)] ?? []).map(([opens, closes]) => [
    at(day, opens),
    at(day, closes),
  ]);
}

function at(day: DateTime, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour === 24 ? day.plus({ days: 1 }).toMillis() : day.set({ hour, minute }).toMillis();
}
