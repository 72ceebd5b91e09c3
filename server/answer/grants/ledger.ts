import type { ledgerTransactions } from '#db/schema/ledger.ts';
import type { Grant } from './grant.ts';
import { kindRules, pointsCurrency, type Books } from './grant-kind.ts';

export interface Entry {
  account: string;
  /** Credits positive, debits negative. */
  amountMinor: number;
  currency: string;
}

export interface Booking {
  kind: (typeof ledgerTransactions.$inferSelect)['kind'];
  grantId: string | null;
  /** The same key is never booked twice. */
  idempotencyKey: string;
  /** They add up to zero in every currency. */
  entries: Entry[];
}

type Money = Pick<Grant, 'amountMinor' | 'currency' | 'customerId'>;

const companyAccount = {
  compensation: 'company:compensation',
  reward: 'company:rewards',
} as const satisfies Record<Grant['role'], string>;

/** Where used credit and used vouchers end: the company has been paid with them. */
const redeemedAccount = 'company:redeemed';
/** What points have cost once they were turned into credit. */
const pointsAccount = 'company:points';

export const customerAccount = (customerId: string) => `customer:${customerId}`;
export const voucherAccount = (customerId: string) => `vouchers:${customerId}`;

/** Where a grant of each kind stands while it is the customer's. */
const heldIn = {
  account: customerAccount,
  voucher: voucherAccount,
  debt: (customerId: string) => `debt:${customerId}`,
} as const satisfies Record<Exclude<Books, null>, (customerId: string) => string>;

/** The company spends, and owes the customer as much; null for what is carried out by hand and owes no money. */
export function issue(grant: Grant): Booking | null {
  const accounts = accountsOf(grant);
  if (!accounts) return null;
  return {
    kind: 'grant-issued',
    grantId: grant.id,
    idempotencyKey: grant.id,
    entries: move(grant, accounts.company, accounts.customer),
  };
}

/** What was not used goes back to where it came from. */
export function takenBack(
  grant: Grant,
  { kind, amountMinor }: { kind: 'grant-reversed' | 'grant-expired'; amountMinor: number },
): Booking | null {
  const accounts = accountsOf(grant);
  if (!accounts || amountMinor === 0) return null;
  return {
    kind,
    grantId: grant.id,
    idempotencyKey: `${kind}:${grant.id}`,
    entries: move({ ...grant, amountMinor }, accounts.customer, accounts.company),
  };
}

/** The customer pays with her credit. */
export function redemption(credit: Money, idempotencyKey: string): Booking {
  return {
    kind: 'credit-redeemed',
    grantId: null,
    idempotencyKey,
    entries: move(credit, customerAccount(credit.customerId), redeemedAccount),
  };
}

/** The customer pays with a voucher, all of it at once. */
export function voucherRedemption(voucher: Money & { grantId: string }): Booking {
  return {
    kind: 'voucher-redeemed',
    grantId: voucher.grantId,
    idempotencyKey: `voucher-redeemed:${voucher.grantId}`,
    entries: move(voucher, voucherAccount(voucher.customerId), redeemedAccount),
  };
}

/** Points become credit: two movements in one, each in its own currency. */
export function pointsRedemption(
  exchange: { customerId: string; points: number; worthMinor: number; currency: string },
  idempotencyKey: string,
): Booking {
  const { customerId, points, worthMinor, currency } = exchange;
  const hers = customerAccount(customerId);
  return {
    kind: 'points-redeemed',
    grantId: null,
    idempotencyKey,
    entries: [
      ...move({ customerId, amountMinor: points, currency: pointsCurrency }, hers, pointsAccount),
      ...move({ customerId, amountMinor: worthMinor, currency }, pointsAccount, hers),
    ],
  };
}

export const sumMinor = (entries: readonly { amountMinor: number }[]) =>
  entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

function accountsOf({ kind, role, customerId }: Grant): { company: string; customer: string } | null {
  const { books } = kindRules[kind];
  return books && { company: companyAccount[role], customer: heldIn[books](customerId) };
}

function move({ amountMinor, currency }: Money, from: string, to: string): [Entry, Entry] {
  return [
    { account: from, amountMinor: -amountMinor, currency },
    { account: to, amountMinor, currency },
  ];
}
