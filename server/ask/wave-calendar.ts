import { DateTime } from 'luxon';
import type { programs } from '#db/schema/programs.ts';
import { dayIn } from '../company/calendar-day.ts';

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

type Program = typeof programs.$inferSelect;
/** What the calendar reads of a program. */
export type Opening = Pick<Program, 'kind' | 'opensOnDay' | 'opensOn' | 'windowDays' | 'createdAt'>;

/** A1: a wave goes out over the days of its window, in the company's zone; after a longer outage it waits. */
export interface SendingWindow {
  opensAt: Date;
  /** The midnight after its last day. */
  endsAt: Date;
}

/** The window a program has open at `at`, or null. One made after its day begins with the next. */
export function openWindow(program: Opening, at: Date, timeZone: string): SendingWindow | null {
  const here = DateTime.fromJSDate(at, { zone: timeZone });
  const openings = openingsAround(program, here).map((opening) => windowFrom(opening, program.windowDays));
  return (
    openings.find(
      ({ opensAt, endsAt }) =>
        at >= opensAt && at < endsAt && (program.createdAt < opensAt || program.opensOn !== null),
    ) ?? null
  );
}

/** The window of a wave that was opened at `openedAt`: its program's, or as many days from then when by hand. */
export function windowOf(program: Opening, openedAt: Date, timeZone: string): SendingWindow {
  const { endsAt } =
    openWindow(program, openedAt, timeZone) ??
    windowFrom(DateTime.fromJSDate(openedAt, { zone: timeZone }), program.windowDays);
  return { opensAt: openedAt, endsAt };
}

/** Whether the scheduler may open this month's wave now. */
export function isTimeToOpen(program: Opening, now: Date, timeZone: string): boolean {
  return openWindow(program, now, timeZone) !== null;
}

/** When the scheduler opens the next wave, or null; `lastMonth` is the month of the last one it or a person opened. */
export function nextOpening(
  program: Opening & Partial<Pick<Program, 'pausedAt' | 'archivedAt'>>,
  lastMonth: string | null,
  now: Date,
  timeZone: string,
): Date | null {
  if (program.pausedAt || program.archivedAt) return null;
  const here = DateTime.fromJSDate(now, { zone: timeZone });
  if (program.kind !== 'monthly') {
    const opening = openingsAround(program, here).at(0)?.toJSDate();
    return opening && opening > now ? opening : null;
  }
  const isDoneThisMonth = lastMonth === here.toFormat('yyyy-MM');
  const opening = openingIn(here, program.opensOnDay);
  if (!isDoneThisMonth && (now < opening.toJSDate() || isTimeToOpen(program, now, timeZone))) {
    return opening.toJSDate();
  }
  return openingIn(here.startOf('month').plus({ months: 1 }), program.opensOnDay).toJSDate();
}

/** The openings whose window may hold this instant: what is triggered has none. */
function openingsAround({ kind, opensOnDay, opensOn }: Opening, here: DateTime): DateTime[] {
  if (kind === 'monthly') {
    const month = here.startOf('month');
    return [openingIn(month, opensOnDay), openingIn(month.minus({ months: 1 }), opensOnDay)];
  }
  if (opensOn === null || (kind !== 'one-off' && kind !== 'staff')) return [];
  return [DateTime.fromISO(opensOn, { zone: here.zone }).set({ hour: opensAtHour })];
}

function openingIn(month: DateTime, opensOnDay: number): DateTime {
  const day = Math.min(opensOnDay, month.daysInMonth ?? 28);
  return month.set({ day, hour: opensAtHour, minute: 0, second: 0, millisecond: 0 });
}

function windowFrom(opening: DateTime, windowDays: number): SendingWindow {
  return {
    opensAt: opening.toJSDate(),
    endsAt: opening.startOf('day').plus({ days: windowDays }).toJSDate(),
  };
}
