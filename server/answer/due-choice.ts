import { addBusinessHours, isOpenOn, type BusinessCalendar } from '#server/company/business-hours.ts';
import { dayAfter, dayIn } from '#server/company/calendar-day.ts';

export const dueChoiceNames = ['in-two-hours', 'today', 'next-noon', 'next-day', 'in-a-week'] as const;

/** A time people promise things for, as a clock of the company shows it. */
export interface DueChoice {
  name: (typeof dueChoiceNames)[number];
  on: string;
  time: string;
}

const longestSearchDays = 366;

/**
 * The times a promise is mostly made for: two business hours on, the end of today, noon and the end of the next business
 * day, noon a week on. Only those still to come.
 */
export function dueChoices(calendar: BusinessCalendar, now: Date): DueChoice[] {
  const today = dayIn(calendar.timeZone, now);
  const next = openDayFrom(calendar, dayAfter(today, 1));
  const soon = addBusinessHours(calendar, now, 2);
  const choices: DueChoice[] = [
    { name: 'in-two-hours', ...wallOf(calendar, soon) },
    { name: 'today', on: today, time: closingOn(calendar, today) },
    { name: 'next-noon', on: next, time: '12:00' },
    { name: 'next-day', on: next, time: closingOn(calendar, next) },
    { name: 'in-a-week', on: openDayFrom(calendar, dayAfter(today, 7)), time: '12:00' },
  ];
  const clock = wallOf(calendar, now);
  return choices.filter(
    ({ name, on, time }) =>
      `${on} ${time}` > `${clock.on} ${clock.time}` && (name !== 'today' || isOpen(calendar, today)),
  );
}

function wallOf({ timeZone }: BusinessCalendar, at: Date): { on: string; time: string } {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return { on: dayIn(timeZone, at), time };
}

/** The first day from `day` on which the company opens; the day itself where it never does. */
function openDayFrom(calendar: BusinessCalendar, day: string): string {
  for (let later = 0; later < longestSearchDays; later++) {
    const candidate = dayAfter(day, later);
    if (isOpen(calendar, candidate)) return candidate;
  }
  return day;
}

const dayNumber = (day: string) => Date.parse(day) / 86_400_000;
const isOpen = (calendar: BusinessCalendar, day: string) => isOpenOn(calendar, dayNumber(day));

function closingOn({ businessHours }: BusinessCalendar, day: string): string {
  const weekday = ((dayNumber(day) + 3) % 7) + 1;
  const closes = businessHours[String(weekday)]?.at(-1)?.[1] ?? '17:00';
  return closes === '24:00' ? '23:59' : closes;
}
