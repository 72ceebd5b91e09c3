import type { vouchers } from '#db/schema/compensation.ts';

type VoucherStatus = (typeof vouchers.$inferSelect)['status'];

/** Why a voucher that exists was not used for this order; `open` is one whose key was used for something else. */
export const whyNotRedeemed = {
  redeemed: { code: 'used', sentence: 'This voucher has been used already.' },
  expired: { code: 'expired', sentence: 'The time of this voucher is over.' },
  withdrawn: { code: 'withdrawn', sentence: 'This voucher has been withdrawn.' },
  open: { code: 'key-used', sentence: 'This Idempotency-Key was used for another redemption.' },
} as const satisfies Record<VoucherStatus, { code: string; sentence: string }>;

/** A code as it is kept, whatever its case, spaces and dashes were when it was typed. */
export function readCode(typed: string): string {
  const characters = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  return characters.replaceAll(/.{4}(?=.)/g, '$&-');
}
