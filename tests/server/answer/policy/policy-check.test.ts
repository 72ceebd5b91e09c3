import { describe, expect, test } from 'vitest';
import ar from '#client/locales/ar/policies.json' with { type: 'json' };
import en from '#client/locales/en/policies.json' with { type: 'json' };
import he from '#client/locales/he/policies.json' with { type: 'json' };
import ru from '#client/locales/ru/policies.json' with { type: 'json' };
import type { PolicyGift, PolicyTest } from '#db/schema/policy-parts.ts';
import { isUsable, policyProblems, problemsOf } from '#server/answer/policy/policy-check.ts';
import { policyRefusals } from '#server/answer/policy/policy.ts';
import { presetCodes, presetDocument } from '#server/listen/policy-presets.ts';
import { aPolicyDocument } from '#tests/support/policies.ts';

const known = { departments: new Set(['delivery']), programs: new Set(['monthly']), ownDetails: new Map() };
const found = (policy: Parameters<typeof aPolicyDocument>[0]) =>
  problemsOf(aPolicyDocument(policy), known).map(({ path, code }) => `${path} ${code}`);
const rule = (give: Partial<PolicyGift> = {}, when: PolicyTest = {}, id = 'r1') => ({
  id,
  name: id,
  when,
  give: { kind: 'account-credit', amount: { percentOfOrder: 20 }, approval: 'agent' as const, ...give },
});
const noAmount = { amount: undefined };

describe('a rule', () => {
  test.each<[string, Partial<PolicyGift>, PolicyTest, string[]]>([
    ['that is right', {}, { categories: ['service'], scoreAtMost: 6 }, []],
    ['without an amount', noAmount, {}, ['give.amount amount-needed']],
    [
      'of a call with an amount',
      { kind: 'leader-call', details: { leader: 'Huda' } },
      {},
      ['give.amount amount-not-wanted'],
    ],
    ['of a call by nobody', { kind: 'leader-call', ...noAmount }, {}, ['give.details.leader detail-needed']],
    [
      'of prices for nothing',
      { kind: 'fixed-prices', ...noAmount, details: { prices: 'of 2026', volume: ' ' } },
      {},
      ['give.details.volume detail-needed'],
    ],
    [
      'of points in money',
      { kind: 'points' },
      {},
      ['give.amount points-for-points', 'give.amount.points points-worth-nothing'],
    ],
    ['of credit in points', { amount: { points: 5 } }, {}, ['give.amount points-for-points']],
    [
      'with crossed amounts',
      { amount: { percentOfOrder: 20, atLeastMinor: 9, atMostMinor: 8 } },
      {},
      ['give.amount.atLeastMinor bounds-crossed'],
    ],
    [
      'of 60 % of a debt',
      { kind: 'debt-write-off', amount: { percentOfOrder: 60 } },
      {},
      ['give.amount.percentOfOrder debt-share-unusual'],
    ],
    ['with crossed scores', {}, { scoreAtLeast: 4, scoreAtMost: 3 }, ['when.scoreAtLeast bounds-crossed']],
    ['with an empty list', {}, { tiers: [] }, ['when.tiers list-empty']],
    ['of a reason nobody has', {}, { reasons: ['service/nonsense'] }, ['when.reasons reason-unknown']],
    [
      'of a department nobody has',
      {},
      { departments: ['delivery', 'x'] },
      ['when.departments department-unknown'],
    ],
    ['of a program nobody has', {}, { programs: ['x'] }, ['when.programs program-unknown']],
  ])('%s', (_, give, when, problems) => {
    expect(found({ rules: [rule(give, when)] })).toEqual(problems.map((one) => `rules.0.${one}`));
  });

  test('behind one that takes everything is never reached, and one that takes some is told of', () => {
    const gold = rule({}, { tiers: ['gold'] }, 'gold');
    const bad = rule({}, { scoreAtMost: 2 }, 'bad');
    expect(found({ rules: [rule({}, {}, 'all'), gold] })).toEqual(['rules.1 never-reached']);
    expect(found({ rules: [gold, bad] })).toEqual(['rules.1 overlaps']);
    expect(found({ rules: [gold, rule({}, {}, 'rest')] })).toEqual([]);
    expect(found({ rules: [gold, gold] })).toEqual(['rules.1.id id-twice', 'rules.1 never-reached']);
  });

  test('gives no more than the cap of the order', () => {
    const rules = [rule({ amount: { percentOfOrder: 120 } })];
    expect(found({ rules, guards: { capPercentOfOrder: 100 } })).toEqual([
      'rules.0.give.amount.percentOfOrder share-above-cap',
    ]);
  });
});

test('a policy without rules, or with a budget for no program, is told of and may be used', () => {
  const problems = problemsOf(
    aPolicyDocument({ rules: [], guards: { budgetPerProgramMinor: { x: 1 } } }),
    known,
  );
  expect(problems.map(({ code }) => code)).toEqual(['no-rules', 'program-unknown']);
  expect(isUsable(problems)).toBe(true);
});

test.each(presetCodes)('the preset %s may be used once it says which leader', (code) => {
  const problems = problemsOf(presetDocument(code, 'en'), known).filter(({ isWarning }) => !isWarning);
  const missing =
    code === 'key-customers' ? ['rules.0.give.details.leader', 'rules.1.give.details.leader'] : [];
  expect(problems.map(({ path }) => path)).toEqual(missing);
});

test.each(Object.entries({ ar, en, he, ru }))(
  'every problem and refusal has its sentence in %s',
  (_, texts) => {
    expect(Object.keys(texts.problems)).toEqual(Object.keys(policyProblems));
    expect(Object.keys(texts.refusals)).toEqual(Object.keys(policyRefusals));
  },
);
