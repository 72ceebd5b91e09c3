import type { cases } from '#db/schema/cases.ts';
import { isNeverContacted, type CustomerStatus } from '#server/email/suppression.ts';
import { reasonText } from '#surveys/reasons.ts';
import { isAccountManager } from '#server/customers/account-manager.ts';

export type Case = typeof cases.$inferSelect;
export type CaseStatus = Case['status'];
export type Outcome = NonNullable<Case['outcome']>;

export const outcomes = [
  'put-right',
  'apologised',
  'not-reached',
  'no-fault',
  'lost',
] as const satisfies Outcome[];
export const contactKinds = ['call', 'mail', 'letter', 'visit'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const callResults = ['reached', 'no-answer', 'voicemail', 'call-later'] as const;
export type CallResult = (typeof callResults)[number];

/** A call that nobody answered is none of the contacts a case waits for. */
export const isInVain = (result: CallResult | null): boolean =>
  result === 'no-answer' || result === 'voicemail';

/** Why a step cannot be taken; the desk has a sentence for each in every language. */
export const refusals = {
  'already-resolved': 'This case is already resolved.',
  'outcome-needed': 'Say how the case ended.',
  'root-cause-needed': 'Say what the root cause was.',
  'root-cause-reason-needed': 'Say which reason the root cause is.',
  'not-resolved': 'This case is not resolved.',
  'contact-first': 'Contact the customer first, or resolve the case as not reached.',
  'offer-undecided': 'Approve or decline the proposed compensation first.',
  'letter-unfinished': 'The letter still has a place to fill in, between [[ and ]].',
  'complained-about': 'The customer complained about this colleague: somebody else answers.',
  'not-to-contact': 'This customer must not be contacted.',
  'owner-already': 'This colleague owns the case already.',
  'has-left': 'This colleague has left the company.',
  'snooze-past': 'Choose a time that is still to come.',
  'snooze-overdue': 'The clock of this case has run out: it cannot wait.',
  'not-snoozed': 'This case is in sight already.',
} as const;
export type CaseRefusal = keyof typeof refusals;

export type Step = { case: Case } | { refused: CaseRefusal };

export interface Colleague {
  id: string;
  name: string;
  email: string;
  leftAt: Date | null;
}

/** What is known beside the case when somebody wants to act on it. */
export interface CaseFacts {
  accountManager: string | null;
  customerStatus: CustomerStatus;
  hasUndecidedOffer: boolean;
}

/** What the clock counts towards: the first contact, then the resolution, then nothing. */
export const dueAt = {
  open: (c: Case) => c.firstContactDueAt,
  contacted: (c: Case) => c.resolutionDueAt,
  resolved: () => null,
} satisfies Record<CaseStatus, (c: Case) => Date | null>;

export function isOverdue(c: Case, now: Date): boolean {
  const due = dueAt[c.status](c);
  return due !== null && due < now;
}

/** Out of sight, until its time has come, its clock has run out or the customer has written. */
export function isSnoozed(c: Case, now: Date): boolean {
  return c.snoozedUntil !== null && c.snoozedUntil > now && c.unreadReplyAt === null && !isOverdue(c, now);
}

/** The account manager of a customer who names a service wrong never answers her own complaint (B7). */
export function isComplainedAbout(
  c: Case,
  accountManager: string | null,
  colleague: Pick<Colleague, 'name' | 'email'>,
): boolean {
  return c.category === 'service' && isAccountManager(colleague, accountManager);
}

/** A later contact leaves the first one's time standing. */
export function contacted(c: Case, facts: CaseFacts, now: Date): Step {
  if (c.status === 'resolved') return { refused: 'already-resolved' };
  if (isNeverContacted(facts.customerStatus)) return { refused: 'not-to-contact' };
  return { case: { ...c, status: 'contacted', contactedAt: c.contactedAt ?? now } };
}

/** A call in vain moves no clock; that it was tried is told. */
export function calledInVain(c: Case, facts: CaseFacts): Step {
  if (c.status === 'resolved') return { refused: 'already-resolved' };
  if (isNeverContacted(facts.customerStatus)) return { refused: 'not-to-contact' };
  return { case: c };
}

export function resolved(
  c: Case,
  facts: CaseFacts,
  said: { outcome: Outcome | null; rootCause: string; rootCauseReason?: string | null; at: Date },
): Step {
  const rootCause = said.rootCause.trim();
  if (c.status === 'resolved') return { refused: 'already-resolved' };
  if (!said.outcome) return { refused: 'outcome-needed' };
  if (!rootCause) return { refused: 'root-cause-needed' };
  const rootCauseReason = said.rootCauseReason ?? reasonOf(c);
  if (!rootCauseReason) return { refused: 'root-cause-reason-needed' };
  if (c.status === 'open' && said.outcome !== 'not-reached') return { refused: 'contact-first' };
  if (facts.hasUndecidedOffer) return { refused: 'offer-undecided' };
  const { outcome, at: resolvedAt } = said;
  const ended = { status: 'resolved', resolvedAt, outcome, rootCause, rootCauseReason } as const;
  return { case: { ...inSight(c), ...ended } };
}

/** What the case is about, as a reason of the codebook. */
const reasonOf = ({ category, detail }: Case): string | null => category && reasonText({ category, detail });

/** Puts the case out of sight for a while; one whose clock has run out stays. */
export function snoozed(c: Case, { until, by, now }: { until: Date; by: string; now: Date }): Step {
  if (c.status === 'resolved') return { refused: 'already-resolved' };
  if (isOverdue(c, now)) return { refused: 'snooze-overdue' };
  if (until <= now) return { refused: 'snooze-past' };
  return { case: { ...c, snoozedUntil: until, snoozedBy: by } };
}

export function woken(c: Case): Step {
  return c.snoozedUntil === null ? { refused: 'not-snoozed' } : { case: inSight(c) };
}

const inSight = (c: Case): Case => ({ ...c, snoozedUntil: null, snoozedBy: null });

export function reassigned(c: Case, facts: CaseFacts, colleague: Colleague): Step {
  if (c.status === 'resolved') return { refused: 'already-resolved' };
  if (colleague.leftAt) return { refused: 'has-left' };
  if (isComplainedAbout(c, facts.accountManager, colleague)) return { refused: 'complained-about' };
  if (c.ownerId === colleague.id) return { refused: 'owner-already' };
  return { case: { ...inSight(c), ownerId: colleague.id } };
}
