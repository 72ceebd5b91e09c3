import { DateTime } from 'luxon';
import { dayIn } from '../company/calendar-day.ts';

/** A1: a monthly wave goes out from the 1st to the 5th; after a longer outage it waits for the next month. */
const latestDaysAfterOpening = 4;
const opensAtHour = 9;

/** The month an instant falls in, `YYYY-MM`, in the company's zone. */
export function monthOf(at: Date, timeZone: string): string {
  return DateTime.fromJSDate(at, { zone: timeZone }).toFormat('yyyy-MM');
}

/** The month before `month`, with its first and last day. */
export function monthBefore(month: string): { month: string; from: string; to: string } {
  const first = DateTime.fromISO(`${month}-01`, { zone: 'utc' }).minus({ months: 1 });
  return {
    month: first.toFormat('yyyy-MM'),
    from: first.toFormat('yyyy-MM-dd'),
    to: first.endOf('month').toFormat('yyyy-MM-dd'),
  };
}

/** How many midnights of the company lie between two instants. */
export function daysBetween(from: Date, to: Date, timeZone: string): number {
  const day = (at: Date) => Date.parse(dayIn(timeZone, at)) / 86_400_000;
  return day(to) - day(from);
}

export function closingOf(openedAt: Date, closesAfterDays: number, timeZone: string): Date {
  return DateTime.fromJSDate(openedAt, { zone: timeZone }).plus({ days: closesAfterDays }).toJSDate();
}

interface Opening {
  opensOnDay: number;
  createdAt: Date;
}

/** Whether the scheduler may open this month's wave now. A program made after its day begins next month. */
export function isTimeToOpen(program: Opening, now: Date, timeZone: string): boolean {
  const opening = openingIn(DateTime.fromJSDate(now, { zone: timeZone }), program.opensOnDay);
  const latest = opening.plus({ days: latestDaysAfterOpening }).endOf('day').toMillis();
  return (
    now.getTime() >= opening.toMillis() && now.getTime() <= latest && program.createdAt < opening.toJSDate()
  );
}

/** When the scheduler opens the next wave; `lastMonth` is the month of the last one it or a person opened. */
export function nextOpening(program: Opening, lastMonth: string | null, now: Date, timeZone: string): Date {
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  const isDoneThisMonth = lastMonth === here.toFormat('yyyy-MM');
  const opening = openingIn(here, program.opensOnDay);
  if (!isDoneThisMonth && (now < opening.toJSDate() || isTimeToOpen(program, now, timeZone))) {
    return opening.toJSDate();
  }
  return openingIn(here.startOf('month').plus({ months: 1 }), program.opensOnDay).toJSDate();
}

function openingIn(month: DateTime, opensOnDay: number): DateTime {
  const day = Math.min(opensOnDay, month.daysInMonth ?? 28);
  return month.set({ day, hour: opensAtHour, minute: 0, second: 0, millisecond: 0 });
}
