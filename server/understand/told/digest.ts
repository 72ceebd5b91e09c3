import { DateTime } from 'luxon';
import { instantOf, isOpenOn, type BusinessCalendar } from '#server/company/business-hours.ts';
import { dayAfter, dayIn } from '#server/company/calendar-day.ts';
import type { Month } from '../calendar-month.ts';

export type Cadence = 'weekly' | 'monthly';

/** What a digest tells of. */
export interface Period {
  /** `2026-W48` or `2026-11`; of two of one cadence the later one is the greater text. */
  name: string;
  /** The month it leads to in the desk: that of a week's Thursday, which has most of its days (ISO 8601). */
  month: Month;
  /** Its first day, and the first one after it. */
  from: string;
  until: string;
}

const hourOfSending = '08:00';
const longestWaitDays = 14;
const dayLength = 86_400_000;

/**
 * The last period whose digest may go: it goes at 8:00 of the company's zone on the Monday or the 1st after it, or on the
 * next day the company opens.
 */
export function periodDue(cadence: Cadence, calendar: BusinessCalendar, now: Date): Period {
  const latest = boundaryBefore(cadence, dayIn(calendar.timeZone, now));
  const isDue = sendsAt(latest, calendar) <= now.getTime();
  return periodBefore(cadence, isDue ? latest : boundaryBefore(cadence, dayAfter(latest, -1)));
}

/** The Monday or the 1st that a day is or follows. */
function boundaryBefore(cadence: Cadence, day: string): string {
  if (cadence === 'monthly') return `${day.slice(0, 7)}-01`;
  return dayAfter(day, 1 - DateTime.fromISO(day, { zone: 'utc' }).weekday);
}

function sendsAt(boundary: string, calendar: BusinessCalendar): number {
  const first = Date.parse(boundary) / dayLength;
  const days = Array.from({ length: longestWaitDays }, (_, wait) => first + wait);
  const day = days.find((one) => isOpenOn(calendar, one)) ?? first;
  return instantOf(calendar.timeZone, day, hourOfSending);
}

function periodBefore(cadence: Cadence, until: string): Period {
  const last = dayAfter(until, -1);
  const from = boundaryBefore(cadence, last);
  if (cadence === 'monthly') return { name: from.slice(0, 7), month: from.slice(0, 7), from, until };
  const name = DateTime.fromISO(from, { zone: 'utc' }).toFormat("kkkk-'W'WW");
  return { name, month: dayAfter(from, 3).slice(0, 7), from, until };
}

/** The week before a week. */
export const weekBefore = ({ from }: Period): Period => periodBefore('weekly', from);

/** When it begins and ends by the clock of the company. */
export function instantsOf({ from, until }: Period, timeZone: string): { from: Date; until: Date } {
  const midnight = (day: string) => new Date(instantOf(timeZone, Date.parse(day) / dayLength, '00:00'));
  return { from: midnight(from), until: midnight(until) };
}

/** The period of a name. */
export function periodNamed(name: string): Period {
  const isWeek = name.includes('W');
  const first = DateTime.fromISO(`${name}-${isWeek ? '1' : '01'}`, { zone: 'utc' });
  const until = first.plus(isWeek ? { weeks: 1 } : { months: 1 });
  return periodBefore(isWeek ? 'weekly' : 'monthly', until.toFormat('yyyy-MM-dd'));
}
