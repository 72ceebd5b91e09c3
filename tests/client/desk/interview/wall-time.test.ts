import { expect, test } from 'vitest';
import { instantAt, wallTime } from '#client/desk/interview/wall-time.ts';

test.each([
  ['2026-11-28T17:30', 'Asia/Riyadh', '2026-11-28T14:30:00.000Z'],
  ['2026-11-28T00:10', 'Asia/Riyadh', '2026-11-27T21:10:00.000Z'],
  ['2026-07-01T09:00', 'Europe/London', '2026-07-01T08:00:00.000Z'],
  ['2026-01-01T09:00', 'America/New_York', '2026-01-01T14:00:00.000Z'],
  ['2026-06-01T09:00', 'Asia/Kolkata', '2026-06-01T03:30:00.000Z'],
  // The hour after the clock has gone forward, and back.
  ['2026-03-29T02:30', 'Europe/London', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T03:00', 'Europe/London', '2026-10-25T03:00:00.000Z'],
])('the clock shows %s in %s at %s', (wall, zone, instant) => {
  expect(instantAt(wall, zone)?.toISOString()).toBe(instant);
  expect(wallTime(new Date(instant), zone)).toBe(wall);
});

test.each(['', 'soon', '2026-13-01T09:00', '2026-11-28', '2026-11-28T25:00'])('no clock shows %j', (wall) => {
  expect(instantAt(wall, 'Asia/Riyadh')).toBeNull();
});
