import { and, desc, eq, gt, gte, inArray, lt, sql, type SQL } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Database } from '#db/client.ts';
import { cases, grantDecisions, grants } from '#db/schema/cases.ts';
import { customers } from '#db/schema/customers.ts';
import { responses } from '#db/schema/responses.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { share } from '#surveys/interval.ts';
import { monthPlus, monthsBetween, type Month } from '../calendar-month.ts';
import type { ScoreCount } from '../metric.ts';
import { scoreCounts } from '../metrics.ts';
import { shown } from '../minimum-group.ts';
import { writePlace, type Place } from '../place.ts';
import type { Narrowing, Slice } from '../slice.ts';
import { answersLike, answersWithin } from './answers-within.ts';
import {
  approvedShare,
  coursesBy,
  coursesByMonth,
  courseOf,
  timeToDecide,
  type GrantCount,
} from './compensation-figure.ts';

export type CompensationQuestion = Narrowing & { from?: Month | undefined; to?: Month | undefined };

const usualMonths = 12;
const pageSize = 30;

/** What was proposed, decided and paid, month by month, and how many bad scores it reached. */
export async function compensationOf(deps: Pick<Deps, 'db' | 'now'>, question: CompensationQuestion) {
  const { db } = deps;
  const { slice, timeZone, months: known } = await whatIsAsked(deps, question);
  if (slice === null) return { months: known, from: null, to: null, figures: null };
  const months = monthsBetween(slice.from, slice.to);
  const rows = await grantCounts(db, slice, timeZone);
  const course = courseOf(rows);
  const figures = {
    course,
    approvedShare: approvedShare(course),
    byMonth: coursesByMonth(rows, months),
    byWrong: coursesBy('wrong', rows),
    byDepartment: coursesBy('department', rows),
    timeToDecide: timeToDecide(await waitsForDecision(db, slice, timeZone)),
    reached: await reached(db, slice),
  };
  return { months: known, from: months[0] ?? slice.from, to: slice.to, figures };
}

/** Proposals one by one, the latest first. */
export async function proposalsOf(
  deps: Pick<Deps, 'db' | 'now'>,
  question: CompensationQuestion & { after?: Place | null | undefined },
) {
  const { db } = deps;
  const { slice, timeZone } = await whatIsAsked(deps, question);
  if (slice === null) return { proposals: [], next: null };
  const { id, status, wrong, amountMinor, currency, proposedAt, caseId } = grants;
  const rows = await db
    .select({
      id,
      status,
      wrong,
      amountMinor,
      currency,
      proposedAt,
      caseId,
      customerId: customers.id,
      customerName: customers.name,
      tier: responses.tier,
    })
    .from(grants)
    .innerJoin(cases, eq(cases.id, grants.caseId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .innerJoin(customers, eq(customers.id, grants.customerId))
    .where(and(compensationIn(slice, timeZone), question.after ? comesAfter(question.after) : undefined))
    .orderBy(desc(proposedAt), desc(id))
    .limit(pageSize + 1);
  const proposals = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? proposals.at(-1) : undefined;
  const next = last
    ? writePlace({ month: monthIn(timeZone, last.proposedAt), at: last.proposedAt, id: last.id })
    : null;
  return { proposals, next };
}

const comesAfter = ({ at, id }: Place): SQL =>
  sql`(${grants.proposedAt}, ${grants.id}) < (${at.getTime()}, ${id})`;

/** The span of the address, or the year up to this month. */
export async function whatIsAsked({ db, now }: Pick<Deps, 'db' | 'now'>, question: CompensationQuestion) {
  const { timeZone } = await theCompany(db);
  const [edge] = await db
    .select({ first: sql<number | null>`min(${grants.proposedAt})` })
    .from(grants)
    .where(isCompensation());
  const present = monthIn(timeZone, now());
  if (edge?.first === null || edge === undefined) return { slice: null, timeZone, months: [] };
  const months = monthsBetween(monthIn(timeZone, new Date(edge.first)), present).toReversed();
  const to = question.to ?? present;
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  const slice: Slice = { ...question, from: monthsBetween(from, to)[0] ?? from, to };
  return { slice, timeZone, months };
}

/** Rewards have no case and are very many: by the index of the cases they are not even looked at. */
export const isCompensation = (): SQL | undefined =>
  and(gt(grants.caseId, ''), eq(grants.role, 'compensation'));

function compensationIn(slice: Slice, timeZone: string): SQL | undefined {
  return and(
    isCompensation(),
    gte(grants.proposedAt, startOf(slice.from, timeZone)),
    lt(grants.proposedAt, startOf(monthPlus(slice.to, 1), timeZone)),
    answersLike(slice),
  );
}

async function grantCounts(db: Database, slice: Slice, timeZone: string): Promise<GrantCount[]> {
  const { status, wrong, currency, proposedAt, amountMinor } = grants;
  const starts = monthsBetween(slice.from, slice.to).map(
    (month) => sql`WHEN ${proposedAt} < ${startOf(monthPlus(month, 1), timeZone).getTime()} THEN ${month}`,
  );
  return db
    .select({
      month: sql<Month>`CASE ${sql.join(starts, sql` `)} END`.as('in_month'),
      status,
      wrong: sql<string>`coalesce(${wrong}, '')`.as('went_wrong'),
      department: sql<string>`coalesce(${responses.department}, '')`.as('of_department'),
      currency,
      n: sql<number>`count(*)`,
      minor: sql<number>`sum(${amountMinor})`,
    })
    .from(grants)
    .innerJoin(cases, eq(cases.id, grants.caseId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .where(compensationIn(slice, timeZone))
    .groupBy(sql`in_month`, status, sql`went_wrong`, sql`of_department`, currency);
}

/** The driver takes a microsecond for every value, so the waits come as one text. */
async function waitsForDecision(db: Database, slice: Slice, timeZone: string): Promise<number[]> {
  const [row] = await db
    .select({
      waits: sql<string | null>`group_concat(${grantDecisions.at} - ${grants.proposedAt})`,
    })
    .from(grants)
    .innerJoin(grantDecisions, eq(grantDecisions.grantId, grants.id))
    .innerJoin(cases, eq(cases.id, grants.caseId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .where(compensationIn(slice, timeZone));
  return row?.waits ? row.waits.split(',').map(Number) : [];
}

/** Bad scores of the months, and those of them that were compensated: paid, not merely proposed. */
async function reached(db: Database, slice: Slice) {
  const scores = await scoreCounts(db, slice);
  const [paid] = await db
    .select({
      nps: sql<number>`count(DISTINCT CASE WHEN ${responses.nps} <= ${worst.nps} THEN ${responses.id} END)`,
      csat: sql<number>`count(DISTINCT CASE WHEN ${responses.csat} <= ${worst.csat} THEN ${responses.id} END)`,
    })
    .from(grants)
    .innerJoin(cases, eq(cases.id, grants.caseId))
    .innerJoin(responses, eq(responses.id, cases.responseId))
    .where(and(isCompensation(), inArray(grants.status, ['issued', 'redeemed']), answersWithin(slice)));
  return (['nps', 'csat'] as const).flatMap((measure) => {
    const bad = badScores(scores, measure);
    const compensated = Math.min(paid?.[measure] ?? 0, bad);
    return bad > 0 ? [{ measure, bad, compensated, share: shown(share(compensated, bad)) }] : [];
  });
}

/** The best of the scores that open a case. */
export const worst = { nps: 6, csat: 2 } as const;

export const badScores = (scores: ScoreCount[], measure: keyof typeof worst): number =>
  scores
    .filter((row) => row.measure === measure && Number(row.value) <= worst[measure])
    .reduce((all, { n }) => all + n, 0);

export const startOf = (month: Month, timeZone: string): Date =>
  DateTime.fromISO(`${month}-01`, { zone: timeZone }).toJSDate();
