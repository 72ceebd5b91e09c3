import { describe, expect, test } from 'vitest';
import type { Trigger } from '#db/schema/program-parts.ts';
import { dueAt, starts, type Happening } from '#server/ask/triggers/trigger.ts';

const riyadh = 'Asia/Riyadh';

const anOrderTold = (overrides: Partial<Happening> = {}): Happening => ({
  id: 'o-1',
  customerId: 'c-1',
  on: 'order',
  name: null,
  happened: '2026-10-14',
  toldAt: new Date('2026-10-14T07:00:00Z'),
  ...overrides,
});

const now: Trigger['after'] = { minutes: 0 };

describe('what starts an invitation', () => {
  test.each<[Trigger, Partial<Happening>, boolean]>([
    [{ on: 'order', after: now }, {}, true],
    [{ on: 'departure', after: now }, {}, false],
    [{ on: 'departure', after: now }, { on: 'departure' }, true],
    [{ on: 'event', event: 'delivered', after: now }, { on: 'event', name: 'delivered' }, true],
    [{ on: 'event', event: 'delivered', after: now }, { on: 'event', name: 'Delivered' }, false],
    [{ on: 'event', after: now }, { on: 'event', name: 'delivered' }, false],
  ])('%j by %j: %s', (trigger, told, does) => {
    expect(starts(trigger, anOrderTold(told), riyadh)).toBe(does);
  });

  test.each<[string | Date, boolean]>([
    ['2026-10-14', true],
    ['2026-10-07', true],
    ['2026-10-06', false],
    ['2017-03-01', false],
    ['2026-10-20', true],
    [new Date('2026-10-07T05:00:00Z'), true],
    [new Date('2026-10-06T05:00:00Z'), false],
  ])('of what happened on %s and is told on 14 October: %s', (happened, does) => {
    const on = happened instanceof Date ? 'event' : 'order';
    const trigger: Trigger = on === 'event' ? { on, event: 'e', after: now } : { on, after: now };
    expect(starts(trigger, anOrderTold({ on, name: 'e', happened }), riyadh)).toBe(does);
  });
});

describe('when it is due', () => {
  const told = (happened: string | Date, toldAt: string) =>
    anOrderTold({ happened, toldAt: new Date(toldAt) });

  test.each<[Trigger['after'], Happening, string]>([
    [{ minutes: 0 }, told('2026-10-14', '2026-10-14T07:00:00Z'), '2026-10-14T07:00:00Z'],
    [{ minutes: 90 }, told('2026-10-14', '2026-10-14T07:00:00Z'), '2026-10-14T08:30:00Z'],
    [{ days: 1 }, told('2026-10-14', '2026-10-14T07:00:00Z'), '2026-10-15T07:00:00Z'],
    [{ days: 3 }, told('2026-10-12', '2026-10-14T07:00:00Z'), '2026-10-14T21:00:00Z'],
    // 23:00 UTC is the next day in Riyadh.
    [{ days: 1 }, told('2026-10-15', '2026-10-14T23:00:00Z'), '2026-10-15T23:00:00Z'],
    [{ days: 1 }, told(new Date('2026-10-14T06:00:00Z'), '2026-10-14T07:00:00Z'), '2026-10-15T06:00:00Z'],
    [{ months: 1 }, told('2026-01-31', '2026-01-31T07:00:00Z'), '2026-02-28T07:00:00Z'],
    [{ months: 1 }, told('2028-01-31', '2028-01-31T07:00:00Z'), '2028-02-29T07:00:00Z'],
    [{ months: 1 }, told('2026-02-28', '2026-02-28T07:00:00Z'), '2026-03-28T07:00:00Z'],
    [{ months: 1 }, told('2026-01-30', '2026-02-02T07:00:00Z'), '2026-02-27T21:00:00Z'],
  ])('%j after %j: %s', (after, happening, due) => {
    expect(dueAt(after, happening, riyadh)).toEqual(new Date(due));
  });

  test('the hours of a day that the clock changes are the calendar’s', () => {
    const happening = told('2026-10-24', '2026-10-24T08:00:00Z');
    expect(dueAt({ days: 1 }, happening, 'Europe/Berlin')).toEqual(new Date('2026-10-25T09:00:00Z'));
    expect(dueAt({ minutes: 1440 }, happening, 'Europe/Berlin')).toEqual(new Date('2026-10-25T08:00:00Z'));
  });
});
