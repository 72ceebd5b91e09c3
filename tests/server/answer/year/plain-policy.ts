import type { Buyer } from './generated-year.ts';

/** The policy in plain words: `year.test.ts` says the same as a document. */
export const policy = {
  fixed: 7_500,
  loyalMonths: 6,
  ofOrder: 30,
  cooldownDays: 10,
  cap: { minor: 20_000, months: 6 },
  budget: { company: 160_000, deliveries: 60_000 } as Record<string, number>,
  holdoutPercent: 20,
  secondPersonAbove: 10_000,
  proposalDays: 20,
};

/** What a wrong of an order is worth before anything bounds it. */
export function worth({
  buyer,
  order,
  wrong,
  recommend,
  at,
}: {
  buyer: Buyer;
  order: Buyer['orders'][number];
  wrong: string;
  recommend: number;
  at: number;
}) {
  const share = (percent: number) => Math.round((order.minor * percent) / 100);
  const { currency } = order;
  if (wrong === 'rude' && buyer.tier === 'gold')
    return { kind: 'credit' as const, minor: policy.fixed, currency: 'SAR', validDays: 60 };
  if (monthsSince(buyer.orders[0]?.on ?? '', at) >= policy.loyalMonths && recommend <= 4) {
    const minor = currency === 'SAR' ? Math.min(Math.max(share(15), 1_000), 9_000) : share(15);
    return { kind: 'voucher' as const, minor, currency, validDays: 90 };
  }
  return {
    kind: 'credit' as const,
    minor: share(20),
    currency,
    validDays: buyer.tier === 'copper' ? 45 : null,
  };
}

function monthsSince(on: string, at: number): number {
  const [from, to] = [new Date(on), new Date(at)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months;
}

/** What somebody who approves makes of a proposal. */
export const wished = (minor: number, wish: 'as' | 'less' | 'more'): number =>
  wish === 'as' ? minor : Math.floor((minor * (wish === 'less' ? 70 : 120)) / 100);
