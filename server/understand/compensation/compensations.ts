import { and, eq, gte, lt, sql, type SQL } from 'drizzle-orm';
import { DateTime } from 'luxon';
import type { Database } from '#db/client.ts';
import { grantDecisions, grants } from '#db/schema/cases.ts';
import { responses } from '#db/schema/responses.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, monthsBetween, type Month } from '../calendar-month.ts';
import { disclosureOf, peopleIn } from '../disclosures.ts';
import { scoreCounts } from '../metrics.ts';
import { isInRollUps, type Narrowing, type Slice } from '../slice.ts';
import { answersLike } from '../answers-within.ts';
import { answersOfFacts, findFacts } from '../facts/facts.ts';
import {
  approvedShare,
  coursesBy,
  coursesByMonth,
  courseOf,
  timeToDecide,
  type GrantCount,
} from './compensation-figure.ts';

import { reached } from './reached.ts';

export type CompensationQuestion = Narrowing & { from?: Month | undefined; to?: Month | undefined };

const usualMonths = 12;

/** What was proposed, decided and paid, month by month, and how many bad scores it reached. */
export async function compensationOf(deps: Pick<Deps, 'db' | 'now'>, question: CompensationQuestion) {
  const { db } = deps;
  const { slice, timeZone, months: known } = await whatIsAsked(deps, question);
  if (slice === null) return { months: known, from: null, to: null, figures: null };
  const months = monthsBetween(slice.from, slice.to);
  const made = await proposalsMade(db, slice, timeZone);
  const rows = made.map(({ counted }) => counted);
  const course = courseOf(rows);
  const { inTotal, isWithheld } = await ratesTold(db, slice);
  const figures = {
    course,
    approvedShare: approvedShare(course, isWithheld),
    byMonth: coursesByMonth(rows, months),
    byWrong: coursesBy('wrong', rows, isWithheld),
    byDepartment: coursesBy('department', rows, isWithheld),
    timeToDecide: timeToDecide(
      made.flatMap(({ waitedMs }) => waitedMs ?? []),
      isWithheld,
    ),
    reached: reached(await scoreCounts(db, slice), made, inTotal),
  };
  return { months: known, from: months[0] ?? slice.from, to: slice.to, figures };
}

/** The span of the address, or the year up to this month. */
export async function whatIsAsked({ db, now }: Pick<Deps, 'db' | 'now'>, question: CompensationQuestion) {
  const { timeZone } = await theCompany(db);
  const [edge] = await db
    .select({ first: grants.proposedAt })
    .from(grants)
    .where(isCompensation())
    .orderBy(grants.proposedAt)
    .limit(1);
  const present = monthIn(timeZone, now());
  if (!edge) return { slice: null, timeZone, months: [] };
  const months = monthsBetween(monthIn(timeZone, edge.first), present).toReversed();
  const to = question.to ?? present;
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  const slice: Slice = { ...question, from: monthsBetween(from, to)[0] ?? from, to };
  return { slice, timeZone, months };
}

export interface RatesTold {
  /** The months that answers are counted of. */
  inTotal: Month[];
  isWithheld: boolean;
}

/**
 * Proposals follow answers, so their rates may be told where those of the answers may (design rule 4). What was proposed,
 * decided and paid are the company's own books, and counted in the smallest group.
 */
export async function ratesTold(db: Database, slice: Slice): Promise<RatesTold> {
  const { inTotal } = await disclosureOf(db, slice);
  if (inTotal.length > 0) return { inTotal, isWithheld: false };
  const people = await peopleIn(db, slice);
  return { inTotal, isWithheld: people.some(({ n }) => n > 0) };
}

/** Rewards are very many. In the words of the index `grants_compensation`, in which there are none. */
export const isCompensation = (): SQL => sql`${sql.raw(`grants.role = 'compensation'`)}`;

/** Proposals made in the months of a slice whose answers it asks for. */
export async function compensationIn(db: Database, slice: Slice, timeZone: string): Promise<SQL | undefined> {
  return and(proposedIn(slice, timeZone), await answersLike(db, slice));
}

/** Answers are led to while they are fewer than the proposals that would be gone through. */
const mostLed = 20_000;

/**
 * The same, and where the facts know of fewer answers than there are proposals, from those answers: else each proposal is
 * gone through for its answer.
 */
async function compensationLedTo(db: Database, slice: Slice, timeZone: string): Promise<SQL | undefined> {
  const walked = await compensationIn(db, slice, timeZone);
  if (isInRollUps(slice)) return walked;
  const made = await db.$count(grants, proposedIn(slice, timeZone));
  const found = await findFacts(db, { slice: { ...slice, from: '0000-01' }, most: mostLed });
  if (found.n > Math.min(made, mostLed)) return walked;
  const { from, to } = edgesOf(slice, timeZone);
  return and(
    isCompensation(),
    sql`${grants.responseId} IN (${answersOfFacts(found)})`,
    // The plus keeps the index of the answers.
    sql`+${grants.proposedAt} >= ${from.getTime()} AND +${grants.proposedAt} < ${to.getTime()}`,
    await answersLike(db, slice),
  );
}

const proposedIn = (slice: Slice, timeZone: string): SQL | undefined => {
  const { from, to } = edgesOf(slice, timeZone);
  return and(isCompensation(), gte(grants.proposedAt, from), lt(grants.proposedAt, to));
};

const edgesOf = ({ from, to }: Slice, timeZone: string) => ({
  from: startOf(from, timeZone),
  to: startOf(monthPlus(to, 1), timeZone),
});

interface Made {
  counted: GrantCount;
  /** Until it was decided on. */
  waitedMs: number | null;
  caseId: string;
  nps: number | null;
  csat: number | null;
}

const betweenFields = '\u001F';
const betweenRows = '\u001E';

/** Read once for all figures: what costs is to go to each case and answer. The rows come as one text, for the driver's sake. */
async function proposalsMade(db: Database, slice: Slice, timeZone: string): Promise<Made[]> {
  const { status, wrong, currency, proposedAt, amountMinor, caseId } = grants;
  const { department, nps, csat } = responses;
  const fields = [
    status,
    wrong,
    department,
    currency,
    amountMinor,
    proposedAt,
    grantDecisions.at,
    caseId,
    nps,
    csat,
  ];
  const line = sql.join(
    fields.map((field) => sql`coalesce(${field}, '')`),
    sql` || char(31) || `,
  );
  const [row] = await db
    .select({ packed: sql<string | null>`group_concat(${line}, char(30))` })
    .from(grants)
    .innerJoin(responses, eq(responses.id, grants.responseId))
    .leftJoin(grantDecisions, eq(grantDecisions.grantId, grants.id))
    .where(await compensationLedTo(db, slice, timeZone));
  const ends = monthsBetween(slice.from, slice.to).map(
    (month) => [month, startOf(monthPlus(month, 1), timeZone).getTime()] as const,
  );
  const monthOf = (at: number) => ends.find(([, end]) => at < end)?.[0] ?? slice.to;
  return (row?.packed ?? '').split(betweenRows).flatMap((text) => (text ? [readMade(text, monthOf)] : []));
}

function readMade(text: string, monthOf: (at: number) => Month): Made {
  const [
    status,
    wrong = '',
    department = '',
    currency = '',
    minor,
    proposed,
    decided,
    caseId = '',
    nps,
    csat,
  ] = text.split(betweenFields);
  const known = grants.status.enumValues.find((one) => one === status) ?? 'proposed';
  const at = Number(proposed);
  const number = (field: string | undefined) => (field ? Number(field) : null);
  return {
    counted: { month: monthOf(at), status: known, wrong, department, currency, n: 1, minor: Number(minor) },
    waitedMs: decided ? Number(decided) - at : null,
    caseId,
    nps: number(nps),
    csat: number(csat),
  };
}

export const startOf = (month: Month, timeZone: string): Date =>
  DateTime.fromISO(`${month}-01`, { zone: timeZone }).toJSDate();
