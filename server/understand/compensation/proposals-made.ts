import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { grantDecisions, grants } from '#db/schema/grants.ts';
import { responses } from '#db/schema/responses.ts';
import { answersLike } from '../answers-within.ts';
import { monthPlus, monthsBetween } from '../calendar-month.ts';
import { everyMonth, peopleIn } from '../disclosures.ts';
import { answersOfFacts, findFacts } from '../facts/facts.ts';
import { isInRollUps, type Slice } from '../slice.ts';
import type { GrantCount } from './compensation-figure.ts';
import { isCompensation, proposedIn, startOf } from './proposed-in.ts';
import { worst } from './reached.ts';

/** Proposals that are alike in all they are counted by. */
export interface Made {
  counted: GrantCount;
  /** Of each that was decided on, how long it waited. */
  waitedMs: number[];
  /** The cases of those whose answer was bad on a scale. */
  cases: Record<keyof typeof worst, string[]>;
}

/** Added up where they are read, for all figures at once: what costs is to go to each answer. The rows come as one text. */
export async function proposalsMade(db: Database, slice: Slice, timeZone: string): Promise<Made[]> {
  const { status, wrong, currency, amountMinor, proposedAt } = grants;
  const { way, where } = await wayTo(db, slice, timeZone);
  const [row] = await db.all<{ packed: string }>(sql`
    WITH span(month, since, until) AS MATERIALIZED (
      SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(${JSON.stringify(monthsOf(slice, timeZone))})
    ), made AS (
      SELECT span.month AS month, ${status} AS status, coalesce(${wrong}, '') AS wrong,
        coalesce(${responses.department}, '') AS department, ${currency} AS currency, count(*) AS n,
        sum(${amountMinor}) AS minor,
        json_group_array(${grantDecisions.at} - ${proposedAt}) FILTER (WHERE ${grantDecisions.at} IS NOT NULL) AS waited,
        ${casesBad('nps')} AS nps, ${casesBad('csat')} AS csat
      FROM ${way} LEFT JOIN ${grantDecisions} ON ${eq(grantDecisions.grantId, grants.id)}
      WHERE ${and(where, await answersLike(db, slice))} GROUP BY 1, 2, 3, 4, 5
    ) SELECT json_group_array(json_array(month, status, wrong, department, currency, n, minor,
      json(waited), json(nps), json(csat))) AS packed FROM made`);
  return (JSON.parse(row?.packed ?? '[]') as Packed[]).map(unpacked);
}

type Packed = [string, GrantCount['status'], string, string, string, number, number, ...Lists];
type Lists = [waitedMs: number[], nps: string[], csat: string[]];

const unpacked = ([
  month,
  status,
  wrong,
  department,
  currency,
  n,
  minor,
  waitedMs,
  nps,
  csat,
]: Packed): Made => ({
  counted: { month, status, wrong, department, currency, n, minor },
  waitedMs,
  cases: { nps, csat },
});

const casesBad = (measure: keyof typeof worst): SQL =>
  sql`json_group_array(coalesce(${grants.caseId}, '')) FILTER (WHERE ${responses[measure]} <= ${worst[measure]})`;

/** Each month with the instants it begins and ends at. */
const monthsOf = ({ from, to }: Slice, timeZone: string) =>
  monthsBetween(from, to).map((month) => [
    month,
    startOf(month, timeZone).getTime(),
    startOf(monthPlus(month, 1), timeZone).getTime(),
  ]);

/** Answers are led to while they are fewer than the proposals that would be gone through. */
const mostLed = 20_000;

/**
 * How the proposals of a slice are come by: where the facts know of fewer answers than there are proposals, from those
 * answers, else month by month, each proposal gone through for its answer. `CROSS JOIN` keeps the tables in their order.
 */
async function wayTo(
  db: Database,
  slice: Slice,
  timeZone: string,
): Promise<{ way: SQL; where: SQL | undefined }> {
  const within = sql`${grants.proposedAt} >= span.since AND ${grants.proposedAt} < span.until`;
  const itsAnswer = sql`CROSS JOIN ${responses} ON ${eq(responses.id, grants.responseId)}`;
  const led = await fewAnswers(db, slice, timeZone);
  return led === null
    ? { way: sql`span CROSS JOIN ${grants} ON ${within} ${itsAnswer}`, where: isCompensation() }
    : {
        way: sql`${grants} CROSS JOIN span ON ${within} ${itsAnswer}`,
        where: and(isCompensation(), sql`${grants.responseId} IN (${led})`),
      };
}

/** Leads to the answers of a slice; null where they are more than the proposals. */
async function fewAnswers(db: Database, slice: Slice, timeZone: string): Promise<SQL | null> {
  if (isInRollUps(slice)) return null;
  // The count that what may be told is judged by, too: it is made once for both.
  const people = await peopleIn(db, { ...slice, ...everyMonth });
  const answered = people.reduce((all, { month, n }) => (month > slice.to ? all : all + n), 0);
  const most = Math.min(mostLed, await db.$count(grants, proposedIn(slice, timeZone)));
  if (answered > most) return null;
  const found = await findFacts(db, { slice: { ...slice, from: everyMonth.from }, most });
  return found.n > most ? null : answersOfFacts(found);
}
