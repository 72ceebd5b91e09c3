import type { Database, Tx } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { insertRow, updateRows } from '#db/row-statements.ts';
import { cases } from '#db/schema/cases.ts';
import { grants } from '#db/schema/grants.ts';
import type { Accepted } from '#surveys/accept.ts';
import { lastStageOf } from '../ask/invitation.ts';
import { advance } from '../ask/invitation-progress.ts';
import { monthIn } from '../company/calendar-day.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import { enqueue } from '../jobs/jobs.ts';
import { chargeBudget } from './budget-use.ts';
import type { CasePlan } from './case-plan.ts';
import type { Answered, FollowUp, RewardPlan } from './follow-up.ts';
import { addResponse, type NewResponse } from './keep-response.ts';
import { keepFollowUp } from './asked-after.ts';
import { reopenCase } from './reopened-cases.ts';
import { noOrigin, type Origin } from './origin.ts';
import type { SurveyLink } from './survey-link.ts';

export interface Taken {
  link: SurveyLink;
  accepted: Accepted;
  response: Answered;
  decision: FollowUp;
  /** Null where the customer answered herself. */
  interviewedBy: string | null;
  /** Kept with a case alone. */
  origin: Origin;
}

/** Whose response caused it, and when. */
export interface Cause {
  link: Pick<SurveyLink, 'customer'>;
  response: Pick<Answered, 'answeredAt'>;
  origin?: Origin;
}

interface Caused {
  taken: Cause;
  responseId: string;
}

/** One response is one transaction: everything here is committed together, and the network is for the jobs. */
export function writeResponse(deps: Deps, tx: Tx, taken: Taken): void {
  const { link, response, decision, interviewedBy } = taken;
  const { customer } = link;
  const responseId = newId(deps);
  const at = response.answeredAt;
  addResponse(deps, tx, newResponse(responseId, taken));
  const { id, waveId, status } = link.invitation;
  const leftAfter = status === 'bounced' ? lastStageOf(link.invitation) : undefined;
  advance(deps.db, tx, { id, waveId, status, leftAfter }, 'completed', at);
  const caseId = decision.case ? caseIdOf(deps, decision.case) : null;
  record(deps.db, tx, {
    kind: 'response-received',
    at,
    actorId: interviewedBy,
    customerId: customer.id,
    caseId,
    data: { responseId, nps: response.nps, ...worthOf(link), ...(interviewedBy && { interviewedBy }) },
  });
  if (decision.askedAfter) {
    const { case: c, putRight } = decision.askedAfter;
    keepFollowUp(deps, tx, { caseId: c.id, customerId: customer.id, responseId, putRight, at });
  }
  if (decision.case && caseId) openCase(deps, tx, { taken, responseId, caseId, plan: decision.case });
  if (decision.compensation)
    proposeCompensation(deps, tx, { taken, responseId, caseId, compensation: decision.compensation });
  if (decision.reward) grantReward(deps, tx, { taken, responseId, reward: decision.reward });
}

function newResponse(id: string, taken: Taken): NewResponse {
  const { link, accepted, response, interviewedBy } = taken;
  const { invitation, customer, company } = link;
  const month = monthIn(company.timeZone, response.answeredAt);
  return {
    row: {
      id,
      invitationId: invitation.id,
      programId: invitation.programId,
      waveId: invitation.waveId,
      surveyVersionId: invitation.surveyVersionId,
      customerId: customer.id,
      orderId: invitation.orderId,
      status: 'complete',
      locale: response.locale,
      answers: accepted.answers,
      verbatim: accepted.verbatims.map(({ text }) => text).join('\n\n') || null,
      nps: response.nps,
      csat: response.csat,
      ces: accepted.scores.find(({ measure }) => measure === 'ces')?.value ?? null,
      tier: customer.tier,
      accountManager: customer.accountManager,
      department: customer.department,
      month,
      answeredAt: response.answeredAt,
      interviewedBy,
    },
    scores: accepted.scores,
    reasons: accepted.reasons.map(({ category, detail, question }) => ({
      category,
      detail: detail ?? '',
      question,
    })),
    whys: accepted.whys,
    ...worthOf(taken.link),
  };
}

/** What the customer brings a month: kept with the event, so that a correction can take back what was counted. */
export function worthOf({ customer, company }: SurveyLink) {
  return {
    monthlyMinor: customer.monthlyRevenueMinor ?? 0,
    currency: customer.currency ?? company.currency,
  };
}

/** The case a plan is about: a resolved one that opens again, or a new one. */
export const caseIdOf = (deps: Deps, plan: CasePlan): string => plan.reopens?.id ?? newId(deps);

/** Opens the case a response is owed, or a resolved one again, and has its owner told. */
export function openCase(deps: Deps, tx: Tx, opened: Caused & { caseId: string; plan: CasePlan }): void {
  const { taken, responseId, plan } = opened;
  const { reopens, ownerId, firstContactDueAt, resolutionDueAt } = plan;
  if (!reopens) return openNewCase(deps, tx, opened);
  const { score, scoreMeasure, detail, why, severity } = plan;
  reopenCase(deps, tx, {
    of: reopens,
    customerId: taken.link.customer.id,
    at: taken.response.answeredAt,
    plan: {
      ownerId,
      firstContactDueAt,
      resolutionDueAt,
      // Asked after the case, she says nothing of the score it stands for.
      ...(plan.isAskedAfter ? {} : { score, scoreMeasure, detail, why, severity }),
    },
    by: plan.isAskedAfter ? 'follow-up' : 'answer',
    responseId,
  });
  for (const id of plan.wakes) wakeCase(deps.db, tx, id);
}

function openNewCase(
  deps: Deps,
  tx: Tx,
  { taken, responseId, caseId, plan }: Caused & { caseId: string; plan: CasePlan },
): void {
  const { customer } = taken.link;
  const at = taken.response.answeredAt;
  tx.run(
    insertRow(deps.db, cases, {
      id: caseId,
      customerId: customer.id,
      responseId,
      status: 'open',
      tier: customer.tier,
      openedAt: at,
      ...plan,
      ...taken.origin,
    }),
  );
  for (const id of plan.wakes) wakeCase(deps.db, tx, id);
  record(deps.db, tx, {
    kind: 'case-opened',
    at,
    customerId: customer.id,
    caseId,
    data: { ownerId: plan.ownerId, severity: plan.severity },
  });
}

/** Brings a case that was put out of sight back into the inbox. */
export function wakeCase(db: Database, tx: Tx, id: string): void {
  tx.run(updateRows(db, cases, { set: { snoozedUntil: null, snoozedBy: null }, where: { id } }));
}
type Proposed = NonNullable<FollowUp['compensation']>;

/** Proposes what a wrong is worth; a person approves. */
export function proposeCompensation(
  deps: Deps,
  tx: Tx,
  { taken, responseId, caseId, compensation }: Caused & { caseId: string | null; compensation: Proposed },
): void {
  const at = taken.response.answeredAt;
  const customerId = taken.link.customer.id;
  const id = newId(deps);
  const { writtenIf, programId } = compensation;
  chargeBudget(tx, { customerId, programId, ...writtenIf, ...(taken.origin ?? noOrigin) });
  tx.run(
    insertRow(deps.db, grants, {
      id,
      customerId,
      caseId,
      responseId,
      role: 'compensation',
      status: 'proposed',
      proposedAt: at,
      ...compensation,
    }),
  );
  const { kind, amountMinor, currency, orderId, held } = compensation;
  record(deps.db, tx, {
    kind: 'compensation-proposed',
    at,
    customerId,
    caseId,
    data: { grantId: id, kind, amountMinor, currency, orderId, ...(held && { isHeld: true }) },
  });
  if (held && caseId)
    record(deps.db, tx, { kind: 'compensation-held', at, customerId, caseId, data: { grantId: id } });
}

function grantReward(
  deps: Deps,
  tx: Tx,
  { taken, responseId, reward }: Caused & { reward: RewardPlan },
): void {
  const at = taken.response.answeredAt;
  const customerId = taken.link.customer.id;
  const id = newId(deps);
  tx.run(
    insertRow(deps.db, grants, {
      id,
      customerId,
      responseId,
      role: 'reward',
      status: 'approved',
      proposedAt: at,
      ...reward,
    }),
  );
  const { kind, amountMinor, currency } = reward;
  record(deps.db, tx, {
    kind: 'reward-granted',
    at,
    customerId,
    data: { grantId: id, kind, amountMinor, currency },
  });
  enqueue(deps, tx, { kind: 'issue-grant', payload: { grantId: id } });
}
