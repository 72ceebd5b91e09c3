import { describe, expect, test } from 'vitest';
import { offersCall, readWish } from '#server/listen/callback.ts';
import { caseForCall, noHistory, type Situation } from '#server/listen/follow-up.ts';

describe('a number to be called', () => {
  test.each(['+966 50 123 4567', '٠٥٠ ١٢٣ ٤٥٦٧', '۰۵۰-۱۲۳', '(050) 123.45-67', '12345', '+1 (555) 123-4567'])(
    'is kept as typed: %s',
    (phone) => {
      expect(readWish({ phone, time: 'morning' })).toEqual({ wish: { phone, wishedTime: 'morning' } });
    },
  );

  test.each([
    undefined,
    null,
    7,
    ['12345'],
    '',
    '1234',
    '+()-.',
    '+-----1234',
    'call me',
    '0501234567 ext. 9',
    '050\n1234567',
    '<b>12345</b>',
    '1'.repeat(31),
    '1'.repeat(70_000),
    '½½½½½',
  ])('that is none is refused: %j', (phone) => {
    expect(readWish({ phone, time: 'any' })).toEqual({ problem: 'phone' });
  });

  test('loses the blanks around it and the marks of direction nobody sees', () => {
    expect(readWish({ phone: '  \u202a+966 50 123\u202c ', time: '' })).toEqual({
      wish: { phone: '+966 50 123', wishedTime: 'any' },
    });
  });

  test.each([
    [undefined, 'any'],
    [null, 'any'],
    ['', 'any'],
    ['evening', 'evening'],
  ])('at the time %j is wished for %s', (time, wishedTime) => {
    expect(readWish({ phone: '12345', time })).toEqual({ wish: { phone: '12345', wishedTime } });
  });

  test.each(['night', 7, ['any'], 'constructor'])('at %j is refused', (time) => {
    expect(readWish({ phone: '12345', time })).toEqual({ problem: 'time' });
  });
});

test.each([
  [true, 'active', null, true],
  [true, 'left', 'open', true],
  [true, 'active', 'contacted', true],
  [true, 'active', 'resolved', false],
  [false, 'active', null, false],
  [true, 'deceased', null, false],
  [true, 'barred', null, false],
  [true, 'anonymised', 'open', false],
] as const)(
  'where the company offers calls: %s, to a customer %s with a case %s, one is offered: %s',
  (offersCallback, status, caseStatus, isOffered) => {
    expect(offersCall({ company: { offersCallback }, customer: { status }, caseStatus })).toBe(isOffered);
  },
);

describe('the case of a wish to be called', () => {
  const situation = (status: 'active' | 'barred'): Situation => ({
    response: {
      nps: 9,
      csat: null,
      wasOnTime: true,
      reasons: [],
      locale: 'en',
      answeredAt: new Date('2026-10-14T07:00:00Z'),
    },
    customer: { status, tier: 'gold', accountManager: null, department: null },
    policies: {
      calendar: { timeZone: 'Asia/Riyadh', businessHours: {}, holidays: [] },
      firstContactHours: 8,
      firstContactHoursGold: 2,
      reopensWithinDays: 30,
      resolutionHours: 24,
      programId: 'monthly',
      currency: 'SAR',
      reward: { kind: 'account-credit', amountMinor: 500, currency: 'SAR' },
    },
    history: { ...noHistory, openCases: [{ ownerId: null }] },
  });

  test('says why, has the score, and is due by the same clock', () => {
    expect(caseForCall(situation('active'))).toEqual({
      ownerId: null,
      score: 9,
      scoreMeasure: 'nps',
      category: null,
      detail: null,
      severity: 3,
      earlierCases: 0,
      department: null,
      locale: 'en',
      wakes: [],
      firstContactDueAt: new Date('2026-10-14T09:00:00Z'),
      resolutionDueAt: new Date('2026-10-15T07:00:00Z'),
      why: [
        { code: 'asked-for-call', facts: {} },
        { code: 'already-open', facts: { count: 1 } },
      ],
    });
  });

  test('of who may not be contacted is none', () => {
    expect(caseForCall(situation('barred'))).toBeNull();
  });
});
