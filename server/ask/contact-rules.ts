import {
  isNeverContacted,
  type CustomerStatus,
  type NeverContacted,
  type SuppressionReason,
} from '../email/suppression.ts';

export const skipCodes = [
  'deceased',
  'barred',
  'anonymised',
  'no-email',
  'suppressed',
  'left',
  'open-invitation',
  'asked-recently',
] as const;

/** Why a customer is not asked. Each code has its sentence, and the sentence its facts. */
export interface Skip {
  code: NeverContacted | (typeof skipCodes)[number];
  facts: Record<string, string | number>;
}

export interface Askable {
  status: CustomerStatus;
  email: string | null;
}

/** What was asked of a customer before, across all programs. */
export interface AskHistory {
  suppression: SuppressionReason | null;
  hasOpenInvitation: boolean;
  /** Days since the last survey of any program, and since the last of this one. */
  askedDaysAgo: number | null;
  askedByThisProgramDaysAgo: number | null;
}

export interface ContactRules {
  quietPeriodDays: number;
  /** A monthly program does not ask who has left; the exit interview asks exactly them. */
  asksLeavers: boolean;
}

const shortestMonthDays = 28;
const longestMonthDays = 31;

/** Whether a customer may be asked now, or why not: the first reason that holds, the gravest first. */
export function mayInvite(customer: Askable, history: AskHistory, rules: ContactRules): true | Skip {
  if (isNeverContacted(customer.status)) return { code: customer.status, facts: {} };
  if (!customer.email) return { code: 'no-email', facts: {} };
  if (history.suppression !== null) return { code: 'suppressed', facts: { reason: history.suppression } };
  if (customer.status === 'left' && !rules.asksLeavers) return { code: 'left', facts: {} };
  if (history.hasOpenInvitation) return { code: 'open-invitation', facts: {} };
  return outsideQuietPeriod(history, rules.quietPeriodDays);
}

function outsideQuietPeriod(history: AskHistory, quietPeriodDays: number): true | Skip {
  const { askedDaysAgo, askedByThisProgramDaysAgo } = history;
  if (askedDaysAgo === null) return true;
  const isOwnAsk = askedDaysAgo === askedByThisProgramDaysAgo;
  if (askedDaysAgo >= (isOwnAsk ? betweenOwnWaves(quietPeriodDays) : quietPeriodDays)) return true;
  return { code: 'asked-recently', facts: { days: askedDaysAgo, quietPeriodDays } };
}

/** A quiet period of a month lets a monthly program ask every month, also from 1 February to 1 March. */
function betweenOwnWaves(quietPeriodDays: number): number {
  return quietPeriodDays <= longestMonthDays ? Math.min(quietPeriodDays, shortestMonthDays) : quietPeriodDays;
}
