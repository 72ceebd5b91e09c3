import { describe, expect, test } from 'vitest';
import { contacted, isComplainedAbout, isOverdue, reassigned, resolved } from '#server/answer/case.ts';
import type { Case, CaseFacts, Outcome } from '#server/answer/case.ts';

const noon = new Date('2026-10-14T12:00:00Z');
const hour = 3_600_000;
const later = (hours: number) => new Date(noon.getTime() + hours * hour);

const theCase = (overrides: Partial<Case> = {}): Case => ({
  id: 'case',
  customerId: 'ada',
  responseId: 'response',
  status: 'open',
  ownerId: 'grace',
  score: 2,
  scoreMeasure: 'nps',
  tier: 'gold',
  category: 'service',
  detail: 'late-delivery',
  why: [],
  openedAt: noon,
  firstContactDueAt: later(4),
  resolutionDueAt: later(72),
  contactedAt: null,
  resolvedAt: null,
  outcome: null,
  rootCause: null,
  rootCauseReason: null,
  severity: 2,
  earlierCases: 0,
  department: null,
  locale: null,
  snoozedUntil: null,
  snoozedBy: null,
  reopenedAt: null,
  reopenings: 0,
  followUp: null,
  followedUpAt: null,
  unreadReplyAt: null,
  arm: null,
  fromAddress: null,
  fromDevice: null,
  ...overrides,
});
const facts = (overrides: Partial<CaseFacts> = {}): CaseFacts => ({
  accountManager: 'Huda',
  customerStatus: 'active',
  hasUndecidedOffer: false,
  ...overrides,
});
const grace = { id: 'grace-2', name: 'Grace Hopper', email: 'grace@water.example', leftAt: null };

test.each<[Partial<Case>, number, boolean]>([
  [{ status: 'open' }, 3.9, false],
  [{ status: 'open' }, 4.1, true],
  [{ status: 'contacted' }, 4.1, false],
  [{ status: 'contacted' }, 72.1, true],
  [{ status: 'resolved' }, 999, false],
])('a case %o is overdue after %d hours: %s', (overrides, hours, expected) => {
  expect(isOverdue(theCase(overrides), later(hours))).toBe(expected);
});

test.each<[string, string | null, Case['category'], boolean]>([
  ['the same name', 'Grace Hopper', 'service', true],
  ['the name in other case and spacing', '  grace   HOPPER ', 'service', true],
  ['her e-mail address', 'Grace@Water.example', 'service', true],
  ['a part of the name', 'Grace', 'service', false],
  ['nobody', null, 'service', false],
  ['blanks', '  ', 'service', false],
  ['her name, but the price is complained about', 'Grace Hopper', 'price', false],
])('who is complained about: %s', (_, accountManager, category, expected) => {
  expect(isComplainedAbout(theCase({ category }), accountManager, grace)).toBe(expected);
});

test('an Arabic account manager is recognised by name', () => {
  const huda = { name: 'هدى العتيبي', email: 'huda@water.example' };
  expect(isComplainedAbout(theCase(), ' هدى  العتيبي', huda)).toBe(true);
});

describe('contacting', () => {
  test('a later contact leaves the time of the first standing', () => {
    const first = contacted(theCase(), facts(), later(1));
    const second = 'case' in first ? contacted(first.case, facts(), later(2)) : first;
    expect(second).toMatchObject({ case: { status: 'contacted', contactedAt: later(1) } });
  });

  test.each<[string, Partial<Case>, Partial<CaseFacts>]>([
    ['already-resolved', { status: 'resolved' }, {}],
    ['not-to-contact', {}, { customerStatus: 'deceased' }],
    ['not-to-contact', {}, { customerStatus: 'barred' }],
    ['not-to-contact', {}, { customerStatus: 'anonymised' }],
  ])('is refused: %s', (refused, overrides, known) => {
    expect(contacted(theCase(overrides), facts(known), noon)).toEqual({ refused });
  });
});

describe('resolving', () => {
  test.each<[Case['status'], Outcome]>([
    ['contacted', 'put-right'],
    ['contacted', 'lost'],
    ['open', 'not-reached'],
  ])('a case that is %s may end as %s', (status, outcome) => {
    const said = { outcome, rootCause: ' No call before delivery ', at: later(5) };
    expect(resolved(theCase({ status }), facts(), said)).toMatchObject({
      case: { status: 'resolved', outcome, rootCause: 'No call before delivery', resolvedAt: later(5) },
    });
  });

  test.each<[string, Partial<Case>, Partial<CaseFacts>, Outcome | null, string]>([
    ['already-resolved', { status: 'resolved' }, {}, 'put-right', 'x'],
    ['outcome-needed', { status: 'contacted' }, {}, null, 'x'],
    ['root-cause-needed', { status: 'contacted' }, {}, 'put-right', ' \n '],
    ['root-cause-reason-needed', { status: 'contacted', category: null }, {}, 'put-right', 'x'],
    ['contact-first', { status: 'open' }, {}, 'put-right', 'x'],
    ['offer-undecided', { status: 'contacted' }, { hasUndecidedOffer: true }, 'put-right', 'x'],
  ])('is refused: %s', (refused, overrides, known, outcome, rootCause) => {
    expect(resolved(theCase(overrides), facts(known), { outcome, rootCause, at: noon })).toEqual({ refused });
  });
});

describe('giving a case to a colleague', () => {
  test('makes her the owner', () => {
    expect(reassigned(theCase(), facts(), grace)).toMatchObject({ case: { ownerId: 'grace-2' } });
  });

  test.each<[string, Partial<Case>, Partial<CaseFacts>, { leftAt: Date | null }]>([
    ['already-resolved', { status: 'resolved' }, {}, { leftAt: null }],
    ['has-left', {}, {}, { leftAt: noon }],
    ['complained-about', {}, { accountManager: 'grace hopper' }, { leftAt: null }],
    ['owner-already', { ownerId: 'grace-2' }, {}, { leftAt: null }],
  ])('is refused: %s', (refused, overrides, known, colleague) => {
    expect(reassigned(theCase(overrides), facts(known), { ...grace, ...colleague })).toEqual({ refused });
  });
});
