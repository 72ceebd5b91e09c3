import { describe, expect, test } from 'vitest';
import { addBusinessHours, businessTimeBetween } from '#server/company/business-hours.ts';
import { businessClock } from '#server/understand/business-clock.ts';
import { monthPlus, monthsBetween } from '#server/understand/calendar-month.ts';
import { isTooFew, mayShowComments, shown } from '#server/understand/minimum-group.ts';
import { overlap } from '#server/understand/overlap.ts';
import { readPlace, writePlace } from '#server/understand/place.ts';
import { moneyByCurrency } from '#server/understand/reason-share.ts';
import { share } from '#surveys/interval.ts';

test.each([
  ['2026-01', -1, '2025-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-10', -11, '2025-11'],
  ['2026-10', 0, '2026-10'],
])('%s and %i months is %s', (month, count, expected) => {
  expect(monthPlus(month, count)).toBe(expected);
});

test.each([
  ['2026-08', '2026-10', ['2026-08', '2026-09', '2026-10']],
  ['2026-10', '2026-10', ['2026-10']],
  ['2026-11', '2026-10', []],
])('the months from %s to %s', (from, to, expected) => {
  expect(monthsBetween(from, to)).toEqual(expected);
});

test('a span of months never grows without end', () => {
  expect(monthsBetween('1000-01', '2026-10')).toHaveLength(36);
});

describe('the minimum group', () => {
  test.each([
    [0, false],
    [1, true],
    [4, true],
    [5, false],
  ])('%i answers are too few to be told: %s', (n, expected) => {
    expect(isTooFew(n)).toBe(expected);
    expect(shown(share(1, n)).hidden).toBe(expected ? 'too-few' : null);
  });

  test.each([
    [true, 7, false],
    [true, 8, true],
    [false, 1, true],
  ])('comments of an anonymous program (%s) with %i answers are shown: %s', (isAnonymous, n, expected) => {
    expect(mayShowComments({ isAnonymous }, n)).toBe(expected);
  });
});

test('money is never summed across currencies', () => {
  const rows = [
    { currency: 'SAR', monthlyMinor: 100 },
    { currency: 'USD', monthlyMinor: 500 },
    { currency: 'SAR', monthlyMinor: 50 },
    { currency: '', monthlyMinor: 0 },
  ];
  expect(moneyByCurrency(rows)).toEqual([
    { amountMinor: 500, currency: 'USD' },
    { amountMinor: 150, currency: 'SAR' },
  ]);
});

test('three reasons together count in each of their pairs and in none alone', () => {
  const cells = overlap([
    { segment: 'competitor+price+service', n: 4 },
    { segment: 'price', n: 6 },
    { segment: 'none', n: 90 },
  ]);
  const cell = (one: string, both: string) => cells.find((cell) => cell.one === one && cell.both === both);
  expect(cell('price', 'service')).toMatchObject({ count: 4, share: { value: 0.4, n: 10 } });
  expect(cell('price', 'competitor')?.count).toBe(4);
  expect(cell('service', 'competitor')?.count).toBe(4);
  expect(cell('price', 'price')?.count).toBe(6);
  expect(cell('service', 'service')?.count).toBe(0);
});

test('a place in a list reads back as it was written', () => {
  const place = { month: '2026-10', at: new Date('2026-10-05T09:00:00Z'), id: '1m4wkbxc0zt0texy13j1wb' };
  expect(readPlace(writePlace(place))).toEqual(place);
  expect(readPlace("2026-10_1_x' OR 1")).toBeNull();
});

test('the clock for many cases counts the same opening time as the one for a single case', () => {
  const nineToFive: [string, string][] = [
    ['09:00', '12:00'],
    ['13:00', '17:00'],
  ];
  const calendar = {
    timeZone: 'Europe/Berlin',
    businessHours: { 1: nineToFive, 2: nineToFive, 5: nineToFive, 7: nineToFive },
    holidays: ['2026-10-20'],
  };
  // The span holds a change of daylight-saving time, a holiday and closed days.
  const [from, to] = [new Date('2026-10-01T00:00:00Z'), new Date('2026-11-10T00:00:00Z')];
  const clock = businessClock(calendar, from, to);
  for (let hour = 0; hour < 700; hour += 7) {
    const start = new Date(from.getTime() + hour * 3_601_000);
    const end = addBusinessHours(calendar, start, hour % 31);
    if (end > to) continue;
    expect(clock(start, end)).toBe(businessTimeBetween(calendar, start, end));
  }
});
