import type { GrantStatus } from './grant.ts';

export const endingRefusals = {
  'not-standing': 'Only what was approved and stands can be taken back.',
  'used-up': 'Nothing of it is left to take back: it has been used.',
  'handed-over': 'It has been handed over, so it cannot be taken back.',
} as const;
export type EndingRefusal = keyof typeof endingRefusals;

/** Which grants can be taken back: what nobody has approved is declined instead. */
const isStanding = {
  proposed: false,
  approved: true,
  issued: true,
  redeemed: false,
  declined: false,
  expired: false,
  reversed: false,
} as const satisfies Record<GrantStatus, boolean>;

/** How a grant stands when somebody wants to end it. */
export interface Standing {
  status: GrantStatus;
  /** What is left of it in the ledger; null where nothing was booked. */
  leftMinor: number | null;
  isHandedOver: boolean;
}

/**
 * What a reversal books back: what is left. Credit that was spent in part loses the rest, and what was spent stays spent
 * and counts against the order's cap; a used voucher, or a service done, cannot be taken back.
 */
export function reversal({
  status,
  leftMinor,
  isHandedOver,
}: Standing): { backMinor: number } | { refused: EndingRefusal } {
  if (!isStanding[status]) return { refused: status === 'redeemed' ? 'used-up' : 'not-standing' };
  if (status === 'approved') return { backMinor: 0 };
  if (leftMinor === null) return isHandedOver ? { refused: 'handed-over' } : { backMinor: 0 };
  return leftMinor <= 0 ? { refused: 'used-up' } : { backMinor: leftMinor };
}

/** What the end of its time makes of an issued grant: used up, or over with what is left. */
export function lapse(leftMinor: number): { status: 'redeemed' | 'expired'; backMinor: number } {
  return leftMinor <= 0 ? { status: 'redeemed', backMinor: 0 } : { status: 'expired', backMinor: leftMinor };
}
