import { describe, expect, test } from 'vitest';
import type { PolicyRule, PolicyTest } from '#db/schema/policy-parts.ts';
import { matchedBy, monthsBetween, ruleFor } from '#server/listen/policy.ts';
import { facts, order } from './deciding.ts';

const rule = (id: string, when: PolicyTest): PolicyRule => ({
  id,
  name: id,
  when,
  give: { kind: 'apology', approval: 'agent' },
});

describe('a condition', () => {
  test.each<[PolicyTest, Parameters<typeof facts>[0], boolean]>([
    [{}, {}, true],
    [{ measures: ['nps'] }, {}, true],
    [{ measures: ['csat', 'ces'] }, {}, false],
    [{ measures: ['nps'] }, { measure: null, score: null }, false],
    [{ scoreAtMost: 2 }, {}, true],
    [{ scoreAtMost: 1 }, {}, false],
    [{ scoreAtMost: 10 }, { measure: null, score: null }, false],
    [{ scoreAtLeast: 2 }, {}, true],
    [{ scoreAtLeast: 3 }, {}, false],
    [{ scoreAtMost: 0 }, { score: 0 }, true],
    [{ categories: ['product', 'service'] }, {}, true],
    [{ categories: ['price'] }, {}, false],
    [{ categories: ['service'] }, { wrong: null }, false],
    [{ reasons: ['service/late-delivery'] }, {}, true],
    [{ reasons: ['service/wrong-item'] }, {}, false],
    [{ reasons: ['service'] }, { wrong: { category: 'service', detail: null } }, true],
    [{ departments: ['delivery'] }, {}, true],
    [{ departments: ['delivery'] }, { department: null }, false],
    [{ tiers: ['gold', 'silver'] }, {}, true],
    [{ tiers: ['gold'] }, {}, false],
    [{ tiers: ['copper'] }, { tier: null }, false],
    [{ programs: ['monthly'] }, {}, true],
    [{ programs: ['exit'] }, {}, false],
    [{ orderAtLeastMinor: 124_000 }, {}, true],
    [{ orderAtLeastMinor: 124_001 }, {}, false],
    [{ orderAtMostMinor: 124_000 }, {}, true],
    [{ orderAtMostMinor: 123_999 }, {}, false],
    [{ orderAtLeastMinor: 0 }, { order: null }, false],
    [{ orderAtLeastMinor: 0 }, { order: { ...order, currency: 'USD' } }, false],
    [{ tenureAtLeastMonths: 24 }, {}, true],
    [{ tenureAtLeastMonths: 25 }, {}, false],
    [{ tenureAtMostMonths: 0 }, { tenureMonths: 0 }, true],
    [{ tenureAtMostMonths: 12 }, { tenureMonths: null }, false],
    [{ earlierCasesAtLeast: 1 }, {}, true],
    [{ earlierCasesAtLeast: 2 }, {}, false],
    [{ earlierCasesAtMost: 0 }, {}, false],
    [{ earlierCasesAtMost: 0 }, { earlierCases: 0 }, true],
    [{ isPromoter: true }, {}, false],
    [{ isPromoter: true }, { isPromoter: true }, true],
    [{ isPromoter: false }, {}, true],
    [{ tiers: ['silver'], scoreAtMost: 1 }, {}, false],
    [{ tiers: ['silver'], scoreAtMost: 2, categories: ['service'] }, {}, true],
  ])('%j of %j holds: %s', (when, told, holds) => {
    expect(matchedBy(when, facts(told)) !== null).toBe(holds);
  });

  test('tells what it found, each thing once', () => {
    const when: PolicyTest = { measures: ['nps'], scoreAtMost: 3, scoreAtLeast: 0, tiers: ['silver'] };
    expect(matchedBy(when, facts())).toEqual([
      { code: 'matched-score', facts: { measure: 'nps', score: 2 } },
      { code: 'matched-tier', facts: { tier: 'silver' } },
    ]);
  });
});

test('the first rule that fits decides', () => {
  const rules = [rule('gold', { tiers: ['gold'] }), rule('silver', { tiers: ['silver'] }), rule('rest', {})];
  expect(ruleFor({ rules }, facts())?.rule.id).toBe('silver');
  expect(ruleFor({ rules }, facts({ tier: null }))?.rule.id).toBe('rest');
  expect(ruleFor({ rules: rules.slice(0, 2) }, facts({ tier: 'copper' }))).toBeNull();
});

test.each([
  ['2024-10-14', '2026-10-14', 24],
  ['2024-10-15', '2026-10-14', 23],
  ['2026-10-14', '2026-10-14', 0],
  ['2026-01-31', '2026-02-28', 0],
  ['2026-12-01', '2026-10-14', 0],
])('from %s to %s it is %i whole months', (from, to, months) => {
  expect(monthsBetween(from, to)).toBe(months);
});
