import type { caseNotices, alertSettings, noticeKinds } from '#db/schema/alerts.ts';
import type { Role } from '#server/auth/role.ts';
import type { EventKind } from '#server/events/events.ts';
import type { Case } from '../case.ts';

export type Notice = typeof caseNotices.$inferSelect;
export type NoticeKind = (typeof noticeKinds)[number];
export type AlertChoice = Omit<typeof alertSettings.$inferSelect, 'staffId' | 'updatedAt'>;

/** What an event of a case is told as; nobody is told of any other. */
export const toldAs = {
  'case-opened': 'opened',
  'case-assigned': 'assigned',
  'case-reopened': 'reopened',
  'case-escalated': 'escalated',
  'customer-replied': 'replied',
  'commitment-due': 'commitment-due',
  'commitment-missed': 'commitment-missed',
  'compensation-held': 'held',
} as const satisfies Partial<Record<EventKind, NoticeKind>>;

export type ToldKind = keyof typeof toldAs;
export const toldKinds = Object.keys(toldAs) as ToldKind[];

/** How somebody hears who has chosen nothing. */
export const alertDefaults: AlertChoice = {
  mode: 'immediate',
  scope: 'mine',
  leastSeverity: 1,
  hasSound: false,
  hasBrowserNotice: false,
};

/** A colleague who may hear of cases, as she wants to. */
export interface Hearer extends Pick<AlertChoice, 'mode' | 'scope' | 'leastSeverity'> {
  id: string;
  role: Role;
}

export interface CaseEvent {
  id: number;
  kind: ToldKind;
  actorId: string | null;
  at: Date;
  data: Record<string, unknown>;
}

export type CaseNow = Pick<Case, 'status' | 'ownerId' | 'severity' | 'unreadReplyAt'>;

/** Who hears of a kind: those the event names, the managers and admins, or whoever answers the case. */
const rules = {
  opened: { to: 'owner', until: 'contacted' },
  assigned: { to: 'owner-only', until: 'contacted' },
  reopened: { to: 'owner', until: 'resolved' },
  // Who writes back after all was settled is not to write to nobody.
  replied: { to: 'owner', until: 'read' },
  escalated: { to: 'named', until: 'resolved' },
  held: { to: 'leaders', until: 'resolved' },
  'commitment-due': { to: 'named', until: 'ever' },
  'commitment-missed': { to: 'named', until: 'ever' },
} as const satisfies Record<
  NoticeKind,
  { to: 'owner' | 'owner-only' | 'leaders' | 'named'; until: 'contacted' | 'resolved' | 'read' | 'ever' }
>;

/** Whom an event of a case is told to: each once, and nobody of what she did herself. */
export function toldOf(event: CaseEvent, c: CaseNow, hearers: Hearer[]): Hearer[] {
  const kind = toldAs[event.kind];
  const named = namedIn(event);
  return hearers.filter(
    (hearer) =>
      hearer.mode !== 'off' &&
      hearer.id !== event.actorId &&
      !isOver(kind, c) &&
      (named ? named.has(hearer.id) : concerns(kind, c, hearer) && c.severity >= hearer.leastSeverity),
  );
}

/** Whether it is worth telling her still: nobody hears of what is over, nor of what became another's meanwhile. */
export function isStillNews(kind: NoticeKind, c: CaseNow, hearer: Hearer): boolean {
  if (hearer.mode === 'off' || isOver(kind, c)) return false;
  return isForAnybodyNamed(kind) || concerns(kind, c, hearer);
}

/** The people an event was written for, where it names any. */
function namedIn({ kind, data: { staffIds } }: CaseEvent): Set<unknown> | null {
  const isNamed = isForAnybodyNamed(toldAs[kind]) && Array.isArray(staffIds) && staffIds.length > 0;
  return isNamed ? new Set(staffIds) : null;
}

function isForAnybodyNamed(kind: NoticeKind): boolean {
  const { to } = rules[kind];
  return to === 'named' || to === 'leaders';
}

function concerns(kind: NoticeKind, { ownerId }: CaseNow, { id, role, scope }: Hearer): boolean {
  const isLeader = role !== 'agent';
  const { to } = rules[kind];
  if (to === 'owner-only') return ownerId === id;
  if (scope === 'all') return true;
  if (to === 'leaders') return isLeader;
  return ownerId === null ? isLeader : ownerId === id;
}

/** Whether nobody needs to hear of it any more. */
export function isOver(kind: NoticeKind, { status, unreadReplyAt }: CaseNow): boolean {
  switch (rules[kind].until) {
    case 'contacted':
      return status !== 'open';
    case 'resolved':
      return status === 'resolved';
    case 'read':
      return status === 'resolved' && unreadReplyAt === null;
    case 'ever':
      return false;
  }
}
