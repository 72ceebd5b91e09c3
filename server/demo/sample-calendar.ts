import type { DateTime } from 'luxon';

export const demoZone = 'Asia/Riyadh';

/** The newest wave opened six days ago, whatever day it is, so that the sample always has an open survey. */
export function firstWaveOf({ today, months }: { today: DateTime; months: number }): DateTime {
  const newest = today.minus({ days: 6 });
  const opens = newest.set({ day: Math.min(newest.day, 28), hour: 9, minute: 0, second: 0, millisecond: 0 });
  return opens.minus({ months: months - 1 });
}
