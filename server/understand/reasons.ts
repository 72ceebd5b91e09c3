import type { Database } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, monthsBetween, type Month } from './calendar-month.ts';
import { knownMonths } from './metrics.ts';
import { overlap } from './overlap.ts';
import { programsOf } from './choices.ts';
import { disclosureOf, type Disclosure } from './disclosures.ts';
import { reasonFigures, type Source } from './reason-share.ts';
import { reasonCounts, segmentCounts } from './reason-shares.ts';
import type { Narrowing, Slice } from './slice.ts';

export type ReasonsQuestion = Narrowing & {
  source: Source;
  from?: Month | undefined;
  to?: Month | undefined;
};

const usualMonths = 12;

/** Everything the reasons page shows: the reasons of a span of months, how they move, what comes together. */
export async function reasonsOf({ db }: Pick<Deps, 'db'>, question: ReasonsQuestion) {
  const { source } = question;
  const known = await knownMonths(db);
  const to = question.to ?? known[0] ?? null;
  const start = { source, months: known, programs: await programsOf(db) };
  if (to === null) return { ...start, from: null, to, figures: null };
  const from = question.from && question.from <= to ? question.from : monthPlus(to, 1 - usualMonths);
  const months = monthsBetween(from, to);
  const slice: Slice = { ...question, from: months[0] ?? from, to };
  const rows = await reasonCounts(db, source, slice);
  const disclosure = source === 'responses' ? await disclosureOf(db, slice) : undefined;
  const figures = {
    byMonth: months,
    ...reasonFigures({ source, months, rows, of: months, disclosure }),
    atRisk: disclosure ? atRisk(rows, to, disclosure) : null,
    overlap: disclosure ? await overlapOf(db, slice, disclosure) : null,
  };
  return { ...start, from: months[0] ?? from, to, figures };
}

async function overlapOf(db: Database, slice: Slice, { inTotal }: Disclosure) {
  const segments = await segmentCounts(db, slice);
  const told = segments.filter(({ month }) => inTotal.includes(month));
  return told.length > 0 ? overlap(told) : overlap(segments, true);
}

/**
 * A customer who answers every month would be counted every month, so the money of unhappy customers is that of the
 * last month alone, in which she is asked once. Money lost with departures adds up over any months.
 */
function atRisk(rows: Parameters<typeof reasonFigures>[0]['rows'], month: Month, disclosure: Disclosure) {
  const inMonth = rows.filter((row) => row.month === month);
  const { total, money, categories } = reasonFigures({
    source: 'responses',
    months: [month],
    rows: inMonth,
    of: [month],
    disclosure,
  });
  return {
    month,
    total,
    money,
    categories: categories.map(({ category, count, money }) => ({ category, count, money })),
  };
}
