import { and, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { insertRow } from '#db/row-statements.ts';
import { caseAnswers, cases } from '#db/schema/cases.ts';
import type { Deps } from '../deps.ts';
import { record } from '../events/events.ts';
import type { CasePlan } from './case-plan.ts';
import { raised, type ResolvedCase } from './reopening.ts';

export interface Reopened {
  of: Pick<ResolvedCase, 'id' | 'reopenings' | 'severity'>;
  customerId: string;
  at: Date;
  /** The clock that starts anew, who answers, and why. */
  plan: Pick<CasePlan, 'ownerId' | 'firstContactDueAt' | 'resolutionDueAt'> &
    Partial<Pick<CasePlan, 'score' | 'scoreMeasure' | 'detail' | 'why' | 'severity'>>;
  by: 'answer' | 'follow-up' | 'hand';
  /** The answer that did; null where a person does. */
  responseId?: string | null;
  actorId?: string | null;
  reason?: string;
}

/** Opens a resolved case again with a clock of its own; its event has its owner told. Fails where somebody else just has. */
export function reopenCase(deps: Deps, tx: Tx, reopened: Reopened): void {
  const { db } = deps;
  const { of, customerId, at, plan, by, responseId = null, actorId = null, reason } = reopened;
  tx.must(
    db
      .update(cases)
      .set({
        ...plan,
        status: 'open',
        severity: Math.max(plan.severity ?? 0, raised(of.severity)),
        reopenings: of.reopenings + 1,
        reopenedAt: at,
        ...asNew,
      })
      .where(and(eq(cases.id, of.id), eq(cases.status, 'resolved'), eq(cases.reopenings, of.reopenings))),
    'This case has gone on.',
  );
  if (responseId) tx.run(insertRow(db, caseAnswers, { responseId, caseId: of.id, at }));
  record(db, tx, {
    kind: 'case-reopened',
    at,
    actorId,
    customerId,
    caseId: of.id,
    data: { by, ownerId: plan.ownerId, ...(responseId && { responseId }), ...(reason && { reason }) },
  });
}

/** How it ended before stands in its events. */
const asNew = {
  contactedAt: null,
  resolvedAt: null,
  outcome: null,
  rootCause: null,
  rootCauseReason: null,
  snoozedUntil: null,
  snoozedBy: null,
};
