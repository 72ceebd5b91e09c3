import { addBusinessHours } from '../company/business-hours.ts';
import { assignedTo, isPersonal } from './case-owner.ts';
import { ourWrong } from './compensation-policy.ts';
import { fact, type Fact } from './fact.ts';
import type { Situation } from './follow-up.ts';
import { reopenedBy, type ResolvedCase } from './reopening.ts';
import { severityOf, type Severity } from './severity.ts';
import type { Reason } from '#surveys/reasons.ts';

export interface CasePlan {
  ownerId: string | null;
  score: number | null;
  scoreMeasure: 'nps' | 'csat' | null;
  category: Reason['category'] | null;
  detail: string | null;
  severity: Severity;
  earlierCases: number;
  department: string | null;
  locale: string | null;
  firstContactDueAt: Date;
  resolutionDueAt: Date;
  why: Fact[];
  /** Cases of hers that were out of sight and come back. */
  wakes: string[];
  /** Where it is tried whether compensation helps. */
  arm?: 'offer' | 'call-only' | null;
  /** The resolved case that is opened again instead of another. */
  reopens?: Pick<ResolvedCase, 'id' | 'severity' | 'reopenings'>;
  /** She was asked after that very case. */
  isAskedAfter?: true;
}

/** The case that is opened for an answer, or the resolved one that is opened again, with its owner and its clock. */
export function caseFor(
  situation: Situation,
  { wrongs, why, wishesCall = false }: { wrongs: Reason[]; why: Fact[]; wishesCall?: boolean },
): CasePlan {
  const { response, customer, policies, history } = situation;
  const { nps, csat, locale, answeredAt } = response;
  const main = ourWrong(wrongs) ?? wrongs[0] ?? null;
  const again = reopenedBy(history.resolvedCases, {
    category: main?.category ?? null,
    at: answeredAt,
    withinDays: policies.reopensWithinDays,
  });
  const { calendar, firstContactHours, firstContactHoursGold, resolutionHours } = policies;
  const contactHours = customer.tier === 'gold' ? firstContactHoursGold : firstContactHours;
  const filed = {
    score: nps ?? csat,
    scoreMeasure: nps === null ? (csat === null ? null : ('csat' as const)) : ('nps' as const),
    category: main?.category ?? null,
    earlierCases: history.earlierCases,
  };
  const severity = severityOf({ tier: customer.tier, wishesCall, ...filed });
  return {
    severity,
    ownerId: ownerFor(situation, { wrongs, severity, category: filed.category }, again),
    detail: main?.detail ?? null,
    department: customer.department,
    locale,
    firstContactDueAt: addBusinessHours(calendar, answeredAt, contactHours),
    resolutionDueAt: addBusinessHours(calendar, answeredAt, resolutionHours),
    why: again ? [...why, fact('reopened')] : why,
    wakes: history.snoozedCases,
    ...filed,
    ...(again && { reopens: again }),
  };
}

function ownerFor(
  { response, customer, history }: Situation,
  { wrongs, ...filed }: { wrongs: Reason[]; severity: Severity; category: string | null },
  again: ResolvedCase | null,
): string | null {
  const complaint = {
    locale: response.locale,
    accountManager: customer.accountManager,
    isAboutService: wrongs.some(({ category }) => category === 'service'),
    isAboutPerson: isPersonal(wrongs),
    department: customer.department,
    tier: customer.tier,
    ownerOfOpenCase:
      history.openCases.find(({ ownerId }) => ownerId !== null)?.ownerId ?? again?.ownerId ?? null,
    earlierOwners: history.earlierOwners,
    at: response.answeredAt,
    ...filed,
  };
  return assignedTo(history.colleagues, complaint, history.assignmentRules).ownerId;
}
