import { count, sum } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { departures } from '#db/schema/departures.ts';
import { amountIn, amounts, type Amount } from '#server/customers/amounts.ts';

export interface DepartureReport {
  total: number;
  /** Null when the departures are in several currencies, which are never added up. */
  currency: string | null;
  byCategory: Record<string, LostCustomers>;
  byReason: Record<string, LostCustomers>;
}

export interface LostCustomers {
  customers: number;
  lostMonthlyMinor: number | null;
  /** In place of the one figure when there are several currencies. */
  lostMonthlyMinorByCurrency?: Record<string, number>;
}

/** Who left, why, and what they brought a month, the commonest reason first. */
export async function departureReport(db: Database): Promise<DepartureReport> {
  const rows = await db
    .select({
      category: departures.category,
      reasonText: departures.reasonText,
      currency: departures.currency,
      customers: count(),
      minor: sum(departures.monthlyRevenueMinor).mapWith(Number),
    })
    .from(departures)
    .groupBy(departures.category, departures.reasonText, departures.currency);
  const { currency, isSingle } = amounts(rows);
  const lost = (group: typeof rows): LostCustomers => {
    const customers = group.reduce((total, row) => total + row.customers, 0);
    const byCurrency = amountIn(group);
    if (isSingle) return { customers, lostMonthlyMinor: byCurrency[currency ?? ''] ?? 0 };
    return { customers, lostMonthlyMinor: null, lostMonthlyMinorByCurrency: byCurrency };
  };
  return {
    total: rows.reduce((total, row) => total + row.customers, 0),
    currency,
    byCategory: grouped(rows, ({ category }) => category, lost),
    byReason: grouped(rows, ({ reasonText }) => reasonText, lost),
  };
}

function grouped<Row extends Amount & { customers: number }>(
  rows: Row[],
  keyOf: (row: Row) => string,
  lost: (rows: Row[]) => LostCustomers,
): Record<string, LostCustomers> {
  const keys = [...new Set(rows.map(keyOf))];
  return Object.fromEntries(
    keys
      .map((key): [string, LostCustomers] => [key, lost(rows.filter((row) => keyOf(row) === key))])
      .sort(([, one], [, other]) => other.customers - one.customers),
  );
}
