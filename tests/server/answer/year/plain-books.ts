import type { Buyer } from './generated-year.ts';

/** A compensation, and what has become of it. */
export interface Given {
  n: number;
  buyer: Buyer;
  orderId: string;
  orderMinor: number;
  wrong: string;
  program: string;
  kind: 'credit' | 'voucher';
  currency: string;
  minor: number;
  at: number;
  status: 'proposed' | 'issued' | 'declined' | 'expired' | 'reversed' | 'redeemed';
  validDays: number | null;
  validUntil: number | null;
  /** The how manyth that was issued. */
  turn: number;
  /** Of credit: what is not spent. */
  left: number;
  /** What had been spent where it ended early. */
  spent: number;
}

/** The day and the hour where the company is. */
export const riyadh = (at: number) => new Date(at + 3 * 3_600_000).toISOString();

/** What a grant costs its month and its order. */
export function costOf(one: Given): number {
  if (one.status === 'declined') return 0;
  return one.status === 'expired' || one.status === 'reversed' ? one.spent : one.minor;
}

export function balancesOf(given: Given[], sums: Map<string, number>): Map<string, number> {
  const balances = new Map<string, number>();
  for (const one of given.filter(({ status }) => status === 'issued'))
    add(
      balances,
      `${one.kind === 'credit' ? 'customer' : 'vouchers'}:${one.buyer.id} ${one.currency}`,
      one.left,
    );
  const signs: Record<string, number> = { issued: -1, expired: 1, reversed: 1 };
  for (const [key, minor] of sums) {
    const [what = '', , , currency = ''] = key.split(' ');
    if (what in signs) add(balances, `company:compensation ${currency}`, (signs[what] ?? 0) * minor);
    if (what === 'redeemed' || what === 'spent') add(balances, `company:redeemed ${currency}`, minor);
  }
  return withoutNothing(balances);
}

export function usedBy(given: Given[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const one of given)
    for (const scope of ['company', one.program])
      add(used, `${riyadh(one.at).slice(0, 7)} ${scope} ${one.currency}`, costOf(one));
  return withoutNothing(used);
}

export const add = (sums: Map<string, number>, key: string, minor: number): unknown =>
  sums.set(key, (sums.get(key) ?? 0) + minor);
export const withoutNothing = (sums: Map<string, number>) =>
  new Map([...sums].filter(([, minor]) => minor !== 0));
