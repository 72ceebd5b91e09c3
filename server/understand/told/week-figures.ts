import { and, between, count, eq, gte, lt, sql, sum, type SQL } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { waveCounts, waves } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import { dayAfter } from '#server/company/calendar-day.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { caseFiguresBetween } from '../case-figures.ts';
import { disclosureIn } from '../disclosures.ts';
import { FactColumns } from '../facts/fact-columns.ts';
import { headline } from '../headline.ts';
import { ofLeavers } from '../leavers.ts';
import { theMergers } from '../mergers.ts';
import { trend } from '../metric.ts';
import { rateTrend } from '../metrics.ts';
import { shownReason } from '../named.ts';
import { reasonFigures, type ReasonCount } from '../reason-share.ts';
import { withCategories } from '../reason-shares.ts';
import { ofCustomers, type Narrowing, type Slice } from '../slice.ts';
import { heardLately } from '../voices.ts';
import { instantsOf, weekBefore, type Period } from './digest.ts';

const heardCount = 3;

/** What the overview tells of a month, of a week: its seven days against the seven before, by the same rules. */
export async function weekFigures(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  { period, filters }: { period: Period; filters: Narrowing },
) {
  const company = await theCompany(db);
  const before = weekBefore(period);
  const weeks = [before, period];
  const names = weeks.map(({ name }) => name);
  const slice: Slice = { ...filters, from: before.name, to: period.name };
  const mergers = await theMergers(db);
  const facts = await factsOf(db, weeks, company.timeZone);
  const counts = facts.count({ slice, merged: mergers, parts: ['scores', 'reasons'] });
  const disclosure = await disclosureIn(
    async (asked, by) => facts.count({ slice: asked, by, merged: mergers, parts: ['people'] }).people,
    slice,
  );
  const of = [period.name];
  const left = await Promise.all(weeks.map((week) => leaversIn(db, week, filters)));
  const figures = {
    nps: trend('nps', counts.scores, { months: names, isWithheld: disclosure.isWithheld }),
    named: reasonFigures({ source: 'responses', months: names, rows: counts.reasons, of, disclosure }),
    left: reasonFigures({
      source: 'departures',
      months: names,
      rows: left.flat().map((row) => shownReason(row, mergers)),
      of,
    }),
  };
  const within = instantsOf(period, company.timeZone);
  return {
    ...figures,
    headline: headline({ month: period.name, before: before.name, ...figures }),
    responseRate: await responseRatesOf(db, weeks, { filters, timeZone: company.timeZone }),
    cases: await caseFiguresBetween(db, company, { ...filters, ...within, now: now() }),
    heard: await heardLately(
      db,
      { ...filters, from: period.month, to: period.month },
      heardCount,
      answered(within),
    ),
  };
}

interface Instants {
  from: Date;
  until: Date;
}

/** Led by the index of months, in the months around: a week may lie in two, and a company far from UTC. */
function answered({ from, until }: Instants): SQL | undefined {
  const { month, answeredAt } = responses;
  return and(
    between(month, monthOf(from, -1), monthOf(until, 1)),
    gte(answeredAt, from),
    lt(answeredAt, until),
  );
}

const monthOf = (at: Date, days: number): string =>
  new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 7);

/** What stands of the answers of each week, counted as facts of its name in place of their month. */
async function factsOf(db: Database, weeks: Period[], timeZone: string): Promise<FactColumns> {
  const facts = new FactColumns();
  for (const week of weeks) {
    const rows = await db
      .select({ said: standing })
      .from(responses)
      .where(and(eq(responses.status, 'complete'), answered(instantsOf(week, timeZone))));
    for (const { said } of rows)
      if (said) facts.add(`+${week.name}${said.slice(said.indexOf(betweenFields))}`);
  }
  return facts;
}

const betweenFields = '\u001F';
const standing = sql<string | null>`(SELECT said FROM response_facts
  WHERE response_id = ${responses.id} ORDER BY seq DESC LIMIT 1)`;

async function leaversIn(db: Database, week: Period, filters: Narrowing): Promise<ReasonCount[]> {
  const { departedOn, month, category, detail, currency, monthlyRevenueMinor } = departures;
  const last = dayAfter(week.until, -1);
  const rows = await db
    .select({
      category,
      detail: sql<string>`coalesce(${detail}, '')`,
      currency,
      n: count(),
      monthlyMinor: sum(monthlyRevenueMinor).mapWith(Number),
    })
    .from(departures)
    .innerJoin(customers, eq(customers.id, departures.customerId))
    .where(
      and(
        between(month, week.from.slice(0, 7), last.slice(0, 7)),
        between(departedOn, week.from, last),
        ...(await ofLeavers(db, filters)),
      ),
    )
    .groupBy(category, detail, currency);
  return withCategories(rows.map((row) => ({ ...row, month: week.name })));
}

/** Completed of delivered of the waves that opened in each week. */
async function responseRatesOf(
  db: Database,
  weeks: Period[],
  { filters: { program }, timeZone }: { filters: Narrowing; timeZone: string },
) {
  const counts = await Promise.all(
    weeks.map(async (week) => {
      const { from, until } = instantsOf(week, timeZone);
      const rows = await db
        .select({ stage: waveCounts.stage, n: sql<number>`sum(${waveCounts.n})`.mapWith(Number) })
        .from(waves)
        .innerJoin(waveCounts, eq(waveCounts.waveId, waves.id))
        .where(
          and(
            gte(waves.openedAt, from),
            lt(waves.openedAt, until),
            program === undefined ? ofCustomers(waves.programId) : eq(waves.programId, program),
          ),
        )
        .groupBy(waveCounts.stage);
      const of = (stage: 'delivered' | 'completed') => rows.find((row) => row.stage === stage)?.n ?? 0;
      return { delivered: of('delivered'), completed: of('completed') };
    }),
  );
  return rateTrend(
    counts,
    weeks.map(({ name }) => name),
  );
}
