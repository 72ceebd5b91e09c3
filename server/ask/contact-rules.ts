import type { ContactCap, Sample } from '#db/schema/program-parts.ts';
import {
  isNeverContacted,
  type CustomerStatus,
  type NeverContacted,
  type SuppressionReason,
} from '../email/suppression.ts';

/** Why a customer is not asked: every code there is, with the facts its sentence may name. */
export const skipFacts = {
  deceased: [],
  barred: [],
  anonymised: [],
  'no-email': [],
  suppressed: ['reason'],
  left: [],
  'open-invitation': [],
  'asked-recently': ['days', 'quietPeriodDays'],
  'asked-soon': ['days', 'quietPeriodDays'],
  'contact-cap': ['channel', 'made', 'count', 'days'],
  'held-out': ['percent'],
  'not-in-sample': ['count', 'percent'],
  // Of a call.
  declined: [],
  'not-reached': ['times'],
} as const;
export type SkipCode = keyof typeof skipFacts;
export const skipCodes = Object.keys(skipFacts);

export interface Skip {
  code: SkipCode;
  facts: Record<string, string | number>;
}

export interface Askable {
  status: CustomerStatus;
  email: string | null;
}

/** What was asked of a customer before, across all programs, and what was drawn for her. */
export interface AskHistory {
  suppression: SuppressionReason | null;
  hasOpenInvitation: boolean;
  /** Days since the last survey of any program, and since the last of this one; negative where it is still to go. */
  askedDaysAgo: number | null;
  askedByThisProgramDaysAgo: number | null;
  /** How often she was contacted within each of the caps, in their order. */
  contactsMade: number[];
  isHeldOut: boolean;
  isInSample: boolean;
}

export interface ContactRules {
  quietPeriodDays: number;
  caps: ContactCap[];
  channel: ContactCap['channel'];
  /** A monthly program does not ask who has left; the exit interview asks exactly them. */
  asksLeavers: boolean;
  /** A call a month after leaving follows the interview: it waits no longer than a monthly program does. */
  followsAMonthLater: boolean;
  holdOutPercent: number;
  sample: Sample | null;
}

const shortestMonthDays = 28;
const longestMonthDays = 31;

type Rule = (customer: Askable, history: AskHistory, rules: ContactRules) => Skip | null;

/** Whether a customer may be asked now, or why not: the first reason that holds, the gravest first. */
export function mayInvite(customer: Askable, history: AskHistory, rules: ContactRules): true | Skip {
  for (const rule of inOrder) {
    const skip = rule(customer, history, rules);
    if (skip) return skip;
  }
  return true;
}

const skip = (code: SkipCode, facts: Skip['facts'] = {}): Skip => ({ code, facts });

const inOrder: Rule[] = [
  ({ status }) => (isNeverContacted(status) ? skip(status satisfies NeverContacted) : null),
  ({ email }, _history, { channel }) => (channel === 'email' && !email ? skip('no-email') : null),
  // A mail that came back says nothing against a call.
  (_customer, { suppression }, { channel }) =>
    suppression === null || (channel === 'call' && suppression === 'bounced')
      ? null
      : skip('suppressed', { reason: suppression }),
  ({ status }, _history, { asksLeavers }) => (status === 'left' && !asksLeavers ? skip('left') : null),
  (_customer, { hasOpenInvitation }) => (hasOpenInvitation ? skip('open-invitation') : null),
  (_customer, history, rules) => insideQuietPeriod(history, rules),
  (_customer, { contactsMade }, { caps, channel }) => overCap(contactsMade, caps, channel),
  (_customer, { isHeldOut }, { holdOutPercent }) =>
    isHeldOut ? skip('held-out', { percent: holdOutPercent }) : null,
  (_customer, { isInSample }, { sample }) => (isInSample ? null : skip('not-in-sample', { ...sample })),
];

function insideQuietPeriod(history: AskHistory, rules: ContactRules): Skip | null {
  const { askedDaysAgo, askedByThisProgramDaysAgo } = history;
  const { quietPeriodDays, followsAMonthLater } = rules;
  if (askedDaysAgo === null || quietPeriodDays === 0) return null;
  const isMonthApart = followsAMonthLater || askedDaysAgo === askedByThisProgramDaysAgo;
  if (askedDaysAgo >= (isMonthApart ? aMonthApart(quietPeriodDays) : quietPeriodDays)) return null;
  if (askedDaysAgo < 0) return skip('asked-soon', { days: -askedDaysAgo, quietPeriodDays });
  return skip('asked-recently', { days: askedDaysAgo, quietPeriodDays });
}

/** A quiet period of a month lets a monthly program ask every month, also from 1 February to 1 March. */
function aMonthApart(quietPeriodDays: number): number {
  return quietPeriodDays <= longestMonthDays ? Math.min(quietPeriodDays, shortestMonthDays) : quietPeriodDays;
}

function overCap(made: number[], caps: ContactCap[], channel: ContactCap['channel']): Skip | null {
  const at = caps.findIndex((cap, index) => cap.channel === channel && (made[index] ?? 0) >= cap.count);
  const cap = caps[at];
  return cap ? skip('contact-cap', { channel, made: made[at] ?? 0, count: cap.count, days: cap.days }) : null;
}
