import type { Database } from '#db/client.ts';
import { grants } from '#db/schema/grants.ts';
import { monthIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, monthsBetween, type Month } from '../calendar-month.ts';
import { disclosureOf, peopleIn } from '../disclosures.ts';
import { scoreCounts } from '../metrics.ts';
import type { Narrowing, Slice } from '../slice.ts';
import { approvedShare, coursesBy, coursesByMonth, courseOf, timeToDecide } from './compensation-figure.ts';
import { proposalsMade } from './proposals-made.ts';
import { isCompensation } from './proposed-in.ts';
import { reached } from './reached.ts';

export type CompensationQuestion = Narrowing & { from?: Month | undefined; to?: Month | undefined };

const usualMonths = 12;

/** What was proposed, decided and paid, month by month, and how many bad scores it reached. */
export async function compensationOf(deps: Pick<Deps, 'db' | 'now'>, question: CompensationQuestion) {
  const { db } = deps;
  const { slice, timeZone, months: known } = await whatIsAsked(deps, question);
  if (slice === null) return { months: known, from: null, to: null, figures: null };
  const months = monthsBetween(slice.from, slice.to);
  // Asked together, so that the thread of the facts counts while the proposals are read.
  const [made, { inTotal, isWithheld }, scores] = await Promise.all([
    proposalsMade(db, slice, timeZone),
    ratesTold(db, slice),
    scoreCounts(db, slice),
  ]);
  const rows = made.map(({ counted }) => counted);
  const course = courseOf(rows);
  const figures = {
    course,
    approvedShare: approvedShare(course, isWithheld),
    byMonth: coursesByMonth(rows, months),
    byWrong: coursesBy('wrong', rows, isWithheld),
    byDepartment: coursesBy('department', rows, isWithheld),
    timeToDecide: timeToDecide(
      made.flatMap(({ waitedMs }) => waitedMs),
      isWithheld,
    ),
    reached: reached(scores, made, inTotal),
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
