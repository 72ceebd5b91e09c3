import { and, eq, sum } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { reasonRollup } from '#db/schema/responses.ts';
import { isSaid, ofCustomers } from '#server/understand/slice.ts';
import { type Interval, share } from '#surveys/interval.ts';

export interface NamedReason {
  /** How many answers named it. */
  n: number;
  /** Of all answers of that month, with the 95 % interval. */
  share: number | null;
  interval: Interval | null;
}

export type ReasonReport = Record<string, { n: number; byCategory: Record<string, NamedReason> }>;

/** What customers named as their reason, by month. */
export async function reasonReport(db: Database): Promise<ReasonReport> {
  const rows = await db
    .select({
      month: reasonRollup.month,
      category: reasonRollup.category,
      n: sum(reasonRollup.n).mapWith(Number),
    })
    .from(reasonRollup)
    .where(
      and(
        eq(reasonRollup.source, 'response'),
        eq(reasonRollup.detail, ''),
        ofCustomers(reasonRollup.programId),
      ),
    )
    .groupBy(reasonRollup.month, reasonRollup.category)
    .having(isSaid(reasonRollup.n))
    .orderBy(reasonRollup.month);
  const months = rows.filter(({ category }) => category === 'all');
  return Object.fromEntries(
    months.map(({ month, n: all }) => {
      const named = rows
        .filter((row) => row.month === month && row.category !== 'all')
        .sort((one, other) => other.n - one.n)
        .map(({ category, n }): [string, NamedReason] => {
          const { value, interval } = share(n, all);
          return [category, { n, share: value, interval }];
        });
      return [month, { n: all, byCategory: Object.fromEntries(named) }];
    }),
  );
}
