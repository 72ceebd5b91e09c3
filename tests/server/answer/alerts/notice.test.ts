import { describe, expect, test } from 'vitest';
import {
  isStillNews,
  toldOf,
  type CaseEvent,
  type CaseNow,
  type Hearer,
} from '#server/answer/alerts/notice.ts';

const hearer = (id: string, over: Partial<Hearer> = {}): Hearer => ({
  id,
  role: 'agent',
  mode: 'immediate',
  scope: 'mine',
  leastSeverity: 1,
  ...over,
});
const grace = hearer('grace');
const barbara = hearer('barbara');
const alan = hearer('alan', { role: 'manager' });
const edsger = hearer('edsger', { role: 'admin' });
const watcher = hearer('watcher', { scope: 'all' });
const choosy = hearer('choosy', { scope: 'all', leastSeverity: 3 });
const silent = hearer('silent', { role: 'manager', scope: 'all', mode: 'off' });
const everybody = [grace, barbara, alan, edsger, watcher, choosy, silent];

const graces: CaseNow = { status: 'open', ownerId: 'grace', severity: 2, unreadReplyAt: null };
const event = (kind: CaseEvent['kind'], over: Partial<CaseEvent> = {}): CaseEvent => ({
  id: 1,
  kind,
  actorId: null,
  at: new Date(0),
  data: {},
  ...over,
});
const told = (of: CaseEvent, c: CaseNow) => toldOf(of, c, everybody).map(({ id }) => id);

describe('who is told', () => {
  test.each([
    ['a new case: its owner, and who hears of all', event('case-opened'), {}, ['grace', 'watcher']],
    [
      'a severe one: also who hears of such only',
      event('case-opened'),
      { severity: 3 },
      ['grace', 'watcher', 'choosy'],
    ],
    [
      'one without an owner: who may give it away',
      event('case-opened'),
      { ownerId: null },
      ['alan', 'edsger', 'watcher'],
    ],
    ['one that somebody has taken up already: nobody', event('case-opened'), { status: 'contacted' }, []],
    ['one resolved already: nobody', event('case-reopened'), { status: 'resolved' }, []],
    ['a case given away: its new owner only', event('case-assigned'), { ownerId: 'barbara' }, ['barbara']],
    ['one she took herself: nobody', event('case-assigned', { actorId: 'grace' }), {}, []],
    ['a reply to a contacted case', event('customer-replied'), { status: 'contacted' }, ['grace', 'watcher']],
    [
      'a reply after all was settled',
      event('customer-replied'),
      { status: 'resolved', unreadReplyAt: new Date(1) },
      ['grace', 'watcher'],
    ],
    [
      'an escalation: whom it names, whatever else they hear of',
      event('case-escalated', { data: { staffIds: ['alan', 'choosy', 'silent', 'gone'] } }),
      {},
      ['alan', 'choosy'],
    ],
    [
      'a commitment of nobody: the owner',
      event('commitment-due', { data: { staffIds: [] } }),
      {},
      ['grace', 'watcher'],
    ],
    ['an escalation that names nobody: the owner', event('case-escalated'), {}, ['grace', 'watcher']],
    [
      'a commitment after the case: whom it names',
      event('commitment-missed', { data: { staffIds: ['barbara'] } }),
      { status: 'resolved' },
      ['barbara'],
    ],
    ['what is held: who leads', event('compensation-held'), {}, ['alan', 'edsger', 'watcher']],
    [
      'what is held for somebody: her',
      event('compensation-held', { data: { staffIds: ['edsger'] } }),
      {},
      ['edsger'],
    ],
    [
      'a named list on an event of the owner is nobody’s',
      event('case-opened', { data: { staffIds: ['barbara'] } }),
      {},
      ['grace', 'watcher'],
    ],
  ] as [string, CaseEvent, Partial<CaseNow>, string[]][])('of %s', (_, of, over, expected) => {
    expect(told(of, { ...graces, ...over })).toEqual(expected);
  });
});

describe('a waiting notice', () => {
  test.each([
    ['is news to the owner', 'opened', {}, grace, true],
    ['is none once she has spoken to the customer', 'opened', { status: 'contacted' }, grace, false],
    ['is none once the case is resolved', 'escalated', { status: 'resolved' }, grace, false],
    [
      'of a reply is none once it is read and the case resolved',
      'replied',
      { status: 'resolved' },
      grace,
      false,
    ],
    [
      'of a reply to a resolved case is news until it is read',
      'replied',
      { status: 'resolved', unreadReplyAt: new Date(1) },
      grace,
      true,
    ],
    ['is none once it is another’s', 'opened', { ownerId: 'barbara' }, grace, false],
    ['of no owner is none once somebody has it', 'opened', {}, alan, false],
    ['stays news to who hears of all', 'opened', { ownerId: 'barbara' }, watcher, true],
    ['of an escalation stays hers, whoever owns the case', 'escalated', { ownerId: 'barbara' }, grace, true],
    ['of a commitment outlasts the case', 'commitment-due', { status: 'resolved' }, grace, true],
    ['is none to who wants no mail any more', 'escalated', {}, silent, false],
  ] as const)('%s', (_, kind, over, to, expected) => {
    expect(isStillNews(kind, { ...graces, ...over }, to)).toBe(expected);
  });
});
