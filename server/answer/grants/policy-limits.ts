import type { Database } from '#db/client.ts';
import type { PointsRules } from '#db/schema/policy-parts.ts';
import { activePolicy } from '#server/listen/active-policy.ts';
import { shippedPolicy } from '#server/listen/compensation-policy.ts';

export interface ApprovalLimits {
  policyId: string | null;
  /** All compensation for one order together, in percent of it. */
  capPercentOfOrder: number;
  /** Above this, another person than the proposer approves; null: never needed. */
  secondPersonAboveMinor: number | null;
  /** A proposal nobody decides ends after so many days; null: never. */
  proposalDays: number | null;
  points: PointsRules;
}

const withoutPolicy: ApprovalLimits = {
  policyId: null,
  capPercentOfOrder: shippedPolicy.capPercentOfOrder,
  secondPersonAboveMinor: null,
  proposalDays: null,
  points: { hundredWorthMinor: null, leastToRedeem: 0 },
};

/** What the active policy says to those who decide by hand. */
export async function approvalLimits(db: Database): Promise<ApprovalLimits> {
  const active = await activePolicy(db);
  if (!active) return withoutPolicy;
  const { guards, points } = active.document;
  return {
    policyId: active.id,
    capPercentOfOrder: Math.min(guards.capPercentOfOrder, shippedPolicy.capPercentOfOrder),
    secondPersonAboveMinor: guards.secondPersonAboveMinor,
    proposalDays: guards.proposalDays,
    points,
  };
}
