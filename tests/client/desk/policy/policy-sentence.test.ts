import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import arabic from '#client/locales/ar/policies.json' with { type: 'json' };
import english from '#client/locales/en/policies.json' with { type: 'json' };
import hebrew from '#client/locales/he/policies.json' with { type: 'json' };
import russian from '#client/locales/ru/policies.json' with { type: 'json' };
import type { Rule } from '#client/desk/policy/policies-data.ts';
import {
  limitSentences,
  policyDifference,
  ruleSentence,
  type Speech,
} from '#client/desk/policy/policy-sentence.ts';
import { format } from '#client/locales/format.ts';
import type { Language } from '#client/locales/languages.ts';
import { presetDocument } from '#server/listen/policy-presets.ts';

const desk = i18next.createInstance();
await desk.init({
  ns: ['policies'],
  resources: {
    en: { policies: english },
    ar: { policies: arabic },
    he: { policies: hebrew },
    ru: { policies: russian },
  },
  interpolation: { escapeValue: false },
});

const speech = (language: Language): Speech => ({
  t: desk.getFixedT(language),
  format: format(language, 'Asia/Riyadh'),
  currency: 'SAR',
  nameOf: (_, value) => value,
});
const isolates = /[\u2066-\u2069\u200e\u200f]/g;
const plain = (text: string) => text.replace(isolates, '').replaceAll('\u00a0', ' ');

const credit = (overrides: Partial<Rule['give']> = {}): Rule['give'] => ({
  kind: 'account-credit',
  amount: { percentOfOrder: 20 },
  approval: 'agent',
  ...overrides,
});

describe('a rule in one sentence', () => {
  test.each<[string, Rule['when'], Rule['give'], string]>([
    [
      'without a condition',
      {},
      credit(),
      'In every case: 20 % of the order that went wrong as account credit. Any agent approves.',
    ],
    [
      'with several',
      { scoreAtMost: 3, tiers: ['gold', 'silver'], tenureAtLeastMonths: 1, orderAtLeastMinor: 10_050 },
      credit({ amount: { percentOfOrder: 12.5, atLeastMinor: 1000, atMostMinor: 30_000 }, validDays: 90 }),
      'When the score is 3 or less, the customer is gold or silver, the time as a customer is 1 month or more, and the order is worth SAR 100.50 or more: 12.5 % of the order that went wrong, from SAR 10 to SAR 300 as account credit, valid for 90 days. Any agent approves.',
    ],
    [
      'of an apology',
      { isPromoter: false },
      { kind: 'apology', approval: 'agent' },
      'When the customer does not recommend us: an apology alone.',
    ],
    [
      'whose words are still missing',
      { departments: [] },
      { kind: 'leader-call', approval: 'manager', details: { leader: '' } },
      'When the department is …: a call from …. A manager approves.',
    ],
    [
      'of a service that is worth something',
      {},
      credit({ kind: 'extra-service', amount: { fixedMinor: 5000 }, details: { service: 'installation' } }),
      'In every case: an extra service: installation (worth SAR 50). Any agent approves.',
    ],
  ])('%s', (_, when, give, sentence) => {
    expect(plain(ruleSentence({ when, give }, speech('en')))).toBe(sentence);
  });

  test.each<[Language, string]>([
    ['ar', 'إذا كان السبب service: 500 نقطة. يوافق أي موظف.'],
    ['he', 'כאשר הסיבה היא service: 500 נקודות. כל נציג מאשר.'],
    ['ru', 'Если причина: service: 500 баллов. Одобряет любой сотрудник.'],
  ])('in %s', (language, sentence) => {
    const give = credit({ kind: 'points', amount: { points: 500 } });
    expect(plain(ruleSentence({ when: { categories: ['service'] }, give }, speech(language)))).toBe(sentence);
  });
});

describe('a limit that ends with an amount ends with one dot', () => {
  const document = presetDocument('small-customers', 'en') as Parameters<typeof limitSentences>[0];
  const points = { ...document.points, hundredWorthMinor: 200 };

  test.each<[Language, string, string]>([
    ['en', 'SAR', '100 points are worth SAR 2.'],
    ['ar', 'SAR', 'قيمة 100 نقطة: 2 ر.س.'],
    ['ar', 'AED', 'قيمة 100 نقطة: 2 د.إ.'],
    ['he', 'ILS', '100 נקודות שוות 2 ₪.'],
    ['ru', 'BYN', '100 баллов стоят 2 р.'],
  ])('in %s and %s', (language, currency, sentence) => {
    const told = limitSentences({ ...document, points }, { ...speech(language), currency });
    expect(plain(told.at(-1) ?? '')).toBe(sentence);
  });
});

describe('what differs between two policies', () => {
  const before = presetDocument('small-customers', 'en') as Parameters<typeof policyDifference>[1];

  test('is told in the sentences that come and go', () => {
    const after = { ...before, guards: { ...before.guards, budgetPerMonthMinor: 100_000 } };
    const told = policyDifference(before, after, speech('en'));
    expect(told.fresh.map(plain)).toEqual(['At most SAR 1,000 in a month.']);
    expect(told.gone.map(plain)).toEqual(['No budget of a month.']);
  });

  test('is an order alone where only that changed, and nothing where nothing did', () => {
    const reversed = { ...before, rules: before.rules.toReversed() };
    expect(policyDifference(before, reversed, speech('en'))).toEqual({
      fresh: [],
      gone: [],
      isReordered: true,
    });
    expect(policyDifference(before, before, speech('en')).isReordered).toBe(false);
  });
});
