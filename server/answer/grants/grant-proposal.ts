import { kindRules, pointsCurrency, type GrantKind } from './grant-kind.ts';
import { mostMinor } from './grant.ts';
import { worthOfPoints } from '#server/listen/points-held.ts';
import type { ApprovalLimits } from './policy-limits.ts';

export const proposalRefusals = {
  'order-needed': 'Compensation is reckoned on the order that went wrong: say which one it was.',
  'no-worth': 'A call or a letter has no amount.',
  'worth-missing': 'Say how much it is.',
  'already-given': 'This wrong of this order has a compensation already. Decline that one first.',
} as const;
export type ProposalRefusal = keyof typeof proposalRefusals;

export interface Wished {
  kind: GrantKind;
  /** Minor units of the order's currency; points for points. */
  amountMinor: number;
}

export interface ProposalFacts {
  order: { amountMinor: number; currency: string; givenMinor: number } | null;
  /** The company's, for what has no order. */
  currency: string;
  limits: ApprovalLimits;
}

export type Proposed =
  { amountMinor: number; currency: string } | { refused: ProposalRefusal | 'above-cap' | 'no-points' };

/**
 * A compensation proposed by hand, under the bounds of one that the policy proposes (design rule 3): on the order that went
 * wrong and, with all that order was given, never above the cap. Points count as what they are worth.
 */
export function proposed(
  { kind, amountMinor }: Wished,
  { order, currency, limits }: ProposalFacts,
): Proposed {
  const { worth } = kindRules[kind];
  if (worth === 'none' && amountMinor > 0) return { refused: 'no-worth' };
  if (amountMinor === 0)
    return worth === 'money' || worth === 'points'
      ? { refused: 'worth-missing' }
      : { amountMinor: 0, currency: order?.currency ?? currency };
  if (!order) return { refused: 'order-needed' };
  const money = worth === 'points' ? worthOfPoints(amountMinor, limits.points) : amountMinor;
  if (money === null) return { refused: 'no-points' };
  const most = mostMinor({ amountMinor: 0, currency: order.currency }, order, limits.capPercentOfOrder);
  if (money > most) return { refused: 'above-cap' };
  return { amountMinor, currency: worth === 'points' ? pointsCurrency : order.currency };
}
