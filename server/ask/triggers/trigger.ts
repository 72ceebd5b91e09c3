import { DateTime } from 'luxon';
import type { Trigger } from '#db/schema/program-parts.ts';
import { dayIn } from '../../company/calendar-day.ts';

/** Something a company's systems told us of a customer: an order, a departure, or an event of theirs. */
export interface Happening {
  /** The row it is kept in. */
  id: string;
  customerId: string;
  on: Trigger['on'];
  /** What an event is called; null for the others. */
  name: string | null;
  /** When it happened: an event to the moment, an order or a departure to the day. */
  happened: Date | string;
  /** When we were told. */
  toldAt: Date;
}

/** Older than this when we are told of it, it starts nothing: nobody is asked today about what a file says of 2017. */
export const latestToldAfterDays = 7;

/** Whether a happening starts an invitation of a program with this trigger. */
export function starts(trigger: Trigger, happening: Happening, timeZone: string): boolean {
  if (trigger.on !== happening.on) return false;
  if (trigger.on === 'event' && trigger.event !== happening.name) return false;
  const latest = momentOf(happening, timeZone).plus({ days: latestToldAfterDays });
  return DateTime.fromJSDate(happening.toldAt, { zone: timeZone }).startOf('day') <= latest.endOf('day');
}

/**
 * When the invitation is due, counted in the company's calendar from the moment it happened. Of what is known to the
 * day, that is the moment we were told if it was on that day, else its beginning. A month after 31 January is the last
 * of February (A6).
 */
export function dueAt(after: Trigger['after'], happening: Happening, timeZone: string): Date {
  return momentOf(happening, timeZone).plus(after).toJSDate();
}

function momentOf({ happened, toldAt }: Happening, timeZone: string): DateTime {
  if (happened instanceof Date) return DateTime.fromJSDate(happened, { zone: timeZone });
  if (happened === dayIn(timeZone, toldAt)) return DateTime.fromJSDate(toldAt, { zone: timeZone });
  return DateTime.fromISO(happened, { zone: timeZone });
}
