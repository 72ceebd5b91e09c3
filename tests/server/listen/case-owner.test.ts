import { describe, expect, test } from 'vitest';
import {
  assignedTo,
  isPersonal,
  type AssignmentRule,
  type Colleague,
  type Complaint,
} from '#server/listen/case-owner.ts';
import { parseReason } from '#surveys/reasons.ts';

const at = new Date('2026-10-14T07:00:00Z');
const later = new Date('2026-10-20T07:00:00Z');
const caseOwner = (...given: Parameters<typeof assignedTo>) => assignedTo(...given).ownerId;

const colleague = (id: string, overrides: Partial<Colleague> = {}): Colleague => ({
  id,
  name: `Agent ${id}`,
  email: `${id}@water.example`,
  role: 'agent',
  locale: 'en',
  languages: [],
  department: null,
  awayUntil: null,
  load: 0,
  ...overrides,
});
const complaint = (overrides: Partial<Complaint> = {}): Complaint => ({
  locale: 'ar',
  accountManager: null,
  isAboutService: true,
  isAboutPerson: false,
  category: 'service',
  department: null,
  tier: null,
  severity: 2,
  ownerOfOpenCase: null,
  earlierOwners: [],
  at,
  ...overrides,
});

describe('who answers', () => {
  test.each<[string, Colleague[], Partial<Complaint>, string | null]>([
    ['nobody when there is nobody', [], {}, null],
    ['the least loaded', [colleague('a', { load: 3 }), colleague('b', { load: 1 })], {}, 'b'],
    ['the first by id among equals', [colleague('b'), colleague('a')], {}, 'a'],
    [
      'who speaks her language, even when busier',
      [colleague('a'), colleague('b', { locale: 'ar', load: 9 })],
      {},
      'b',
    ],
    [
      'an agent before a manager',
      [colleague('a', { role: 'manager' }), colleague('b', { load: 99 })],
      {},
      'b',
    ],
    ['a manager when there is no agent', [colleague('a', { role: 'manager' })], {}, 'a'],
    ['never an administrator by herself', [colleague('a', { role: 'admin' })], {}, null],
    [
      'who is already in touch with her',
      [colleague('a', { load: 50 }), colleague('b', { locale: 'ar' })],
      { ownerOfOpenCase: 'a' },
      'a',
    ],
    [
      'who answers in her language, whatever she reads the desk in',
      [colleague('a'), colleague('b', { languages: ['he', 'ar'], load: 9 })],
      {},
      'b',
    ],
    [
      'of those who speak it, who is of her department',
      [
        colleague('a', { locale: 'ar' }),
        colleague('b', { locale: 'ar', department: 'delivery', load: 9 }),
        colleague('c', { department: 'delivery' }),
      ],
      { department: 'delivery' },
      'b',
    ],
    ['never who is away', [colleague('a', { awayUntil: later }), colleague('b', { load: 9 })], {}, 'b'],
    ['who has come back', [colleague('a', { awayUntil: at }), colleague('b', { load: 9 })], {}, 'a'],
    [
      'somebody else while the one in touch is away',
      [colleague('a', { awayUntil: later }), colleague('b')],
      { ownerOfOpenCase: 'a' },
      'b',
    ],
    [
      'a manager while every agent is away',
      [colleague('a', { awayUntil: later }), colleague('m', { role: 'manager' })],
      {},
      'm',
    ],
    ['nobody when all are away', [colleague('a', { awayUntil: later })], {}, null],
    ['somebody else when that one has left', [colleague('b')], { ownerOfOpenCase: 'a' }, 'b'],
  ])('%s', (_, colleagues, overrides, owner) => {
    expect(caseOwner(colleagues, complaint(overrides))).toBe(owner);
  });
});

describe('where the wrong is a person’s', () => {
  const about = complaint({ isAboutPerson: true, ownerOfOpenCase: 'a', earlierOwners: ['a', 'b'] });
  const all = ['a', 'b', 'c'].map((id) => colleague(id, { load: id === 'c' ? 99 : 0 }));

  test('somebody answers who has had nothing to do with the customer', () => {
    expect(caseOwner(all, about)).toBe('c');
    expect(caseOwner(all, { ...about, isAboutPerson: false })).toBe('a');
  });

  test('nobody does when all have', () => {
    expect(caseOwner(all.slice(0, 2), about)).toBeNull();
  });

  test.each([
    ['service/staff-attitude', true],
    ['service/broken-promise', true],
    ['service/unresolved-complaint', true],
    ['service/late-delivery', false],
    ['service', false],
    ['price/too-high', false],
  ])('%s is: %s', (code, expected) => {
    expect(isPersonal([parseReason(code) ?? { category: 'other', detail: null }])).toBe(expected);
  });
});

describe('rules of assignment', () => {
  const rule = (test: AssignmentRule['test'], ...staffIds: string[]): AssignmentRule => ({
    id: `to ${staffIds.join()}`,
    test,
    staffIds,
  });
  const all = [
    colleague('a'),
    colleague('b'),
    colleague('c', { load: 5 }),
    colleague('x', { role: 'admin' }),
  ];
  const delivery = complaint({ department: 'delivery', tier: 'silver', severity: 3 });

  test.each<[string, AssignmentRule[], string | null, string[]]>([
    ['the first that fits decides', [rule({}, 'c'), rule({}, 'b')], 'c', ['rule', 'only']],
    ['one that does not fit is passed over', [rule({ tiers: ['gold'] }, 'c')], 'a', []],
    ['all it says must hold', [rule({ departments: ['delivery'], tiers: ['gold'] }, 'c')], 'a', []],
    [
      'by category and department',
      [rule({ categories: ['service'], departments: ['delivery'] }, 'c')],
      'c',
      ['rule', 'only'],
    ],
    ['by tier', [rule({ tiers: ['silver'] }, 'b')], 'b', ['rule', 'only']],
    ['by language', [rule({ locales: ['ar', 'he'] }, 'b')], 'b', ['rule', 'only']],
    ['by severity', [rule({ leastSeverity: 3 }, 'b')], 'b', ['rule', 'only']],
    ['not below it', [rule({ leastSeverity: 4 }, 'b')], 'a', []],
    ['an empty list says nothing', [rule({ categories: [], tiers: [] }, 'b')], 'b', ['rule', 'only']],
    ['it may name an administrator', [rule({}, 'x')], 'x', ['rule', 'only']],
    ['of several the least loaded', [rule({}, 'b', 'c')], 'b', ['rule', 'least-load']],
    ['one whose people have left is passed over', [rule({}, 'gone'), rule({}, 'c')], 'c', ['rule', 'only']],
  ])('%s', (_, rules, ownerId, because) => {
    const found = assignedTo(all, delivery, rules);
    expect(found.ownerId).toBe(ownerId);
    if (because.length > 0) expect(found).toMatchObject({ because, ruleId: expect.any(String) });
    else expect(found.ruleId).toBeNull();
  });

  test('never send a complaint to the account manager it is about, nor to who is away', () => {
    const about = complaint({ accountManager: 'Agent c' });
    expect(caseOwner(all, about, [rule({}, 'c')])).toBe('a');
    const away = all.map((one) => ({ ...one, awayUntil: one.id === 'c' ? later : null }));
    expect(caseOwner(away, delivery, [rule({}, 'c'), rule({}, 'b')])).toBe('b');
  });

  test('give way to who is in touch with the customer already', () => {
    const found = assignedTo(all, { ...delivery, ownerOfOpenCase: 'b' }, [rule({}, 'c')]);
    expect(found).toEqual({ ownerId: 'b', ruleId: null, because: ['in-touch'] });
  });

  test('say what tipped the scales', () => {
    const arabic = [
      colleague('a', { load: 3 }),
      colleague('b', { locale: 'ar', load: 2 }),
      colleague('c', { locale: 'ar' }),
    ];
    expect(assignedTo(arabic, delivery)).toEqual({
      ownerId: 'c',
      ruleId: null,
      because: ['language', 'least-load'],
    });
  });
});

describe('the account manager complained about', () => {
  const huda = colleague('a', { name: 'Huda Ｓalem', email: 'Huda@Water.example' });

  test.each([
    ['by name', 'Huda Ｓalem'],
    ['by name in another case and width', '  huda  SALEM '],
    ['by e-mail', 'HUDA@water.example'],
  ])('named %s never gets the case', (_, accountManager) => {
    expect(caseOwner([huda, colleague('b', { load: 9 })], complaint({ accountManager }))).toBe('b');
  });

  test('leaves the case without an owner when she is alone', () => {
    expect(caseOwner([huda], complaint({ accountManager: 'Huda Salem' }))).toBeNull();
  });

  test('passes it to a manager when she is the only agent', () => {
    const alan = colleague('m', { role: 'manager' });
    expect(caseOwner([huda, alan], complaint({ accountManager: 'Huda Salem' }))).toBe('m');
  });

  test('does not get it either when she has another case of this customer', () => {
    const free = colleague('b');
    const about = complaint({ accountManager: 'Huda Salem', ownerOfOpenCase: 'a' });
    expect(caseOwner([huda, free], about)).toBe('b');
  });

  test('may answer when it is not about service', () => {
    const about = complaint({ accountManager: 'Huda Salem', isAboutService: false });
    expect(caseOwner([huda], about)).toBe('a');
  });

  test.each(['', '   ', null])('a blank account manager (%j) bars nobody', (accountManager) => {
    expect(caseOwner([colleague('a', { name: '' })], complaint({ accountManager }))).toBe('a');
  });
});
