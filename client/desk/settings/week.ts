/** Weekdays 1 (Monday) … 7 (Sunday) in the order a language's calendars show them, with their names. */
export function weekOf(language: string): { weekday: number; name: string }[] {
  const first = firstWeekday[language] ?? 1;
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, at) => {
    const weekday = ((first - 1 + at) % 7) + 1;
    // 5 January 2026 is a Monday.
    return { weekday, name: names.format(new Date(Date.UTC(2026, 0, 4 + weekday))) };
  });
}

const firstWeekday: Record<string, number> = { ar: 7, he: 7, en: 1, ru: 1 };

/** Every half hour of a day, and the given times if they lie between. */
export function timesOfDay(...also: string[]): string[] {
  const halfHours = Array.from({ length: 49 }, (_, at) => {
    const hours = String(Math.floor(at / 2)).padStart(2, '0');
    return `${hours}:${at % 2 === 0 ? '00' : '30'}`;
  });
  return [...new Set([...halfHours, ...also])].toSorted();
}
