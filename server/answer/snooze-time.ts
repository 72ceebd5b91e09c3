import { addBusinessHours, openingsBetween, type BusinessCalendar } from '#server/company/business-hours.ts';
import { dayIn } from '#server/company/calendar-day.ts';

const dayLength = 86_400_000;

/** The times a case is usually put out of sight until: three hours of business on, the next day's opening, that of a week on. */
export function snoozeTimes(calendar: BusinessCalendar, now: Date) {
  const opensFrom = (day: Date): Date => {
    const until = new Date(now.getTime() + 30 * dayLength);
    const from = dayIn(calendar.timeZone, day);
    const opening = openingsBetween(calendar, day, until).find(
      ([opens]) => dayIn(calendar.timeZone, new Date(opens)) >= from,
    );
    return opening ? new Date(opening[0]) : day;
  };
  return {
    later: addBusinessHours(calendar, now, 3),
    nextDay: opensFrom(new Date(now.getTime() + dayLength)),
    nextWeek: opensFrom(new Date(now.getTime() + 7 * dayLength)),
  };
}
