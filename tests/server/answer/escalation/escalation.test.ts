import { describe, expect, test } from 'vitest';
import { dueBy, shippedSteps, toldBy, type Reachable } from '#server/answer/escalation/escalation.ts';
import type { BusinessCalendar } from '#server/company/business-hours.ts';

const berlin: BusinessCalendar = {
  timeZone: 'Europe/Berlin',
  businessHours: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [String(day), [['09:00', '17:00']]])),
  holidays: ['2026-12-25'],
};

describe('the cases a step is to be taken for', () => {
  test.each<[string, number, string, string]>([
    ['an hour before', -60, '2026-10-14T08:00:00Z', '2026-10-14T09:00:00Z'],
    ['an hour before, over the night', -60, '2026-10-14T14:30:00Z', '2026-10-15T07:30:00Z'],
    ['an hour before, over the weekend', -60, '2026-10-16T14:30:00Z', '2026-10-19T07:30:00Z'],
    ['when due', 0, '2026-10-14T08:00:00Z', '2026-10-14T08:00:00Z'],
    ['when due, in the night', 0, '2026-10-14T22:00:00Z', '2026-10-14T22:00:00Z'],
    ['eight hours after', 480, '2026-10-14T12:00:00Z', '2026-10-13T12:00:00Z'],
    ['eight hours after, over the weekend', 480, '2026-10-19T12:00:00Z', '2026-10-16T12:00:00Z'],
    ['eight hours after, over a holiday', 480, '2026-12-28T12:00:00Z', '2026-12-24T12:00:00Z'],
    ['eight hours after, on a Sunday', 480, '2026-10-18T12:00:00Z', '2026-10-16T07:00:00Z'],
    ['over the end of summer time', 480, '2026-10-26T12:00:00Z', '2026-10-23T11:00:00Z'],
    ['over the start of summer time', 480, '2026-03-30T12:00:00Z', '2026-03-27T13:00:00Z'],
  ])('%s', (_, minutesAfterDue, now, due) => {
    expect(dueBy({ minutesAfterDue }, berlin, new Date(now))).toEqual(new Date(due));
  });
});

describe('who is told', () => {
  const agent = (id: string): Reachable => ({ id, role: 'agent' });
  const all: Reachable[] = [
    agent('grace'),
    agent('barbara'),
    { id: 'alan', role: 'manager' },
    { id: 'edsger', role: 'admin' },
  ];
  test.each<[string, 'owner' | 'managers' | 'named', string | null, string | null, Reachable[], string[]]>([
    ['the owner', 'owner', null, 'grace', all, ['grace']],
    ['the managers where there is no owner', 'owner', null, null, all, ['alan']],
    ['the managers where the owner has left', 'owner', null, 'gone', all, ['alan']],
    ['the managers', 'managers', null, 'grace', all, ['alan']],
    [
      'the administrators where there is no manager',
      'managers',
      null,
      'grace',
      [agent('grace'), { id: 'edsger', role: 'admin' }],
      ['edsger'],
    ],
    ['the leader', 'named', 'barbara', 'grace', all, ['barbara']],
    ['the administrators while no leader is named', 'named', null, 'grace', all, ['edsger']],
    ['the administrators when the leader has left', 'named', 'gone', 'grace', all, ['edsger']],
    ['nobody where nobody is', 'managers', null, null, [], []],
  ])('%s', (_, to, staffId, ownerId, here, told) => {
    expect(toldBy({ to, staffId }, { ownerId }, here)).toEqual(told);
  });
});

test('a company starts with three steps for each clock', () => {
  expect(shippedSteps.map(({ clock, minutesAfterDue, to }) => [clock, minutesAfterDue, to])).toEqual([
    ['first-contact', -60, 'owner'],
    ['first-contact', 0, 'managers'],
    ['first-contact', 480, 'named'],
    ['resolution', -60, 'owner'],
    ['resolution', 0, 'managers'],
    ['resolution', 480, 'named'],
  ]);
});
