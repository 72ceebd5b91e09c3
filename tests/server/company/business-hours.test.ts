import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessHours,
  subtractBusinessHours,
  businessTimeBetween,
  openingsBetween,
  type BusinessCalendar,
} from '#server/company/business-hours.ts';
import { openingsByLuxon } from './business-hours-by-luxon.ts';

const on = (weekdays: number[], ...openings: [string, string][]) =>
  Object.fromEntries(weekdays.map((weekday) => [String(weekday), openings]));

const berlin: BusinessCalendar = {
  timeZone: 'Europe/Berlin',
  businessHours: on([1, 2, 3, 4, 5], ['09:00', '17:00']),
  holidays: ['2026-12-25'],
};
// Friday and Saturday are the weekend.
const riyadh: BusinessCalendar = {
  timeZone: 'Asia/Riyadh',
  businessHours: on([7, 1, 2, 3, 4], ['08:00', '16:00']),
  holidays: ['2026-09-23'],
};
const split: BusinessCalendar = {
  timeZone: 'Asia/Riyadh',
  businessHours: on([7, 1, 2, 3, 4], ['09:00', '12:00'], ['16:00', '21:00']),
  holidays: [],
};
// Open across the nights when the clocks change.
const nights: BusinessCalendar = {
  timeZone: 'Europe/Berlin',
  businessHours: on([6, 7], ['00:00', '24:00']),
  holidays: [],
};
const newYork: BusinessCalendar = { ...nights, timeZone: 'America/New_York' };
const never: BusinessCalendar = { timeZone: 'Europe/Berlin', businessHours: {}, holidays: [] };

describe('the instant when so many opening hours have passed', () => {
  test.each<[string, BusinessCalendar, string, number, string]>([
    ['inside a day', berlin, '2026-10-14T08:00:00Z', 4, '2026-10-14T12:00:00Z'],
    ['over a night', berlin, '2026-10-14T13:00:00Z', 4, '2026-10-15T09:00:00Z'],
    ['from before opening', berlin, '2026-10-14T03:00:00Z', 1, '2026-10-14T08:00:00Z'],
    ['from after closing', berlin, '2026-10-14T20:00:00Z', 1, '2026-10-15T08:00:00Z'],
    ['exactly until closing', berlin, '2026-10-14T07:00:00Z', 8, '2026-10-14T15:00:00Z'],
    ['over a Saturday-Sunday weekend', berlin, '2026-10-16T14:00:00Z', 2, '2026-10-19T08:00:00Z'],
    ['over a holiday', berlin, '2026-12-24T15:00:00Z', 2, '2026-12-28T09:00:00Z'],
    ['over a Friday-Saturday weekend', riyadh, '2026-10-15T12:00:00Z', 2, '2026-10-18T06:00:00Z'],
    ['from a Friday', riyadh, '2026-10-16T09:00:00Z', 1, '2026-10-18T06:00:00Z'],
    ['over a national day', riyadh, '2026-09-22T12:30:00Z', 1, '2026-09-24T05:30:00Z'],
    ['over the midday break', split, '2026-10-14T08:00:00Z', 2, '2026-10-14T14:00:00Z'],
    ['from inside the break', split, '2026-10-14T10:00:00Z', 1, '2026-10-14T14:00:00Z'],
    ['through both shifts of a day', split, '2026-10-14T06:00:00Z', 9, '2026-10-15T07:00:00Z'],
    [
      'working hours before and after the clocks go back',
      berlin,
      '2026-10-23T14:00:00Z',
      2,
      '2026-10-26T09:00:00Z',
    ],
    [
      'working hours before and after the clocks go forward',
      berlin,
      '2026-03-27T15:00:00Z',
      2,
      '2026-03-30T08:00:00Z',
    ],
    ['through the night of 25 hours', nights, '2026-10-24T22:00:00Z', 25, '2026-10-25T23:00:00Z'],
    ['through the night of 23 hours', nights, '2026-03-28T23:00:00Z', 23, '2026-03-29T22:00:00Z'],
    ['through the American night of 25 hours', newYork, '2026-11-01T04:00:00Z', 25, '2026-11-02T05:00:00Z'],
    ['no hours at all', berlin, '2026-10-14T08:00:00Z', 0, '2026-10-14T08:00:00Z'],
    [
      'without any opening hours, every hour counts',
      never,
      '2026-10-16T14:00:00Z',
      24,
      '2026-10-17T14:00:00Z',
    ],
    ['a part of an hour', berlin, '2026-10-14T14:45:00Z', 0.5, '2026-10-15T07:15:00Z'],
  ])('%s', (_, calendar, from, hours, until) => {
    expect(addBusinessHours(calendar, new Date(from), hours).toISOString()).toBe(
      new Date(until).toISOString(),
    );
  });
});

describe('the opening time between two instants', () => {
  const hour = 3_600_000;
  test.each<[string, BusinessCalendar, string, string, number]>([
    ['a whole week', berlin, '2026-10-12T00:00:00Z', '2026-10-19T00:00:00Z', 40],
    [
      'a whole week with a Friday-Saturday weekend',
      riyadh,
      '2026-10-11T00:00:00Z',
      '2026-10-18T00:00:00Z',
      40,
    ],
    ['a week with a holiday in it', riyadh, '2026-09-20T00:00:00Z', '2026-09-27T00:00:00Z', 32],
    ['a weekend', berlin, '2026-10-17T00:00:00Z', '2026-10-18T23:00:00Z', 0],
    ['both shifts', split, '2026-10-14T00:00:00Z', '2026-10-14T21:00:00Z', 8],
    ['the day of 25 hours', nights, '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
    ['the day of 23 hours', nights, '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
    ['backwards', berlin, '2026-10-14T12:00:00Z', '2026-10-14T08:00:00Z', -4],
    ['nothing', berlin, '2026-10-14T12:00:00Z', '2026-10-14T12:00:00Z', 0],
  ])('%s', (_, calendar, from, to, hours) => {
    expect(businessTimeBetween(calendar, new Date(from), new Date(to)) / hour).toBeCloseTo(hours, 9);
  });

  test('takes away what was added', () => {
    const from = new Date('2026-10-20T11:17:00Z');
    for (const calendar of [berlin, riyadh, split])
      for (const hours of [0.25, 1, 7.5, 24, 100])
        expect(businessTimeBetween(calendar, from, addBusinessHours(calendar, from, hours))).toBe(
          hours * hour,
        );
  });
});

describe('going back by business hours', () => {
  test.each<[string, BusinessCalendar, string, number, string]>([
    ['inside a day', berlin, '2026-10-14T12:00:00Z', 4, '2026-10-14T08:00:00Z'],
    ['over a night', berlin, '2026-10-15T09:00:00Z', 4, '2026-10-14T13:00:00Z'],
    ['from before opening', berlin, '2026-10-15T03:00:00Z', 1, '2026-10-14T14:00:00Z'],
    ['exactly from opening', berlin, '2026-10-14T15:00:00Z', 8, '2026-10-14T07:00:00Z'],
    ['over a Saturday-Sunday weekend', berlin, '2026-10-19T08:00:00Z', 2, '2026-10-16T14:00:00Z'],
    ['over a holiday', berlin, '2026-12-28T09:00:00Z', 2, '2026-12-24T15:00:00Z'],
    ['over a Friday-Saturday weekend', riyadh, '2026-10-18T06:00:00Z', 2, '2026-10-15T12:00:00Z'],
    ['over the midday break', split, '2026-10-14T14:00:00Z', 2, '2026-10-14T08:00:00Z'],
    ['through the night of 25 hours', nights, '2026-10-25T23:00:00Z', 25, '2026-10-24T22:00:00Z'],
    ['no hours at all', berlin, '2026-10-14T20:00:00Z', 0, '2026-10-14T20:00:00Z'],
  ])('%s', (_, calendar, until, hours, expected) => {
    expect(subtractBusinessHours(calendar, new Date(until), hours)).toEqual(new Date(expected));
  });

  test('without any opening hours every hour counts', () => {
    const always = { ...berlin, businessHours: {} };
    expect(subtractBusinessHours(always, new Date('2026-10-18T12:00:00Z'), 5)).toEqual(
      new Date('2026-10-18T07:00:00Z'),
    );
  });

  test('leaves as much opening time as it went back', () => {
    const instants = fc
      .integer({ min: 0, max: 86_400 * 200 })
      .map((s) => new Date(Date.UTC(2026, 7, 1) + s * 1000));
    fc.assert(
      fc.property(
        fc.constantFrom(berlin, riyadh, split),
        instants,
        fc.integer({ min: 1, max: 6000 }),
        (calendar, until, minutes) => {
          const from = subtractBusinessHours(calendar, until, minutes / 60);
          expect(Math.round(businessTimeBetween(calendar, from, until) / 60_000)).toBe(minutes);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the openings of any calendar', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'America/St_Johns',
    'Africa/Cairo',
    'Asia/Beirut',
    'Asia/Jerusalem',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'Asia/Riyadh',
    'UTC',
  ];
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 });
  const opening = minutes.map((quarters) => {
    const [opens = 0, closes = 0] = quarters.sort((a, b) => a - b);
    return [timeOf(opens), timeOf(closes)] as [string, string];
  });
  const someCalendar = fc.record({
    timeZone: fc.constantFrom(...zones),
    businessHours: fc.dictionary(
      fc.constantFrom('1', '2', '3', '4', '5', '6', '7'),
      fc.array(opening, { maxLength: 2 }),
    ),
    holidays: fc.constantFrom<string[]>([], ['2026-03-29', '2026-10-25']),
  });
  // The clocks of these zones change in the weeks from March to May and from October to November.
  const someInstant = fc
    .tuple(fc.constantFrom('2026-03-01', '2026-10-01'), fc.integer({ min: 0, max: 86_400 * 65 }))
    .map(([start, seconds]) => new Date(Date.parse(start) + seconds * 1000));

  test('are those the time library counts, over every change of the clocks', () => {
    fc.assert(
      fc.property(someCalendar, someInstant, fc.integer({ min: 0, max: 40 }), (calendar, from, days) => {
        const to = new Date(from.getTime() + days * 86_400_000);
        expect(openingsBetween(calendar, from, to)).toEqual(openingsByLuxon(calendar, from, to));
      }),
      { numRuns: 300 },
    );
  });

  function timeOf(quarters: number): string {
    return `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`;
  }
});
