import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { customers } from '#db/schema/customers.ts';
import { waves } from '#db/schema/programs.ts';
import { theCompany } from '#server/company/company.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, monthsBetween, type Month } from './calendar-month.ts';
import { programsOf } from './choices.ts';
import { caseFiguresOf, today } from './case-figures.ts';
import { promisesKept } from './commitment-figures.ts';
import { disclosureOf, type Disclosure } from './disclosures.ts';
import { headline } from './headline.ts';
import { distribution, trend } from './metric.ts';
import { knownMonths, responseRates, scoreCounts } from './metrics.ts';
import { reasonFigures, type ReasonCount, type Source } from './reason-share.ts';
import { shownReasonCounts } from './reason-shares.ts';
import type { Narrowing, Slice } from './slice.ts';
import { heardLately } from './voices.ts';

export type OverviewQuestion = Narrowing & { month?: Month | undefined };

const trendMonths = 12;
const heardCount = 3;

/** Everything the overview shows, in one answer: the figures of a month and the twelve that end with it. */
export async function overview({ db, now }: Pick<Deps, 'db' | 'now'>, question: OverviewQuestion) {
  const company = await theCompany(db);
  const known = await knownMonths(db);
  const month = question.month ?? known[0] ?? null;
  const start = { month, months: known, programs: await programsOf(db), today: await today(db, now()) };
  if (month === null) return { ...start, figures: null, setUp: await whatExists(db) };
  const slice: Slice = { ...question, from: month, to: month };
  const year: Slice = { ...slice, from: monthPlus(month, 1 - trendMonths) };
  const months = monthsBetween(year.from, month);
  const disclosure = await disclosureOf(db, year);
  const told = { months, isWithheld: disclosure.isWithheld };
  const scores = await scoreCounts(db, year);
  const inMonth = scores.filter((row) => row.month === month);
  const named = await monthReasons(db, 'responses', { slice, disclosure });
  const left = await monthReasons(db, 'departures', { slice });
  const nps = trend('nps', scores, told);
  const figures = {
    headline: headline({ month, nps, left, named }),
    nps,
    csat: trend('csat', scores, told),
    ces: trend('ces', scores, told),
    priceExpectation: distribution('price-expectation', inMonth, disclosure.isWithheld(month)),
    onTime: distribution('on-time', inMonth, disclosure.isWithheld(month)),
    responseRate: await responseRates(db, year, months),
    promises: await promisesKept(db, company, month),
    cases: await caseFiguresOf(db, company, { ...slice, now: now() }),
    named,
    left,
    heard: await heardLately(db, slice, heardCount),
  };
  return { ...start, figures, setUp: null };
}

/** The reasons of the slice's last month, and how they moved since the month before. */
async function monthReasons(
  db: Database,
  source: Source,
  { slice, disclosure }: { slice: Slice; disclosure?: Disclosure },
) {
  const before = monthPlus(slice.to, -1);
  const rows: ReasonCount[] = await shownReasonCounts(db, source, { ...slice, from: before });
  return reasonFigures({ source, months: [before, slice.to], rows, of: [slice.to], disclosure });
}

/** What a company that heard nothing yet already has, so that it is told what to do next. */
async function whatExists(db: Database) {
  const [row] = await db.all<{ customers: number; waves: number }>(
    sql`SELECT EXISTS (SELECT 1 FROM ${customers}) AS customers, EXISTS (SELECT 1 FROM ${waves}) AS waves`,
  );
  return { hasCustomers: row?.customers === 1, hasWaves: row?.waves === 1 };
}
