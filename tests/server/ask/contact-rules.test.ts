import { describe, expect, test } from 'vitest';
import {
  mayInvite,
  skipFacts,
  type AskHistory,
  type Askable,
  type ContactRules,
} from '#server/ask/contact-rules.ts';

const ada: Askable = { status: 'active', email: 'ada@example.com' };
const nothingYet: AskHistory = {
  suppression: null,
  hasOpenInvitation: false,
  askedDaysAgo: null,
  askedByThisProgramDaysAgo: null,
  contactsMade: [],
  isHeldOut: false,
  isInSample: true,
};
const monthly: ContactRules = {
  quietPeriodDays: 30,
  caps: [],
  channel: 'email',
  asksLeavers: false,
  followsAMonthLater: false,
  holdOutPercent: 0,
  sample: null,
};
const exit: ContactRules = { ...monthly, asksLeavers: true };
const exitCall: ContactRules = { ...exit, channel: 'call', followsAMonthLater: true };
const capped: ContactRules = {
  ...monthly,
  caps: [
    { channel: 'call', count: 1, days: 7 },
    { channel: 'email', count: 3, days: 30 },
    { channel: 'email', count: 9, days: 365 },
  ],
};
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
    ['who left, by telephone a month after the interview was sent', {}, asked(28), exitCall],
    ['by telephone, who has no address', { email: null }, {}, exitCall],
    ['by telephone, whose mail came back', {}, { suppression: 'bounced' }, exitCall],
    ['who is under every cap', {}, { contactsMade: [5, 2, 8] }, capped],
    ['by telephone, who got many mails', {}, { contactsMade: [0, 9, 9] }, { ...capped, channel: 'call' }],
    ['who was never contacted', {}, { contactsMade: [] }, capped],
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
    [
      'by telephone, who wants nothing',
      {},
      { suppression: 'nothing' },
      exitCall,
      { code: 'suppressed', facts: { reason: 'nothing' } },
    ],
    [
      'who left, by telephone a day too early',
      { status: 'left' },
      asked(27),
      exitCall,
      { code: 'asked-recently', facts: { days: 27, quietPeriodDays: 30 } },
    ],
    [
      'whom another program asks in three days',
      {},
      asked(-3),
      monthly,
      { code: 'asked-soon', facts: { days: 3, quietPeriodDays: 30 } },
    ],
    [
      'who got as many mails as a cap allows',
      {},
      { contactsMade: [0, 3, 3] },
      capped,
      { code: 'contact-cap', facts: { channel: 'email', made: 3, count: 3, days: 30 } },
    ],
    [
      'who got as many mails as the longer cap allows',
      {},
      { contactsMade: [0, 0, 10] },
      capped,
      { code: 'contact-cap', facts: { channel: 'email', made: 10, count: 9, days: 365 } },
    ],
    [
      'who is held out',
      {},
      { isHeldOut: true, isInSample: false },
      { ...monthly, holdOutPercent: 10, sample: { count: 5 } },
      { code: 'held-out', facts: { percent: 10 } },
    ],
    [
      'who was not drawn',
      {},
      { isInSample: false },
      { ...monthly, sample: { count: 500 } },
      { code: 'not-in-sample', facts: { count: 500 } },
    ],
  ])('not %s', (_who, customer, history, rules, skip) => {
    expect(mayInvite({ ...ada, ...customer }, { ...nothingYet, ...history }, rules)).toEqual(skip);
  });

  test('every reason names no fact that its sentence does not know', () => {
    const skip = mayInvite(ada, { ...nothingYet, contactsMade: [0, 3, 0] }, capped);
    if (skip === true) throw new Error('She may be asked');
    expect(skipFacts[skip.code]).toEqual(Object.keys(skip.facts));
  });

  test('the gravest reason is the one given', () => {
    const history = { ...nothingYet, suppression: 'unsubscribed', hasOpenInvitation: true } as const;
    expect(mayInvite({ status: 'deceased', email: null }, history, monthly)).toMatchObject({
      code: 'deceased',
    });
  });
});
