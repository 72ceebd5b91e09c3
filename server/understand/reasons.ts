import type { Database } from '#db/client.ts';
import type { Deps } from '#server/deps.ts';
import { monthsBetween, type Month } from './calendar-month.ts';
import { knownMonths } from './metrics.ts';
import { factCounts } from './facts/facts.ts';
import { overlap } from './overlap.ts';
import { spanOf, type SpanQuestion } from './question-span.ts';
import { excuseFigures, sideFigures } from './reason-side.ts';
import { programsOf } from './choices.ts';
import { disclosureOf, type Disclosure } from './disclosures.ts';
import { reasonFigures, type Source } from './reason-share.ts';
import { shownReasonCounts, segmentCounts } from './reason-shares.ts';
import type { Slice } from './slice.ts';

export type ReasonsQuestion = SpanQuestion & { source: Source };

/** Everything the reasons page shows: the reasons of a span of months, how they move, what comes together. */
export async function reasonsOf({ db }: Pick<Deps, 'db'>, question: ReasonsQuestion) {
  const { source } = question;
  const start = { source, months: await knownMonths(db), programs: await programsOf(db) };
  const span = await spanOf(db, question);
  if (!span) return { ...start, from: null, to: null, figures: null };
  const { from, to } = span;
  const months = monthsBetween(from, to);
  const slice: Slice = { ...question, from, to };
  const rows = await shownReasonCounts(db, source, slice);
  const disclosure = source === 'responses' ? await disclosureOf(db, slice) : undefined;
  const figures = {
    byMonth: months,
    ...reasonFigures({ source, months, rows, of: months, disclosure }),
    atRisk: disclosure ? atRisk(rows, to, disclosure) : null,
    overlap: disclosure ? await overlapOf(db, slice, disclosure) : null,
    ...(disclosure ? await sidesAndExcuses(db, slice, disclosure) : { sides: null, excuses: null }),
  };
  return { ...start, from, to, figures };
}

/** How the reasons came to be known, and where the first one was an excuse (R5). */
async function sidesAndExcuses(db: Database, slice: Slice, { inTotal }: Disclosure) {
  const isWithheld = inTotal.length === 0;
  const counts = await factCounts(db, { slice, parts: ['people', 'sides', 'excuses'] });
  const told = <T extends { month: Month }>(rows: T[]) =>
    isWithheld ? rows : rows.filter(({ month }) => inTotal.includes(month));
  const { people, sides, excuses } = counts;
  return {
    sides: sideFigures({ people: told(people), sides: told(sides) }, isWithheld),
    excuses: excuseFigures(told(excuses), isWithheld),
  };
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
