import { and, eq, gte, inArray, isNotNull, lte, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { cases, grants } from '#db/schema/cases.ts';
import { responses } from '#db/schema/responses.ts';
import type { Deps } from '#server/deps.ts';
import { shareDifference } from '#surveys/interval.ts';
import { alikeShares, type Stratum } from '#surveys/weighted-share.ts';
import { monthsBetween, type Month } from '../calendar-month.ts';
import { scoreCounts } from '../metrics.ts';
import { shown, shownChange } from '../minimum-group.ts';
import type { Slice } from '../slice.ts';
import type { FactsFound } from '../facts/fact-search.ts';
import { answersOfFacts, findFacts } from '../facts/facts.ts';
import { answersWithin } from '../answers-within.ts';
import { ratesTold, whatIsAsked, type CompensationQuestion, type RatesTold } from './compensations.ts';
import { isCompensation, startOf } from './proposed-in.ts';
import { worst } from './reached.ts';

type Measure = keyof typeof worst;

/** Bad answers looked at one by one: of more, every second, third or hundredth is, by its number, which tells nothing. */
const mostLookedAt = 4000;

/**
 * What followed a bad score: whether the customer's next one was bad no more, of those compensated and of the others, made
 * alike in score and tier. Nobody drew who is compensated, so the difference is no proof.
 */
export async function effectOf(deps: Pick<Deps, 'db' | 'now'>, question: CompensationQuestion) {
  const { db } = deps;
  const { slice, timeZone } = await whatIsAsked(deps, question);
  if (slice === null) return { effects: [] };
  const told = await ratesTold(db, slice);
  const from = startOf(slice.from, timeZone);
  const scores = await scoreCounts(db, slice);
  const effects = await Promise.all(
    (['nps', 'csat'] as const).map(async (measure) => {
      const answered = scores.filter((row) => row.measure === measure).reduce((all, { n }) => all + n, 0);
      if (answered === 0) return [];
      return [await effectOn(db, measure, { slice, from, told })];
    }),
  );
  return { effects: effects.flat().filter(({ compensated }) => compensated.n !== 0) };
}

async function effectOn(
  db: Database,
  measure: Measure,
  { slice, from, told }: { slice: Slice; from: Date; told: RatesTold },
) {
  const everyGrant = Math.ceil((await howManyGrants(db, from)) / mostLookedAt);
  const bad = await findFacts(db, {
    slice,
    scored: { measure, least: 0, most: worst[measure] },
    most: mostLookedAt,
  });
  const answered = and(await answersWithin(db, slice), inMonths(told.inTotal, slice));
  const { of, others } = alikeShares(
    strata(
      await afterCompensation(db, measure, { answered, from, every: everyGrant }),
      await afterNothing(db, measure, { answered, bad }),
    ),
  );
  return {
    measure,
    /** How many stand behind each one that was looked at. */
    every: Math.max(1, everyGrant, Math.ceil(bad.n / mostLookedAt)),
    compensated: shown(of, told.isWithheld),
    others: shown(others, told.isWithheld),
    difference: told.isWithheld ? null : shownChange(shareDifference(others, of), others, of),
  };
}

/** Where some months of the span are in no figure, only the others; none are where nothing is told at all. */
function inMonths(inTotal: Month[], { from, to }: Slice): SQL | undefined {
  const isWhole = inTotal.length === 0 || inTotal.length === monthsBetween(from, to).length;
  // The plus keeps the index of the span.
  return isWhole ? undefined : sql`+${responses.month} IN ${inTotal}`;
}

interface Followed {
  score: number;
  tier: string | null;
  isBetter: number;
  n: number;
}

function strata(compensated: Followed[], others: Followed[]): Stratum[] {
  const keyOf = ({ score, tier }: Followed) => `${score} ${tier}`;
  const counted = (rows: Followed[]) => ({
    n: rows.reduce((all, { n }) => all + n, 0),
    happened: rows.filter(({ isBetter }) => isBetter === 1).reduce((all, { n }) => all + n, 0),
  });
  return [...new Set(compensated.map(keyOf))].map((key) => ({
    of: counted(compensated.filter((row) => keyOf(row) === key)),
    others: counted(others.filter((row) => keyOf(row) === key)),
  }));
}

async function howManyGrants(db: Database, from: Date): Promise<number> {
  return db.$count(grants, and(isCompensation(), gte(grants.proposedAt, from)));
}

async function afterCompensation(
  db: Database,
  measure: Measure,
  { answered, from, every }: { answered: SQL | undefined; from: Date; every: number },
): Promise<Followed[]> {
  const rows = await db
    .select(followed(measure, sql`grants.issued_at`))
    .from(grants)
    .innerJoin(responses, eq(responses.id, grants.responseId))
    .where(
      and(
        isCompensation(),
        // Nothing is proposed before its answer: so the cases of earlier months are not gone to.
        gte(grants.proposedAt, from),
        every > 1 ? sql`${grants}.rowid % ${every} = 0` : undefined,
        inArray(grants.status, ['issued', 'redeemed']),
        isNotNull(grants.issuedAt),
        lte(responses[measure], worst[measure]),
        answered,
      ),
    )
    .groupBy(...groups);
  return rows.flatMap(withNext);
}

async function afterNothing(
  db: Database,
  measure: Measure,
  { answered, bad }: { answered: SQL | undefined; bad: FactsFound },
): Promise<Followed[]> {
  const rows = await db
    .select(followed(measure, sql`responses.answered_at`))
    .from(responses)
    .where(
      and(
        sql`${responses.id} IN (${answersOfFacts(bad)})`,
        answered,
        eq(responses.status, 'complete'),
        lte(responses[measure], worst[measure]),
        isNotNull(responses.customerId),
        sql`NOT EXISTS (SELECT 1 FROM ${cases} JOIN ${grants} ON ${grants.caseId} = ${cases.id}
          WHERE ${cases.responseId} = ${responses.id} AND ${grants.role} = 'compensation'
          AND ${grants.status} IN ('issued', 'redeemed'))`,
      ),
    )
    .groupBy(...groups);
  return rows.flatMap(withNext);
}

const groups = [sql`first_score`, sql`of_tier`, sql`is_better`];

/** How many gave a score, by whether the next one on the same scale after an instant is bad no more. */
function followed(measure: Measure, after: SQL) {
  const column = sql.raw(measure);
  return {
    score: sql<number>`${responses[measure]}`.as('first_score'),
    tier: sql<string | null>`${responses.tier}`.as('of_tier'),
    // Named in full, because a query of one table leaves the table's name away, and then the inner one is meant.
    isBetter: sql<number | null>`(SELECT later.${column} > ${worst[measure]} FROM ${responses} AS later
      WHERE later.customer_id = responses.customer_id AND later.answered_at > ${after}
      AND later.${column} IS NOT NULL AND later.status = 'complete'
      ORDER BY later.answered_at LIMIT 1)`.as('is_better'),
    n: sql<number>`count(*)`,
  };
}

/** Who has not answered since cannot be told. */
const withNext = ({ isBetter, ...row }: Omit<Followed, 'isBetter'> & { isBetter: number | null }) =>
  isBetter === null ? [] : [{ ...row, isBetter }];
