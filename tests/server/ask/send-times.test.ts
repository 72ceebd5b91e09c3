import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { isQuiet, loudHours } from '#server/ask/quiet-hours.ts';
import { nextInHours, sendTimes, type SendingPlan } from '#server/ask/send-times.ts';

const weekdays = (days: string) =>
  Object.fromEntries([...days].map((day) => [day, [['09:00', '17:00'] as [string, string]]]));
const hours = { sendFrom: '09:00', sendUntil: '19:00', quietFrom: '21:00', quietUntil: '08:00' };

/** Thursday 1 October 2026, 09:00 in Riyadh, to the end of Monday the 5th; open every day. */
const plan: SendingPlan = {
  window: { opensAt: new Date('2026-10-01T06:00:00Z'), endsAt: new Date('2026-10-05T21:00:00Z') },
  hours,
  calendar: { timeZone: 'Asia/Riyadh', businessHours: weekdays('1234567'), holidays: [] },
};
const nowhere = 'Mars/Base';
const local = (at: Date, zone: string) => DateTime.fromJSDate(at, { zone }).toFormat('MM-dd HH:mm');
const firstAndLast = (plan: SendingPlan, zone: string | null) => {
  const at = sendTimes(plan);
  const shownIn = zone === null || zone === nowhere ? plan.calendar.timeZone : zone;
  return [local(at(zone, 0), shownIn), local(at(zone, 1 - 1e-9), shownIn)];
};

describe('the first and the last mail of a window', () => {
  test.each<[string, Partial<SendingPlan>, string | null, string[]]>([
    ['in the company’s own zone', {}, null, ['10-01 09:00', '10-05 18:59']],
    ['in a zone there is not', {}, nowhere, ['10-01 09:00', '10-05 18:59']],
    // Nine in Riyadh is seven in the evening in Auckland, and the window ends at ten in the morning of the 6th there.
    ['far to the east', {}, 'Pacific/Auckland', ['10-02 09:00', '10-06 09:59']],
    // Nine in Riyadh is eleven at night before in Los Angeles, and the window ends at two in the afternoon there.
    ['far to the west', {}, 'America/Los_Angeles', ['10-01 09:00', '10-05 13:59']],
    ['half an hour off', {}, 'Asia/Kolkata', ['10-01 11:30', '10-05 18:59']],
    [
      'on business days only',
      { calendar: { ...plan.calendar, businessHours: weekdays('12347'), holidays: ['2026-10-05'] } },
      null,
      ['10-01 09:00', '10-04 18:59'],
    ],
    [
      'where no day of it is a business day',
      {
        calendar: {
          ...plan.calendar,
          holidays: ['01', '02', '03', '04', '05'].map((day) => `2026-10-${day}`),
        },
      },
      null,
      ['10-01 09:00', '10-05 18:59'],
    ],
    [
      'of a company without hours',
      { calendar: { ...plan.calendar, businessHours: {} } },
      null,
      ['10-01 09:00', '10-05 18:59'],
    ],
    [
      'when it opens late',
      { window: { ...plan.window, opensAt: new Date('2026-10-05T13:00:00Z') } },
      null,
      ['10-05 16:00', '10-05 18:59'],
    ],
    [
      'when its last hours are over: the next day',
      { window: { ...plan.window, opensAt: new Date('2026-10-05T16:30:00Z') } },
      null,
      ['10-06 09:00', '10-06 18:59'],
    ],
    [
      'when it is over altogether',
      { window: { ...plan.window, opensAt: new Date('2026-10-09T20:00:00Z') } },
      null,
      ['10-10 09:00', '10-10 18:59'],
    ],
    [
      'in quiet hours over midnight',
      { hours: { ...hours, sendFrom: '06:00', sendUntil: '23:00' } },
      null,
      ['10-01 09:00', '10-05 20:59'],
    ],
    [
      'around a rest at noon',
      { hours: { sendFrom: '12:00', sendUntil: '14:30', quietFrom: '12:30', quietUntil: '14:00' } },
      null,
      ['10-01 12:00', '10-05 14:29'],
    ],
    [
      'where the quiet hours leave none of its own: any other hour',
      { hours: { sendFrom: '06:00', sendUntil: '07:00', quietFrom: '21:00', quietUntil: '08:00' } },
      null,
      ['10-01 09:00', '10-05 20:59'],
    ],
  ])('%s', (_where, other, zone, expected) => {
    expect(firstAndLast({ ...plan, ...other }, zone)).toEqual(expected);
  });
});

describe('over a change of the clock', () => {
  const berlin = (opensAt: string, endsAt: string): SendingPlan => ({
    ...plan,
    window: { opensAt: new Date(opensAt), endsAt: new Date(endsAt) },
    calendar: { ...plan.calendar, timeZone: 'Europe/Berlin' },
  });
  test.each([
    ['back', berlin('2026-10-24T00:00:00Z', '2026-10-26T23:00:00Z'), ['10-24 09:00', '10-26 18:59']],
    ['forward', berlin('2027-03-27T00:00:00Z', '2027-03-29T22:00:00Z'), ['03-27 09:00', '03-29 18:59']],
  ])('%s, no mail leaves its hours', (_which, changing, expected) => {
    expect(firstAndLast(changing, 'Europe/Berlin')).toEqual(expected);
    const at = sendTimes(changing);
    for (let draw = 0; draw < 1; draw += 0.001) {
      const { hour } = DateTime.fromJSDate(at('Europe/Berlin', draw), { zone: 'Europe/Berlin' });
      expect(hour >= 9 && hour < 19).toBe(true);
    }
  });

  test('hours that lie in the skipped one give no mail twice an hour', () => {
    const nightly = {
      ...berlin('2027-03-28T00:00:00Z', '2027-03-28T22:00:00Z'),
      hours: { ...hours, quietFrom: '00:00', quietUntil: '00:00', sendFrom: '02:00', sendUntil: '04:00' },
    };
    expect(firstAndLast(nightly, 'Europe/Berlin')).toEqual(['03-28 03:00', '03-28 03:59']);
  });
});

test('equal stretches of the allowed time get equal shares', () => {
  const at = sendTimes(plan);
  const perDay = new Map<string, number>();
  for (let n = 0; n < 5000; n++) {
    const day = at(null, n / 5000)
      .toISOString()
      .slice(0, 10);
    perDay.set(day, (perDay.get(day) ?? 0) + 1);
  }
  expect([...perDay.values()]).toEqual([1000, 1000, 1000, 1000, 1000]);
});

test.each([
  ['in them: at once', '2026-10-14T07:00:00Z', '10-14 10:00'],
  ['before them', '2026-10-14T03:00:00Z', '10-14 09:00'],
  ['after them: the next morning', '2026-10-14T16:00:00Z', '10-15 09:00'],
])('what goes to one customer alone %s', (_when, at, expected) => {
  expect(local(nextInHours(new Date(at), 'Asia/Riyadh', hours), 'Asia/Riyadh')).toBe(expected);
});

test.each([
  ['21:00', '08:00', '21:00', true],
  ['21:00', '08:00', '07:59', true],
  ['21:00', '08:00', '08:00', false],
  ['12:00', '14:00', '13:00', true],
  ['12:00', '14:00', '14:00', false],
  ['00:00', '00:00', '00:00', false],
])('with quiet hours from %s to %s, %s is quiet: %s', (quietFrom, quietUntil, time, quiet) => {
  expect(isQuiet(time, { quietFrom, quietUntil })).toBe(quiet);
});

test('quiet hours all day leave nothing', () => {
  expect(loudHours('09:00', '19:00', { quietFrom: '00:00', quietUntil: '24:00' })).toEqual([]);
});
