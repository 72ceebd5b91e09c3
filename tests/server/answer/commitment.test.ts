import { describe, expect, test } from 'vitest';
import { isOverdue, missedByClock, settled, type Commitment } from '#server/answer/commitment.ts';
import { dueChoices } from '#server/answer/due-choice.ts';

const now = new Date('2026-10-14T07:00:00Z');
const aPromise = (overrides: Partial<Commitment> = {}): Commitment => ({
  id: 'p1',
  caseId: 'c1',
  by: 'company',
  what: 'A new crate, brought by the driver',
  ownerId: 'grace',
  dueAt: new Date('2026-10-15T09:00:00Z'),
  status: 'open',
  madeBy: 'grace',
  madeAt: now,
  settledBy: null,
  settledAt: null,
  remindedAt: null,
  ...overrides,
});
const past = new Date('2026-10-14T06:00:00Z');

test.each([
  ['open', aPromise(), 'kept'],
  ['marked missed by the clock alone', aPromise({ status: 'missed', settledAt: past }), 'kept'],
  ['said by a person to be missed', aPromise({ status: 'missed', settledBy: 'alan' }), null],
  ['kept', aPromise({ status: 'kept', settledBy: 'alan' }), null],
  ['withdrawn', aPromise({ status: 'withdrawn', settledBy: 'alan' }), null],
])('a commitment that is %s', (_, before, after) => {
  const decided = settled(before, 'kept', { settledBy: 'grace', at: now });
  expect('commitment' in decided ? decided.commitment.status : null).toBe(after);
});

test.each([
  ['ours and due', { dueAt: past }, true],
  ['ours and due at this moment', { dueAt: now }, true],
  ['ours and not due yet', {}, false],
  ["the customer's and due", { by: 'customer' as const, dueAt: past }, false],
  ['ours, due and kept', { dueAt: past, status: 'kept' as const }, false],
])('the clock marks one missed that is %s: %s', (_, overrides, isMissed) => {
  expect(missedByClock(aPromise(overrides), now)?.status === 'missed').toBe(isMissed);
});

test('what the customer promised is overdue and never marked', () => {
  expect(isOverdue(aPromise({ by: 'customer', dueAt: past }), now)).toBe(true);
});

describe('the times offered for a promise', () => {
  const week = Object.fromEntries(
    [7, 1, 2, 3, 4].map((day) => [String(day), [['09:00', '17:00']]]),
  ) as Record<string, [string, string][]>;
  const calendar = { timeZone: 'Asia/Riyadh', businessHours: week, holidays: ['2026-10-15'] };

  test('go by the company’s days and holidays', () => {
    // A Wednesday, 10:00 in Riyadh; Thursday is a holiday, Friday and Saturday are free.
    expect(dueChoices(calendar, now)).toEqual([
      { name: 'in-two-hours', on: '2026-10-14', time: '12:00' },
      { name: 'today', on: '2026-10-14', time: '17:00' },
      { name: 'next-noon', on: '2026-10-18', time: '12:00' },
      { name: 'next-day', on: '2026-10-18', time: '17:00' },
      { name: 'in-a-week', on: '2026-10-21', time: '12:00' },
    ]);
  });

  test('leave today out when it is over', () => {
    const evening = new Date('2026-10-14T15:00:00Z');
    expect(dueChoices(calendar, evening).map(({ name, on }) => [name, on])).toEqual([
      ['in-two-hours', '2026-10-18'],
      ['next-noon', '2026-10-18'],
      ['next-day', '2026-10-18'],
      ['in-a-week', '2026-10-21'],
    ]);
  });
});
