import { IANAZone } from 'luxon';
import { dayIn } from './calendar-day.ts';

/** Opening hours by weekday (1 = Monday … 7 = Sunday) as [from, to] of `HH:MM`, days closed, and the zone both are in. */
export interface BusinessCalendar {
  timeZone: string;
  businessHours: Record<string, [string, string][]>;
  holidays: string[];
}

const dayLength = 86_400_000;
const longestSearchDays = 366;

/** The instant when `hours` of opening time have passed since `from`. Without any opening hours every hour counts. */
export function addBusinessHours(calendar: BusinessCalendar, from: Date, hours: number): Date {
  let left = hours * 3_600_000;
  const first = dayNumberOf(calendar, from);
  for (let day = first; day < first + longestSearchDays; day++) {
    for (const [opens, closes] of openingsOn(calendar, day)) {
      const start = Math.max(opens, from.getTime());
      if (start >= closes) continue;
      if (left <= closes - start) return new Date(start + left);
      left -= closes - start;
    }
  }
  return new Date(from.getTime() + hours * 3_600_000);
}

/** The latest instant from which `hours` of opening time pass until `until`: `addBusinessHours` backwards. */
export function subtractBusinessHours(calendar: BusinessCalendar, until: Date, hours: number): Date {
  let left = hours * 3_600_000;
  if (left === 0) return until;
  const first = dayNumberOf(calendar, until);
  for (let day = first; day > first - longestSearchDays; day--) {
    for (const [opens, closes] of openingsOn(calendar, day).toReversed()) {
      const end = Math.min(closes, until.getTime());
      if (opens >= end) continue;
      if (left <= end - opens) return new Date(end - left);
      left -= end - opens;
    }
  }
  return new Date(until.getTime() - hours * 3_600_000);
}

/** The opening time between two instants, in milliseconds; negative when `to` is earlier. */
export function businessTimeBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  if (to < from) return -businessTimeBetween(calendar, to, from);
  return openingsBetween(calendar, from, to).reduce(
    (sum, [opens, closes]) =>
      sum + Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime())),
    0,
  );
}

/** Every opening of the days from one instant to the other, in order, as [opens, closes] in milliseconds. */
export function openingsBetween(calendar: BusinessCalendar, from: Date, to: Date): [number, number][] {
  const openings: [number, number][] = [];
  const last = dayNumberOf(calendar, to);
  for (let day = dayNumberOf(calendar, from); day <= last; day++) openings.push(...openingsOn(calendar, day));
  return openings;
}

/** Whether the company opens on a day, counted from 1 January 1970. One that never opens is asked for no business day. */
export function isOpenOn(calendar: BusinessCalendar, day: number): boolean {
  const weekday = ((day + 3) % 7) + 1;
  return (calendar.businessHours[String(weekday)]?.length ?? 0) > 0 && !isHoliday(calendar, day);
}

/** Days are counted from 1 January 1970, a Thursday, so that the next one costs an addition. */
function dayNumberOf({ timeZone }: BusinessCalendar, at: Date): number {
  return Date.parse(dayIn(timeZone, at)) / dayLength;
}

function openingsOn(calendar: BusinessCalendar, day: number): [number, number][] {
  const weekday = ((day + 3) % 7) + 1;
  const openings = calendar.businessHours[String(weekday)];
  if (!openings || isHoliday(calendar, day)) return [];
  return openings.map(([opens, closes]) => [
    instantOf(calendar.timeZone, day, opens),
    instantOf(calendar.timeZone, day, closes),
  ]);
}

function isHoliday({ holidays }: BusinessCalendar, day: number): boolean {
  return holidays.length > 0 && holidays.includes(new Date(day * dayLength).toISOString().slice(0, 10));
}

const mostKnown = 20_000;
const known = new Map<string, number>();

// Asking the zone costs 20 µs and a case asks some forty times, for the same few days.
/** The instant a clock of the zone shows `HH:MM` on a day, counted from 1 January 1970. */
export function instantOf(timeZone: string, day: number, time: string): number {
  const key = `${timeZone} ${day} ${time}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const instant = instantAt(timeZone, day * dayLength + (hour * 60 + minute) * 60_000);
  known.set(key, instant);
  return instant;
}

/** The instant a clock on the wall shows a time: the first where it shows it twice, the moved one where it is skipped. */
function instantAt(timeZone: string, wall: number): number {
  const zone = IANAZone.create(timeZone);
  const offset = (at: number) => zone.offset(at) * 60_000;
  const before = offset(wall - dayLength);
  const after = offset(wall - before);
  const isSkipped = offset(wall - after) !== after;
  return wall - (isSkipped ? before : after);
}
