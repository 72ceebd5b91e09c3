import type { ledgerTransactions } from '#db/schema/ledger.ts';
import type { Grant } from './grant.ts';

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
  entries: [Entry, Entry];
}

type Money = Pick<Grant, 'amountMinor' | 'currency' | 'customerId'>;

const companyAccount = {
  compensation: 'company:compensation',
  reward: 'company:rewards',
} as const satisfies Record<Grant['role'], string>;

export const customerAccount = (customerId: string) => `customer:${customerId}`;

/** The company spends, and owes the customer as much. */
export function issue(grant: Grant): Booking {
  return {
    kind: 'grant-issued',
    grantId: grant.id,
    idempotencyKey: grant.id,
    entries: move(grant, companyAccount[grant.role], customerAccount(grant.customerId)),
  };
}

/** The customer pays with her credit. */
export function redemption(credit: Money, idempotencyKey: string): Booking {
  return {
    kind: 'credit-redeemed',
    grantId: null,
    idempotencyKey,
    entries: move(credit, customerAccount(credit.customerId), 'company:redeemed'),
  };
}

export const sumMinor = (entries: readonly { amountMinor: number }[]) =>
  entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

function move({ amountMinor, currency }: Money, from: string, to: string): [Entry, Entry] {
  return [
    { account: from, amountMinor: -amountMinor, currency },
    { account: to, amountMinor, currency },
  ];
}
