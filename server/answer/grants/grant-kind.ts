import type { grantKinds } from '#db/schema/grants.ts';
import { pointsCurrency } from '#server/listen/compensation-policy.ts';
import type { Grant } from './grant.ts';

export type GrantKind = (typeof grantKinds)[number];

/** What issuing books: credit and points to the customer's account, a voucher as owed until it is used, a debt let off. */
export type Books = 'account' | 'voucher' | 'debt' | null;

interface KindRule {
  books: Books;
  /** In what it is counted: money, points, or nothing that has a worth. */
  worth: 'money' | 'points' | 'optional' | 'none';
  /** Whether the company's own system can carry it out; a call or a letter it cannot. */
  isForHook: boolean;
  /** Whether somebody carries it out by hand where no system does. */
  isByHand: boolean;
  /** Whether a mail of its own tells the customer. */
  isMailed: boolean;
}

const byHand = { books: null, worth: 'optional', isForHook: true, isByHand: true, isMailed: false } as const;
const voucher = {
  books: 'voucher',
  worth: 'money',
  isForHook: false,
  isByHand: false,
  isMailed: true,
} as const;

/** What issuing a grant of each kind does (C3, C7, C9). */
export const kindRules = {
  'account-credit': { books: 'account', worth: 'money', isForHook: true, isByHand: false, isMailed: true },
  points: { books: 'account', worth: 'points', isForHook: true, isByHand: false, isMailed: true },
  voucher,
  'free-order': voucher,
  'debt-write-off': { books: 'debt', worth: 'money', isForHook: true, isByHand: true, isMailed: true },
  'extra-service': byHand,
  'higher-class': byHand,
  'fixed-prices': byHand,
  'leader-call': { ...byHand, worth: 'none', isForHook: false },
  'leader-letter': { ...byHand, worth: 'none', isForHook: false },
} as const satisfies Record<GrantKind, KindRule>;

/** Points are an amount in a currency of their own (C9). */
export { pointsCurrency };

export type Way = 'by-hand' | 'webhook' | 'mail';

/** How what was granted reaches the customer; null where the ledger itself holds it. A voucher without an address is handed over. */
export function wayOf(
  kind: GrantKind,
  { hasHook, hasEmail }: { hasHook: boolean; hasEmail: boolean },
): Way | null {
  const { books, isForHook, isByHand } = kindRules[kind];
  if (books === 'voucher') return hasEmail ? 'mail' : 'by-hand';
  if (hasHook && isForHook) return 'webhook';
  return isByHand ? 'by-hand' : null;
}

/** Whether what was issued is spent piece by piece, so that some of it may be left. */
export const isSpent = ({ kind }: Pick<Grant, 'kind'>): boolean => kindRules[kind].books === 'account';
