import { expect, test } from 'vitest';
import { snoozeTimes } from '#server/answer/snooze-time.ts';

const riyadh = {
  timeZone: 'Asia/Riyadh',
  businessHours: Object.fromEntries(
    [7, 1, 2, 3, 4].map((day) => [String(day), [['08:00', '16:00']]]),
  ) as Record<string, [string, string][]>,
  holidays: ['2026-10-21'],
};

test.each([
  [
    'on a Wednesday',
    '2026-10-14T07:00:00Z',
    '2026-10-14T10:00:00Z',
    '2026-10-15T05:00:00Z',
    '2026-10-22T05:00:00Z',
  ],
  [
    'before a weekend',
    '2026-10-15T12:00:00Z',
    '2026-10-18T07:00:00Z',
    '2026-10-18T05:00:00Z',
    '2026-10-22T05:00:00Z',
  ],
  [
    'late in the night',
    '2026-10-14T20:30:00Z',
    '2026-10-15T08:00:00Z',
    '2026-10-15T05:00:00Z',
    '2026-10-22T05:00:00Z',
  ],
])('%s the times follow the business day, past weekends and holidays', (_, now, later, nextDay, nextWeek) => {
  expect(snoozeTimes(riyadh, new Date(now))).toEqual({
    later: new Date(later),
    nextDay: new Date(nextDay),
    nextWeek: new Date(nextWeek),
  });
});

test('a company that says no hours is open at all of them', () => {
  const now = new Date('2026-10-14T07:00:00Z');
  expect(snoozeTimes({ ...riyadh, businessHours: {} }, now)).toEqual({
    later: new Date('2026-10-14T10:00:00Z'),
    nextDay: new Date('2026-10-15T07:00:00Z'),
    nextWeek: new Date('2026-10-21T07:00:00Z'),
  });
});
