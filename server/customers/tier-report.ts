import { count, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { amountIn, amounts } from './amounts.ts';

export interface TierFigures {
  customers: number;
  /** Null when the customers' revenue is in several currencies, which are never added up. */
  valueMinor: number | null;
  valueMinorByCurrency?: Record<string, number>;
}

export type TierReport = Record<'gold' | 'silver' | 'copper', TierFigures> & { currency: string | null };

/** How many customers each tier has and what they brought. */
export async function tierReport(db: Database): Promise<TierReport> {
  const rows = await db
    .select({
      tier: customers.tier,
      currency: customers.currency,
      customers: count(),
      minor: sql<number>`coalesce(sum(${customers.totalRevenueMinor}), 0)`.mapWith(Number),
    })
    .from(customers)
    .groupBy(customers.tier, customers.currency);
  const { currency, isSingle } = amounts(rows);
  const figures = (tier: string): TierFigures => {
    const group = rows.filter((row) => row.tier === tier);
    const n = group.reduce((total, row) => total + row.customers, 0);
    const byCurrency = amountIn(group);
    if (isSingle) return { customers: n, valueMinor: byCurrency[currency ?? ''] ?? 0 };
    return { customers: n, valueMinor: null, valueMinorByCurrency: byCurrency };
  };
  return { gold: figures('gold'), silver: figures('silver'), copper: figures('copper'), currency };
}
