import { and, eq, gte, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { responses } from '#db/schema/responses.ts';
import { answersWithin } from '../answers-within.ts';
import type { Month } from '../calendar-month.ts';
import type { FactsFound } from '../facts/fact-search.ts';
import { answersOfFacts } from '../facts/facts.ts';
import type { Slice } from '../slice.ts';
import { isCompensation } from './proposed-in.ts';
import { worst } from './reached.ts';

export type Measure = keyof typeof worst;

/** Bad scores that are alike, and whether the customer's next one on the same scale was bad no more. */
export interface Followed {
  month: Month;
  score: number;
  tier: string | null;
  isPaid: boolean;
  isBetter: boolean;
  n: number;
}

interface Asked {
  measure: Measure;
  slice: Slice;
}

/** After bad answers that were found, compensated or not. */
export async function afterBadAnswers(
  db: Database,
  { measure, slice }: Asked,
  bad: FactsFound,
): Promise<Followed[]> {
  return followed(db, measure, {
    way: sql`${responses} LEFT JOIN ${grants}
      ON ${eq(grants.responseId, responses.id)} AND ${isCompensation()} AND ${isPaid}`,
    where: and(
      sql`${responses.id} IN (${answersOfFacts(bad)})`,
      await answersWithin(db, slice),
      eq(responses.status, 'complete'),
      isNotNull(responses.customerId),
      or(isNull(grants.id), isNotNull(grants.issuedAt)),
    ),
  });
}

/** After compensation that was proposed from an instant on: all of it, or every so many. */
export async function afterCompensation(
  db: Database,
  { measure, slice }: Asked,
  { from, every }: { from: Date; every: number },
): Promise<Followed[]> {
  return followed(db, measure, {
    way: sql`${grants} CROSS JOIN ${responses} ON ${eq(responses.id, grants.responseId)}`,
    where: and(
      proposedFrom(from),
      every > 1 ? sql`${grants}.rowid % ${every} = 0` : undefined,
      isPaid,
      isNotNull(grants.issuedAt),
      await answersWithin(db, slice),
    ),
  });
}

export const howManyProposed = (db: Database, from: Date): Promise<number> =>
  db.$count(grants, proposedFrom(from));

/** Nothing is proposed before its answer: so the cases of earlier months are not gone to. */
const proposedFrom = (from: Date): SQL | undefined => and(isCompensation(), gte(grants.proposedAt, from));

// The plus keeps the index of the proposals, for rewards are issued too, and very many.
const isPaid = sql`+${grants.status} IN ('issued', 'redeemed')`;

type Packed = [Month, score: number, tier: string | null, isPaid: 0 | 1, isBetter: 0 | 1, n: number];

/** Who has not answered since cannot be told. The rows come as one text, for the driver's sake. */
async function followed(
  db: Database,
  measure: Measure,
  { way, where }: { way: SQL; where: SQL | undefined },
): Promise<Followed[]> {
  const column = responses[measure];
  const later = sql`later.${sql.identifier(column.name)}`;
  const [row] = await db.all<{ packed: string }>(sql`
    SELECT json_group_array(json_array(month, score, tier, is_paid, is_better, n)) AS packed FROM (
      SELECT ${responses.month} AS month, ${column} AS score, ${responses.tier} AS tier, ${grants.id} IS NOT NULL AS is_paid,
        (SELECT ${later} > ${worst[measure]} FROM ${responses} AS later WHERE later.customer_id = ${responses.customerId}
          AND later.answered_at > coalesce(${grants.issuedAt}, ${responses.answeredAt}) AND ${later} IS NOT NULL
          AND later.status = 'complete' ORDER BY later.answered_at LIMIT 1) AS is_better, count(*) AS n
      FROM ${way} WHERE ${and(lte(column, worst[measure]), where)} GROUP BY 1, 2, 3, 4, 5
    ) WHERE is_better IS NOT NULL`);
  return (JSON.parse(row?.packed ?? '[]') as Packed[]).map(([month, score, tier, paid, better, n]) => ({
    month,
    score,
    tier,
    isPaid: paid === 1,
    isBetter: better === 1,
    n,
  }));
}
