import { expect, test } from 'vitest';
import {
  closingOf,
  daysBetween,
  isTimeToOpen,
  monthBefore,
  monthOf,
  nextOpening,
} from '#server/ask/wave-calendar.ts';

const riyadh = 'Asia/Riyadh';
const program = {
  kind: 'monthly' as const,
  opensOnDay: 1,
  opensOn: null,
  windowDays: 5,
  createdAt: new Date('2026-01-01T00:00:00Z'),
};

test.each([
  ['2026-09-30T20:59:59Z', '2026-09'],
  ['2026-09-30T21:00:00Z', '2026-10'],
])('at %s it is %s in Riyadh', (at, month) => {
  expect(monthOf(new Date(at), riyadh)).toBe(month);
});

test.each([
  ['2026-10', { month: '2026-09', from: '2026-09-01', to: '2026-09-30' }],
  ['2026-01', { month: '2025-12', from: '2025-12-01', to: '2025-12-31' }],
  ['2028-03', { month: '2028-02', from: '2028-02-01', to: '2028-02-29' }],
])('the month before %s', (month, before) => {
  expect(monthBefore(month)).toEqual(before);
});

test('days are counted by midnights, also over a change of the clock', () => {
  const berlin = 'Europe/Berlin';
  expect(daysBetween(new Date('2026-10-01T22:30:00Z'), new Date('2026-10-31T23:30:00Z'), berlin)).toBe(30);
  expect(daysBetween(new Date('2026-10-14T09:00:30Z'), new Date('2026-10-15T09:00:00Z'), riyadh)).toBe(1);
});

test('a wave closes at the hour it opened, over a change of the clock too', () => {
  const closes = closingOf(new Date('2026-10-20T07:00:00Z'), 14, 'Europe/Berlin');
  expect(closes.toISOString()).toBe('2026-11-03T08:00:00.000Z');
});

test.each([
  ['before nine on the first', '2026-10-01T05:59:59Z', false],
  ['at nine on the first', '2026-10-01T06:00:00Z', true],
  ['on the fifth, after an outage (A1)', '2026-10-05T06:00:00Z', true],
  ['on the sixth', '2026-10-06T06:00:00Z', false],
  ['in the middle of the month', '2026-10-15T06:00:00Z', false],
])('%s the wave opens: %3$s', (_when, at, opens) => {
  expect(isTimeToOpen(program, new Date(at), riyadh)).toBe(opens);
});

test('a program made on the third waits for the next month', () => {
  const made = { ...program, createdAt: new Date('2026-10-03T00:00:00Z') };
  const now = new Date('2026-10-04T06:00:00Z');
  expect(isTimeToOpen(made, now, riyadh)).toBe(false);
  expect(nextOpening(made, null, now, riyadh)?.toISOString()).toBe('2026-11-01T06:00:00.000Z');
});

test.each([
  ['before this month’s day', null, '2026-09-30T22:00:00Z', '2026-10-01T06:00:00.000Z'],
  ['once this month is done', '2026-10', '2026-10-02T06:00:00Z', '2026-11-01T06:00:00.000Z'],
  ['when this month was missed', '2026-08', '2026-10-20T06:00:00Z', '2026-11-01T06:00:00.000Z'],
])('the next opening %s', (_when, lastMonth, now, next) => {
  expect(nextOpening(program, lastMonth, new Date(now), riyadh)?.toISOString()).toBe(next);
});
