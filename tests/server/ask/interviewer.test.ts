import { describe, expect, test } from 'vitest';
import { standingAfter, type CallStep } from '#server/ask/triggers/call-standing.ts';
import {
  interviewerFor,
  mayInterview,
  serviceOf,
  type Interviewee,
  type Interviewer,
  type Service,
} from '#server/ask/triggers/interviewer.ts';

const march = new Date('2026-03-10T09:00:00Z');

const person = (id: string, overrides: Partial<Interviewer> = {}): Interviewer => ({
  id,
  name: id,
  email: `${id}@water.example`,
  role: 'agent',
  locale: 'en',
  interviews: 0,
  ...overrides,
});

const served = (staffId: string, as: Service['as'] = 'case'): Service => ({ staffId, as, at: march });

const ada = (overrides: Partial<Interviewee> = {}): Interviewee => ({
  locale: 'en',
  accountManager: null,
  services: [],
  allowed: [],
  ...overrides,
});

describe('the interviewer who is offered', () => {
  test.each<[string, Interviewer[], Interviewee, string | null]>([
    ['is nobody where nobody works', [], ada(), null],
    ['is the only colleague', [person('grace')], ada(), 'grace'],
    ['is never her account manager, by name', [person('grace')], ada({ accountManager: ' GRACE ' }), null],
    [
      'is never her account manager, by address',
      [person('g')],
      ada({ accountManager: 'g@water.example' }),
      null,
    ],
    ['is never one who owned her case', [person('grace')], ada({ services: [served('grace')] }), null],
    ['is never one who spoke with her', [person('a')], ada({ services: [served('a', 'contact')] }), null],
    [
      'is never one who decided what she was given',
      [person('a')],
      ada({ services: [served('a', 'grant')] }),
      null,
    ],
    ['may have served others', [person('grace')], ada({ services: [served('huda')] }), 'grace'],
    [
      'is one who speaks her language, however busy',
      [person('a'), person('b', { locale: 'ar', interviews: 9 })],
      ada({ locale: 'ar' }),
      'b',
    ],
    [
      'is another where nobody speaks it',
      [person('a'), person('b', { locale: 'he' })],
      ada({ locale: 'ar' }),
      'a',
    ],
    [
      'is not the only one who speaks it, if she has served her',
      [person('a'), person('b', { locale: 'ar' })],
      ada({ locale: 'ar', services: [served('b')] }),
      'a',
    ],
    [
      'has the fewest interviews',
      [person('a', { interviews: 2 }), person('b', { interviews: 1 })],
      ada(),
      'b',
    ],
    ['is the first by id among equals', [person('b'), person('a')], ada(), 'a'],
    [
      'is an agent before a manager',
      [person('a', { role: 'manager' }), person('b', { interviews: 5 })],
      ada(),
      'b',
    ],
    [
      'is a manager where the agents have served her',
      [person('a', { role: 'manager' }), person('b')],
      ada({ services: [served('b')] }),
      'a',
    ],
    [
      'is whom a manager let, where nobody is left',
      [person('a'), person('b')],
      ada({ services: [served('a'), served('b')], allowed: ['b'] }),
      'b',
    ],
    [
      'is a stranger, even where a manager let another',
      [person('a'), person('b')],
      ada({ services: [served('a')], allowed: ['a'] }),
      'b',
    ],
  ])('%s', (_what, colleagues, interviewee, offered) => {
    expect(interviewerFor(colleagues, interviewee)?.id ?? null).toBe(offered);
  });
});

test.each<[string, Interviewee, boolean, Service['as'] | null]>([
  ['a stranger may', ada(), true, null],
  ['the account manager may not', ada({ accountManager: 'grace' }), false, 'account-manager'],
  ['who owned her case may not', ada({ services: [served('grace')] }), false, 'case'],
  [
    'who was several things is told the gravest',
    ada({ services: [served('grace', 'grant'), served('grace', 'contact'), served('grace')] }),
    false,
    'case',
  ],
  [
    'who was let by a manager may, and is told why she would not',
    ada({ services: [served('grace')], allowed: ['grace'] }),
    true,
    'case',
  ],
])('%s interview her', (_what, interviewee, may, as) => {
  expect(mayInterview(person('grace'), interviewee)).toBe(may);
  expect(serviceOf(person('grace'), interviewee)?.as ?? null).toBe(as);
});

const grace = { id: 'grace', name: 'Grace' };
const huda = { id: 'huda', name: 'Huda' };
const made = (outcome: string, by = grace): CallStep => ({
  kind: 'call-made',
  outcome,
  by,
  allowedId: null,
  at: march,
});
const takenOver: CallStep = { ...made(''), kind: 'interview-taken-over', outcome: null, by: huda };
const letHuda: CallStep = { ...made(''), kind: 'interviewer-allowed', outcome: null, allowedId: 'huda' };

test.each([
  ['nothing', [], { tries: 0, underWay: null, isAgreed: false, allowed: [] }],
  ['a call in vain', [made('not-reached')], { tries: 1, underWay: null }],
  [
    'one that reached her',
    [made('not-reached'), made('reached')],
    { tries: 1, underWay: { ...grace, since: march } },
  ],
  ['one put off', [made('reached'), made('again')], { tries: 0, underWay: null, isAgreed: true }],
  ['one put off and then in vain', [made('again'), made('not-reached')], { tries: 1, isAgreed: false }],
  ['one taken over', [made('reached'), takenOver], { underWay: { ...huda, since: march } }],
  [
    'leave given while it is under way',
    [made('reached'), letHuda],
    { underWay: { ...grace, since: march }, allowed: ['huda'] },
  ],
])('after %s a call stands so', (_what, steps, standing) => {
  expect(standingAfter(steps)).toMatchObject(standing);
});
