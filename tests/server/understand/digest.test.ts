import { describe, expect, test } from 'vitest';
import { companyDefaults } from '#server/company/company.ts';
import { periodDue, periodNamed, type Cadence } from '#server/understand/told/digest.ts';

const open = {
  timeZone: 'Asia/Riyadh',
  businessHours: companyDefaults.businessHours,
  holidays: [] as string[],
};
const sundays = { ...open, businessHours: { '7': [['09:00', '17:00']] as [string, string][] } };

// Riyadh is three hours ahead of UTC all year; 1 November 2026 is a Sunday, 30 November a Monday.
describe('the digest of a period goes', () => {
  test.each<[string, Cadence, string, typeof open, string]>([
    ['not before 8:00 of the Monday', 'weekly', '2026-11-30T04:59:59Z', open, '2026-W47'],
    ['at 8:00 of the Monday', 'weekly', '2026-11-30T05:00:00Z', open, '2026-W48'],
    ['still on the Sunday after', 'weekly', '2026-12-06T20:59:00Z', open, '2026-W48'],
    [
      'by the company’s own clock, west of us',
      'weekly',
      '2026-11-30T15:59:00Z',
      { ...open, timeZone: 'America/Los_Angeles' },
      '2026-W47',
    ],
    [
      'and an instant later',
      'weekly',
      '2026-11-30T16:00:00Z',
      { ...open, timeZone: 'America/Los_Angeles' },
      '2026-W48',
    ],
    [
      'where the day begins before ours',
      'weekly',
      '2026-11-29T19:00:00Z',
      { ...open, timeZone: 'Pacific/Auckland' },
      '2026-W48',
    ],
    [
      'not on a Monday that is a holiday',
      'weekly',
      '2026-11-30T12:00:00Z',
      { ...open, holidays: ['2026-11-30'] },
      '2026-W47',
    ],
    [
      'on the Tuesday after it',
      'weekly',
      '2026-12-01T05:00:00Z',
      { ...open, holidays: ['2026-11-30'] },
      '2026-W48',
    ],
    ['on the Sunday of who opens on Sundays only', 'weekly', '2026-12-06T05:00:00Z', sundays, '2026-W48'],
    [
      'on the Monday of who never opens',
      'weekly',
      '2026-11-30T05:00:00Z',
      { ...open, businessHours: {} as typeof open.businessHours },
      '2026-W48',
    ],
    [
      'once for two weeks that were closed',
      'weekly',
      '2026-12-08T05:00:00Z',
      {
        ...open,
        holidays: ['30', '01', '02', '03', '04', '07'].map(
          (day) => `2026-${day === '30' ? '11' : '12'}-${day}`,
        ),
      },
      '2026-W49',
    ],
    ['for the last week of a year', 'weekly', '2027-01-04T05:00:00Z', open, '2026-W53'],
    ['on the 1st at 8:00', 'monthly', '2026-12-01T05:00:00Z', open, '2026-11'],
    ['not a minute before', 'monthly', '2026-12-01T04:59:00Z', open, '2026-10'],
    ['on the Monday when the 1st is a Sunday', 'monthly', '2026-11-02T05:00:00Z', open, '2026-10'],
    ['and not on that Sunday', 'monthly', '2026-11-01T12:00:00Z', open, '2026-09'],
    [
      'at 8:00 on the day the clocks change',
      'monthly',
      '2026-11-02T13:00:00Z',
      { ...open, timeZone: 'America/New_York' },
      '2026-10',
    ],
    [
      'and not an hour earlier',
      'monthly',
      '2026-11-02T12:59:00Z',
      { ...open, timeZone: 'America/New_York' },
      '2026-09',
    ],
    ['for the year that ended', 'monthly', '2027-01-01T05:00:00Z', open, '2026-12'],
  ])('%s', (_, cadence, now, calendar, name) => {
    expect(periodDue(cadence, calendar, new Date(now)).name).toBe(name);
  });

  test.each([
    ['2026-W48', { month: '2026-11', from: '2026-11-23', until: '2026-11-30' }],
    // Monday 28 September to Sunday 4 October: its Thursday is in October.
    ['2026-W40', { month: '2026-10', from: '2026-09-28', until: '2026-10-05' }],
    ['2026-W53', { month: '2026-12', from: '2026-12-28', until: '2027-01-04' }],
    ['2026-02', { month: '2026-02', from: '2026-02-01', until: '2026-03-01' }],
    ['2026-12', { month: '2026-12', from: '2026-12-01', until: '2027-01-01' }],
  ])('of %s tells of its month and days', (name, period) => {
    expect(periodNamed(name)).toEqual({ name, ...period });
  });
});
