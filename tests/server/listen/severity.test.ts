import { expect, test } from 'vitest';
import { severityOf, type Gravity } from '#server/listen/severity.ts';

const gravity = (overrides: Partial<Gravity>): Gravity => ({
  score: null,
  scoreMeasure: 'nps',
  tier: 'copper',
  category: null,
  earlierCases: 0,
  wishesCall: false,
  ...overrides,
});

test.each<[string, number, Partial<Gravity>]>([
  ...[0, 1, 2].map((score): [string, number, Partial<Gravity>] => [`NPS ${score}`, 3, { score }]),
  ...[3, 4].map((score): [string, number, Partial<Gravity>] => [`NPS ${score}`, 2, { score }]),
  ...[5, 6, 10].map((score): [string, number, Partial<Gravity>] => [`NPS ${score}`, 1, { score }]),
  ['CSAT 1', 3, { score: 1, scoreMeasure: 'csat' }],
  ['CSAT 2', 2, { score: 2, scoreMeasure: 'csat' }],
  ['CSAT 5', 1, { score: 5, scoreMeasure: 'csat' }],
  ['CES 1', 3, { score: 1, scoreMeasure: 'ces' }],
  ['no score', 1, { scoreMeasure: null }],
  ['a service wrong without a score', 2, { scoreMeasure: null, category: 'service' }],
  ['a price that is too high', 1, { score: 6, category: 'price' }],
  ['NPS 6 of a gold customer', 2, { score: 6, tier: 'gold' }],
  ['NPS 6 of a silver customer', 1, { score: 6, tier: 'silver' }],
  ['NPS 4 and a service wrong', 3, { score: 4, category: 'service' }],
  ['NPS 5 for the second time', 2, { score: 5, earlierCases: 1 }],
  ['NPS 5 for the fourth time', 2, { score: 5, earlierCases: 3 }],
  ['a content customer who wishes to be called', 2, { score: 9, wishesCall: true }],
  ['NPS 2 of a gold customer about service', 4, { score: 2, tier: 'gold', category: 'service' }],
  ['NPS 0 about service, again', 4, { score: 0, category: 'service', earlierCases: 1 }],
  ['NPS 0 about service', 3, { score: 0, category: 'service' }],
  [
    'everything at once',
    4,
    { score: 0, tier: 'gold', category: 'service', earlierCases: 2, wishesCall: true },
  ],
])('%s has severity %d', (_, severity, overrides) => {
  expect(severityOf(gravity(overrides))).toBe(severity);
});
