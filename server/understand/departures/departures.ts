import { inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { dayIn } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, monthsBetween, type Month } from '../calendar-month.ts';
import { leaversBehind } from '../leavers.ts';
import { namedBy, theMergers } from '../mergers.ts';
import { withheld } from '../minimum-group.ts';
import { writePlace, type Place } from '../place.ts';
import type { Narrowing } from '../slice.ts';
import { nearing } from './act-before.ts';
import {
  churnByMonth,
  churnChange,
  churnIn,
  leaversIn,
  leftOver,
  monthsOf,
  periodBefore,
  usualLossOver,
  withoutRates,
  type Period,
} from './churn-figure.ts';
import { competitorsNamed } from './competitors-named.ts';
import { leavingReasons } from './leaving-reason.ts';
import { allLifetimes, narrowed } from './lifetimes.ts';
import { lossesBy } from './loss-report.ts';
import { withheldMonths } from './rates-told.ts';
import { stayOf } from './stay.ts';

export type PeriodQuestion = Narrowing & { from?: Month | undefined; to?: Month | undefined };

const usualMonths = 12;
const pageSize = 30;

/** Everything the departures page shows of a span of months. */
export async function departuresOf(deps: Pick<Deps, 'db' | 'now'>, question: PeriodQuestion) {
  const { db, now } = deps;
  const asked = await whatIsAsked(deps, question);
  if (asked.period === null) return { ...asked.start, figures: null };
  const { period, narrowedTo } = asked;
  const { timeZone } = await theCompany(db);
  const everybody = await allLifetimes(db, timeZone);
  const lifetimes = narrowed(everybody, question);
  const before = periodBefore(period);
  const year = { from: monthPlus(period.to, 1 - usualMonths), to: period.to };
  const hidden = withheldMonths(
    everybody,
    { ...question, ...narrowedTo },
    {
      months: everyMonthOf({ from: before.from < year.from ? before.from : year.from, to: period.to }),
      of: 'here',
    },
  );
  const churnOf = (span: Period) => {
    const churn = churnIn(lifetimes, span, narrowedTo);
    return hidden.has(span.from) ? withoutRates(churn) : churn;
  };
  const [churn, earlier] = [churnOf(period), churnOf(before)];
  const leavers = leaversIn(lifetimes, period);
  const losses = { ...period, ...narrowedTo, isWithheld: hidden.has(period.from) };
  const figures = {
    isRunning: period.to >= dayIn(timeZone, now()).slice(0, 7),
    churn,
    before: { ...before, left: earlier.left, rate: earlier.rate },
    change: churnChange(earlier.counts, churn.counts),
    usual: usualLossOver(monthsOf(period)),
    usualInMonth: usualLossOver(1),
    byMonth: churnByMonth(lifetimes, monthsBetween(year.from, year.to), narrowedTo).map(
      ({ month, left, ...rate }) => ({ month, left, ...(hidden.has(month) ? withheld(rate) : rate) }),
    ),
    byManager: lossesBy('manager', lifetimes, losses),
    byDepartment: lossesBy('department', lifetimes, losses),
    reasons: leavingReasons(leavers, await theMergers(db)),
    competitors: await competitorsNamed(db, { ...question, ...period }),
    stay: stayOf(leavers.filter((one) => one.round === 1 && leftOver(one, narrowedTo))),
  };
  return { ...asked.start, figures };
}

const everyMonthOf = (span: Period): Month[] =>
  Array.from({ length: monthsOf(span) }, (_, at) => monthPlus(span.from, at));

/** Who of the present customers comes to the usual moment of leaving in the next days, page by page. */
export async function actBefore(
  deps: Pick<Deps, 'db' | 'now'>,
  question: PeriodQuestion & { days: number; after?: number | undefined },
) {
  const { db, now } = deps;
  const { period, narrowedTo } = await whatIsAsked(deps, question);
  const { days, after = 0 } = question;
  const nobody = { medianDays: null, days, n: 0, people: [], next: null };
  if (period === null) return nobody;
  const { timeZone } = await theCompany(db);
  const lifetimes = narrowed(await allLifetimes(db, timeZone), question);
  const leavers = leaversIn(lifetimes, period).filter((one) => leftOver(one, narrowedTo));
  const { medianDays } = stayOf(leavers.filter(({ round }) => round === 1));
  if (medianDays === null) return nobody;
  const all = nearing(lifetimes, { medianDays, days, today: dayIn(timeZone, now()) });
  const from = after === 0 ? 0 : all.findIndex(({ customer }) => customer === after) + 1;
  const people = all.slice(from, from + pageSize);
  const next = from + pageSize < all.length ? (people.at(-1)?.customer ?? null) : null;
  return { medianDays, days, n: all.length, people: await withNames(db, people), next };
}

/** Who left, the latest first. */
export async function leaversOf(
  deps: Pick<Deps, 'db'>,
  question: PeriodQuestion & { after?: Place | null | undefined },
) {
  const { period } = await whatIsAsked(deps, question);
  if (period === null) return { leavers: [], next: null };
  const page = { after: question.after ?? null, limit: pageSize + 1 };
  const rows = await leaversBehind(deps.db, { ...question, ...period }, page);
  const leavers = rows.slice(0, pageSize);
  const last = rows.length > pageSize ? leavers.at(-1) : undefined;
  const next = last
    ? writePlace({ month: last.month, at: new Date(`${last.departedOn}T00:00:00Z`), id: last.id })
    : null;
  return { leavers, next };
}

/** The span of the address, or the year that ends with the last month anybody left in. */
export async function whatIsAsked({ db }: Pick<Deps, 'db'>, question: PeriodQuestion) {
  const months = await monthsOfDepartures(db);
  const to = question.to ?? months[0] ?? null;
  const narrowedTo = { named: await namedBy(db, question.named), segment: question.segment };
  if (to === null) return { start: { months, from: null, to }, period: null, narrowedTo };
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  const first = monthsBetween(from, to)[0] ?? from;
  return { start: { months, from: first, to }, period: { from: first, to }, narrowedTo };
}

/** Every month somebody left in, the latest first, stepping from month to month through the index. */
async function monthsOfDepartures(db: Database): Promise<Month[]> {
  const rows = await db.all<{ month: Month }>(sql`
    WITH RECURSIVE known(month) AS (
      SELECT max(month) FROM ${departures}
      UNION ALL
      SELECT (SELECT max(month) FROM ${departures} WHERE month < known.month) FROM known WHERE month IS NOT NULL
    ) SELECT month FROM known WHERE month IS NOT NULL`);
  return rows.map(({ month }) => month);
}

export async function withNames<T extends { customer: number }>(db: Database, people: T[]) {
  const rowid = sql<number>`${customers}.rowid`;
  const rows = await db
    .select({ customer: rowid, id: customers.id, externalId: customers.externalId, name: customers.name })
    .from(customers)
    .where(
      inArray(
        rowid,
        people.map(({ customer }) => customer),
      ),
    );
  const byNumber = new Map(rows.map(({ customer, ...named }) => [customer, named]));
  return people.flatMap((one) => {
    const named = byNumber.get(one.customer);
    return named ? [{ ...one, ...named }] : [];
  });
}
