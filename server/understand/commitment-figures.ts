import { and, count, eq, gte, inArray, lt } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Database } from '#db/client.ts';
import { commitments } from '#db/schema/cases.ts';
import { share, type Estimate } from '#surveys/interval.ts';
import type { Company } from '#server/company/company.ts';

/**
 * Promises kept (C8): of the company's own commitments that were due in the month and are settled, those that were kept,
 * with n and the Wilson interval. One withdrawn counts in neither; one the clock marked missed counts as missed until a
 * person says it was kept. What customers promised is not counted.
 */
export async function promisesKept(
  db: Database,
  { timeZone }: Pick<Company, 'timeZone'>,
  month: string,
): Promise<Estimate> {
  const from = DateTime.fromISO(`${month}-01`, { zone: timeZone });
  const rows = await db
    .select({ status: commitments.status, n: count() })
    .from(commitments)
    .where(
      and(
        inArray(commitments.status, ['kept', 'missed']),
        eq(commitments.by, 'company'),
        gte(commitments.dueAt, from.toJSDate()),
        lt(commitments.dueAt, from.plus({ months: 1 }).toJSDate()),
      ),
    )
    .groupBy(commitments.status);
  const of = (status: string) => rows.find((row) => row.status === status)?.n ?? 0;
  return share(of('kept'), of('kept') + of('missed'));
}
