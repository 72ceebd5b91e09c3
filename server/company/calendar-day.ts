const formats = new Map<string, Intl.DateTimeFormat>();

const mostKnown = 5000;
const days = new Map<string, string>();

// Asking the zone costs 2 µs and everyone who answers asks several times; no zone of today moves within a minute.
/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, at: Date): string {
  const key = `${timeZone} ${Math.floor(at.getTime() / 60_000)}`;
  const day = days.get(key) ?? formatFor(timeZone).format(at);
  if (days.size >= mostKnown) days.clear();
  days.set(key, day);
  return day;
}

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  formats.set(timeZone, known);
  return known;
}

/** The calendar month of an instant in a time zone, `YYYY-MM`. */
export function monthIn(timeZone: string, at: Date): string {
  return dayIn(timeZone, at).slice(0, 7);
}

/** The day so many days later, or earlier when negative. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text;
}
