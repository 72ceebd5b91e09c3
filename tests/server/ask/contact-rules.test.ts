import { describe, expect, test } from 'vitest';
import { mayInvite, type AskHistory, type Askable, type ContactRules } from '#server/ask/contact-rules.ts';

const ada: Askable = { status: 'active', email: 'ada@example.com' };
const nothingYet: AskHistory = {
  suppression: null,
  hasOpenInvitation: false,
  askedDaysAgo: null,
  askedByThisProgramDaysAgo: null,
};
const monthly: ContactRules = { quietPeriodDays: 30, asksLeavers: false };
const exit: ContactRules = { quietPeriodDays: 30, asksLeavers: true };
const asked = (askedDaysAgo: number, askedByThisProgramDaysAgo: number | null = null) => ({
  askedDaysAgo,
  askedByThisProgramDaysAgo,
});

describe('who may be asked', () => {
  test.each<[string, Partial<Askable>, Partial<AskHistory>, ContactRules]>([
    ['a customer never asked', {}, {}, monthly],
    ['one asked a quiet period ago', {}, asked(30), monthly],
    ['one this program asked on the first of February, on the first of March', {}, asked(28, 28), monthly],
    ['who left, about leaving', { status: 'left' }, {}, exit],
    ['anyone, where there is no quiet period', {}, asked(0), { ...monthly, quietPeriodDays: 0 }],
  ])('%s', (_who, customer, history, rules) => {
    expect(mayInvite({ ...ada, ...customer }, { ...nothingYet, ...history }, rules)).toBe(true);
  });

  test.each<[string, Partial<Askable>, Partial<AskHistory>, ContactRules, object]>([
    ['the dead', { status: 'deceased' }, {}, exit, { code: 'deceased', facts: {} }],
    ['the barred', { status: 'barred' }, {}, exit, { code: 'barred', facts: {} }],
    ['the anonymised', { status: 'anonymised', email: null }, {}, exit, { code: 'anonymised', facts: {} }],
    ['who has no address', { email: null }, {}, monthly, { code: 'no-email', facts: {} }],
    ['who has an empty address', { email: '' }, {}, monthly, { code: 'no-email', facts: {} }],
    [
      'who unsubscribed',
      {},
      { suppression: 'unsubscribed' },
      monthly,
      { code: 'suppressed', facts: { reason: 'unsubscribed' } },
    ],
    ['who left, about the month', { status: 'left' }, {}, monthly, { code: 'left', facts: {} }],
    [
      'who has an open invitation',
      {},
      { hasOpenInvitation: true, ...asked(2, 2) },
      monthly,
      { code: 'open-invitation', facts: {} },
    ],
    [
      'who was asked a day too recently',
      {},
      asked(29),
      monthly,
      { code: 'asked-recently', facts: { days: 29, quietPeriodDays: 30 } },
    ],
    [
      'who another program asked since this one did',
      {},
      asked(10, 31),
      monthly,
      { code: 'asked-recently', facts: { days: 10, quietPeriodDays: 30 } },
    ],
    [
      'whom this program asked a month ago, where the quiet period is two months',
      {},
      asked(31, 31),
      { ...monthly, quietPeriodDays: 60 },
      { code: 'asked-recently', facts: { days: 31, quietPeriodDays: 60 } },
    ],
  ])('not %s', (_who, customer, history, rules, skip) => {
    expect(mayInvite({ ...ada, ...customer }, { ...nothingYet, ...history }, rules)).toEqual(skip);
  });

  test('the gravest reason is the one given', () => {
    const history = { ...nothingYet, suppression: 'unsubscribed', hasOpenInvitation: true } as const;
    expect(mayInvite({ status: 'deceased', email: null }, history, monthly)).toMatchObject({
      code: 'deceased',
    });
  });
});
