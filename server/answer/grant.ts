import type { grants } from '#db/schema/cases.ts';
import type { Role } from '#server/auth/role.ts';
import { shippedPolicy } from '#server/listen/compensation-policy.ts';

export type Grant = typeof grants.$inferSelect;

export const grantRefusals = {
  decided: 'This proposal has already been decided.',
  'amount-not-positive': 'The amount must be more than nothing; decline the proposal instead.',
  'above-proposal': 'Only a manager may give more than was proposed.',
  'above-cap': 'This is more than the policy allows for the order that went wrong.',
  'complained-about': 'The customer complained about this colleague: somebody else decides.',
} as const;
export type GrantRefusal = keyof typeof grantRefusals;

export type Decision = { grant: Grant } | { refused: GrantRefusal };

export interface Approver {
  role: Role;
  isComplainedAbout: boolean;
}

export interface GrantOrder {
  amountMinor: number;
  currency: string;
  /** What other compensation for this order already comes to. */
  givenMinor: number;
}

/** The most that may be given (design rule 3): 150 % of the order with all its wrongs; what was proposed where no order tells. */
export function mostMinor(grant: Grant, order: GrantOrder | null): number {
  if (!order || order.currency !== grant.currency) return grant.amountMinor;
  return Math.max(
    0,
    Math.floor((order.amountMinor * shippedPolicy.capPercentOfOrder) / 100) - order.givenMinor,
  );
}

/** An agent may give what the policy proposed or less; a manager also more, up to the cap. */
export function approved(
  grant: Grant,
  approver: Approver,
  wish: { amountMinor: number; mostMinor: number },
): Decision {
  if (grant.status !== 'proposed') return { refused: 'decided' };
  if (approver.isComplainedAbout) return { refused: 'complained-about' };
  if (wish.amountMinor <= 0) return { refused: 'amount-not-positive' };
  if (wish.amountMinor > wish.mostMinor) return { refused: 'above-cap' };
  if (wish.amountMinor > grant.amountMinor && approver.role === 'agent') return { refused: 'above-proposal' };
  return { grant: { ...grant, status: 'approved', amountMinor: wish.amountMinor } };
}

export function declined(grant: Grant, approver: Approver): Decision {
  if (grant.status !== 'proposed') return { refused: 'decided' };
  if (approver.isComplainedAbout) return { refused: 'complained-about' };
  return { grant: { ...grant, status: 'declined' } };
}

/** What issuing finds: it may run twice, and a declined grant is never issued. */
export const isWaitingToBeIssued = {
  proposed: false,
  approved: true,
  issued: false,
  redeemed: false,
  declined: false,
  expired: false,
  reversed: false,
} as const satisfies Record<Grant['status'], boolean>;
