import { IANAZone } from 'luxon';
import { instantOf, isOpenOn, type BusinessCalendar } from '../company/business-hours.ts';
import { dayIn } from '../company/calendar-day.ts';
import { loudHours, type QuietHours } from './quiet-hours.ts';
import type { SendingWindow } from './wave-calendar.ts';

/** Hours of the customer's day in which her mail may go, `HH:MM`. */
export interface SendingHours extends QuietHours {
  sendFrom: string;
  sendUntil: string;
}

export interface SendingPlan {
  window: SendingWindow;
  hours: SendingHours;
  /** The company's: mails go on its business days, so that an alert meets somebody; and its zone is the one of customers without. */
  calendar: BusinessCalendar;
}

type Span = [from: number, to: number];

const dayLength = 86_400_000;
const longestWaitDays = 10;

/**
 * When the mails of a wave go: a draw from 0 up to 1 is a place in the allowed time of the window, as the customer's
 * own clock has it. Equal stretches of that time get equal shares of the customers, so alerts come at an even pace.
 * Business days of the company only, if the window has one; when the window leaves nothing, the next day that does.
 */
export function sendTimes(plan: SendingPlan): (timeZone: string | null, draw: number) => Date {
  const known = new Map<string | null, Span[]>();
  return (timeZone, draw) => {
    const spans = known.get(timeZone) ?? spansOf(plan, zoneOr(timeZone, plan.calendar.timeZone));
    known.set(timeZone, spans);
    return place(spans, draw) ?? plan.window.opensAt;
  };
}

/** The first instant from `at` on that lies in the hours of the customer's day. For what goes to her alone. */
export function nextInHours(at: Date, timeZone: string, hours: SendingHours): Date {
  const first = dayNumber(timeZone, at.getTime());
  for (let day = first; day <= first + 2; day++) {
    for (const [from, to] of spansOn(timeZone, day, hours)) {
      if (at.getTime() < to) return new Date(Math.max(at.getTime(), from));
    }
  }
  return at;
}

/** The customer's own zone, if there is one of that name. */
export function zoneOr(timeZone: string | null, otherwise: string): string {
  return timeZone !== null && IANAZone.isValidZone(timeZone) ? timeZone : otherwise;
}

function spansOf({ window, hours, calendar }: SendingPlan, timeZone: string): Span[] {
  const [opens, ends] = [window.opensAt.getTime(), window.endsAt.getTime()];
  const first = dayNumber(timeZone, opens);
  const spans = (isWanted: (day: number) => boolean, from: number, until: number): Span[] =>
    daysFrom(from, dayNumber(timeZone, until))
      .filter(isWanted)
      .flatMap((day) => spansOn(timeZone, day, hours))
      .map(([start, end]): Span => [Math.max(start, opens), Math.min(end, until)])
      .filter(([start, end]) => start < end);
  const onBusinessDays = spans((day) => isOpenOn(calendar, day), first, ends);
  if (onBusinessDays.length > 0) return onBusinessDays;
  const onAnyDay = spans(() => true, first, ends);
  if (onAnyDay.length > 0) return onAnyDay;
  const later = spans(() => true, first, Math.max(opens, ends) + longestWaitDays * dayLength);
  return later.slice(0, 1);
}

function place(spans: Span[], draw: number): Date | null {
  let left = draw * spans.reduce((sum, [from, to]) => sum + to - from, 0);
  for (const [from, to] of spans) {
    if (left < to - from) return new Date(Math.floor(from + left));
    left -= to - from;
  }
  return null;
}

/** The allowed hours of a day; where the quiet hours leave none of the program's, what they leave of the day. */
function spansOn(timeZone: string, day: number, { sendFrom, sendUntil, ...quiet }: SendingHours): Span[] {
  const own = loudHours(sendFrom, sendUntil, quiet);
  const loud = own.length > 0 ? own : loudHours('00:00', '24:00', quiet);
  return loud
    .map(([from, until]): Span => [instantOf(timeZone, day, from), instantOf(timeZone, day, until)])
    .filter(([from, to]) => from < to);
}

function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

function dayNumber(timeZone: string, at: number): number {
  return Date.parse(dayIn(timeZone, new Date(at))) / dayLength;
}
