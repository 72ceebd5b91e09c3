import { describe, expect, test } from 'vitest';
import { caseOwner, type Colleague, type Complaint } from '#server/listen/case-owner.ts';

const colleague = (id: string, overrides: Partial<Colleague> = {}): Colleague => ({
  id,
  name: `Agent ${id}`,
  email: `${id}@water.example`,
  role: 'agent',
  locale: 'en',
  openCases: 0,
  ...overrides,
});
const complaint = (overrides: Partial<Complaint> = {}): Complaint => ({
  locale: 'ar',
  accountManager: null,
  isAboutService: true,
  ownerOfOpenCase: null,
  ...overrides,
});

describe('who answers', () => {
  test.each<[string, Colleague[], Partial<Complaint>, string | null]>([
    ['nobody when there is nobody', [], {}, null],
    ['the least loaded', [colleague('a', { openCases: 3 }), colleague('b', { openCases: 1 })], {}, 'b'],
    ['the first by id among equals', [colleague('b'), colleague('a')], {}, 'a'],
    [
      'who speaks her language, even when busier',
      [colleague('a'), colleague('b', { locale: 'ar', openCases: 9 })],
      {},
      'b',
    ],
    [
      'an agent before a manager',
      [colleague('a', { role: 'manager' }), colleague('b', { openCases: 99 })],
      {},
      'b',
    ],
    ['a manager when there is no agent', [colleague('a', { role: 'manager' })], {}, 'a'],
    ['never an administrator by herself', [colleague('a', { role: 'admin' })], {}, null],
    [
      'who is already in touch with her',
      [colleague('a', { openCases: 50 }), colleague('b', { locale: 'ar' })],
      { ownerOfOpenCase: 'a' },
      'a',
    ],
    ['somebody else when that one has left', [colleague('b')], { ownerOfOpenCase: 'a' }, 'b'],
  ])('%s', (_, colleagues, overrides, owner) => {
    expect(caseOwner(colleagues, complaint(overrides))).toBe(owner);
  });
});

describe('the account manager complained about', () => {
  const huda = colleague('a', { name: 'Huda Ｓalem', email: 'Huda@Water.example' });

  test.each([
    ['by name', 'Huda Ｓalem'],
    ['by name in another case and width', '  huda  SALEM '],
    ['by e-mail', 'HUDA@water.example'],
  ])('named %s never gets the case', (_, accountManager) => {
    expect(caseOwner([huda, colleague('b', { openCases: 9 })], complaint({ accountManager }))).toBe('b');
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
