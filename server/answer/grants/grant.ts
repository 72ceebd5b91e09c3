import type { grants } from '#db/schema/grants.ts';
import { roles, type Role } from '#server/auth/role.ts';
import { shippedPolicy } from '#server/listen/compensation-policy.ts';
import { kindRules } from './grant-kind.ts';

export type Grant = typeof grants.$inferSelect;
export type GrantStatus = Grant['status'];

export const grantRefusals = {
  decided: 'This proposal has already been decided.',
  'amount-not-positive': 'The amount must be more than nothing; decline the proposal instead.',
  'above-proposal': 'Only a manager may give more than was proposed.',
  'above-cap': 'This is more than the policy allows for the order that went wrong.',
  'complained-about': 'The customer complained about this colleague: somebody else decides.',
  'needs-manager': 'Only a manager may approve this.',
  'needs-admin': 'Only an administrator may approve this.',
  held: 'A guard holds this for a manager to look at.',
  'second-person': 'So much needs two people: another colleague than the one who proposed it approves.',
  'over-already': 'The time for this proposal is over.',
} as const;
export type GrantRefusal = keyof typeof grantRefusals;

export type Decision = { grant: Grant } | { refused: GrantRefusal };

export interface Approver {
  id: string;
  role: Role;
  isComplainedAbout: boolean;
}

export interface GrantOrder {
  amountMinor: number;
  currency: string;
  /** What other compensation for this order already comes to. */
  givenMinor: number;
}

/** What is asked for when a proposal is approved, and what bounds it. */
export interface Wish {
  amountMinor: number;
  mostMinor: number;
  /** Above this, nobody approves what she proposed or raised herself; null: everybody may. */
  secondPersonAboveMinor: number | null;
  at: Date;
}

/** The most that may be given (design rule 3): 150 % of the order with all its wrongs; what was proposed where no order tells. */
export function mostMinor(
  grant: Pick<Grant, 'amountMinor' | 'currency'>,
  order: GrantOrder | null,
  capPercentOfOrder: number = shippedPolicy.capPercentOfOrder,
): number {
  if (!order || order.currency !== grant.currency) return grant.amountMinor;
  return Math.max(0, Math.floor((order.amountMinor * capPercentOfOrder) / 100) - order.givenMinor);
}

/** An agent may give what the policy proposed or less; a manager also more, up to the cap. */
export function approved(grant: Grant, approver: Approver, wish: Wish): Decision {
  const refused = notYours(grant, approver, wish.at) ?? approvalRefused(grant, approver, wish);
  if (refused) return { refused };
  return { grant: { ...grant, status: 'approved', amountMinor: wish.amountMinor } };
}

export function declined(grant: Grant, approver: Approver): Decision {
  if (grant.status !== 'proposed') return { refused: 'decided' };
  if (approver.isComplainedAbout) return { refused: 'complained-about' };
  return { grant: { ...grant, status: 'declined' } };
}

/** Who must say yes at the least: what a guard holds is for a manager, whatever the rule says. */
export function leastApprover({ approval, held }: Pick<Grant, 'approval' | 'held'>): Role {
  return held !== null && approval === 'agent' ? 'manager' : approval;
}

function notYours(grant: Grant, approver: Approver, at: Date): GrantRefusal | null {
  if (grant.status !== 'proposed') return 'decided';
  if (grant.expiresAt !== null && grant.expiresAt <= at) return 'over-already';
  if (approver.isComplainedAbout) return 'complained-about';
  const least = leastApprover(grant);
  if (roles.indexOf(approver.role) >= roles.indexOf(least)) return null;
  if (least === 'admin') return 'needs-admin';
  return grant.held === null ? 'needs-manager' : 'held';
}

function approvalRefused(grant: Grant, approver: Approver, wish: Wish): GrantRefusal | null {
  const { amountMinor, secondPersonAboveMinor: limit } = wish;
  // A call or a letter is worth nothing that could be too much.
  const isWorthless = kindRules[grant.kind].worth !== 'money' && grant.amountMinor === 0;
  if (isWorthless && amountMinor === 0) return null;
  if (amountMinor <= 0) return 'amount-not-positive';
  if (amountMinor > wish.mostMinor) return 'above-cap';
  if (amountMinor > grant.amountMinor && approver.role === 'agent') return 'above-proposal';
  const isHers = grant.proposedBy === approver.id || amountMinor > grant.amountMinor;
  return isHers && limit !== null && amountMinor > limit ? 'second-person' : null;
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
} as const satisfies Record<GrantStatus, boolean>;
