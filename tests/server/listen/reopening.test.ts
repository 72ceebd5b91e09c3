import { describe, expect, test } from 'vitest';
import {
  caseAskedAfter,
  putRightIn,
  raised,
  reopenedBy,
  type ResolvedCase,
} from '#server/listen/reopening.ts';

const at = new Date('2026-10-14T07:00:00Z');
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);
const resolvedCase = (overrides: Partial<ResolvedCase> = {}): ResolvedCase => ({
  id: 'c1',
  ownerId: 'grace',
  category: 'service',
  severity: 2,
  reopenings: 0,
  resolvedAt: daysAgo(10),
  ...overrides,
});
const about = (overrides: object = {}) => ({
  category: 'service' as const,
  at,
  withinDays: 30,
  ...overrides,
});

describe('a bad answer opens again', () => {
  test.each<[string, ResolvedCase[], object, string | null]>([
    ['a case about the same, resolved lately', [resolvedCase()], {}, 'c1'],
    ['no case about something else', [resolvedCase({ category: 'price' })], {}, null],
    ['no case resolved long ago', [resolvedCase({ resolvedAt: daysAgo(31) })], {}, null],
    ['no case resolved exactly so many days ago', [resolvedCase({ resolvedAt: daysAgo(30) })], {}, null],
    ['none where the company wants none', [resolvedCase({ resolvedAt: at })], { withinDays: 0 }, null],
    ['none where no reason was named', [resolvedCase({ category: null })], { category: null }, null],
    [
      'the last resolved of several',
      [resolvedCase(), resolvedCase({ id: 'c2', resolvedAt: daysAgo(2) }), resolvedCase({ id: 'c3' })],
      {},
      'c2',
    ],
    ['none where there is none', [], {}, null],
  ])('%s', (_, resolved, overrides, id) => {
    expect(reopenedBy(resolved, about(overrides))?.id ?? null).toBe(id);
  });
});

test.each([
  ['', null],
  ['o1', null],
  ['case:c1', 'c1'],
  ['case:c1:2', 'c1'],
])('an invitation about %j asks after the case %j', (subject, caseId) => {
  expect(caseAskedAfter(subject)).toBe(caseId);
});

test.each([
  [{ 'put-right': 'yes' }, 'put-right'],
  [{ 'put-right': 'partly' }, 'partly'],
  [{ 'put-right': 'no', missing: 'The crate' }, 'not-put-right'],
  [{ 'put-right': 'toString' }, null],
  [{}, null],
])('%j says %j', (answers, said) => {
  expect(putRightIn(answers)).toBe(said);
});

test('severity rises by one and never above the highest', () => {
  expect([1, 2, 3, 4].map(raised)).toEqual([2, 3, 4, 4]);
});
