import { monthIn } from '#server/company/calendar-day.ts';
import type { Deps } from '#server/deps.ts';
import { monthPlus, type Month } from '../calendar-month.ts';
import { trend } from '../metric.ts';
import { disclosureOf } from '../disclosures.ts';
import { scoreCounts } from '../metrics.ts';
import type { Figure, ShownCount } from '../minimum-group.ts';
import type { CategoryFigure } from '../reason-share.ts';
import { reasonsOf } from '../reasons.ts';

export const heardMeasures = ['nps', 'csat'] as const;
export type HeardMeasure = (typeof heardMeasures)[number];

export type HeardSpan = {
  from: Month;
  to: Month;
  total: ShownCount;
  scores: Record<HeardMeasure, Figure>;
  reasons: Pick<CategoryFigure, 'category' | 'share'>[];
};
export type HeardFigures = { month: HeardSpan; year: HeardSpan };

const monthsOfYear = 12;

/** What the public page tells in figures: the last month that is over, and the twelve that end with it. */
export async function heardFigures(
  deps: Pick<Deps, 'db' | 'now'>,
  { timeZone }: { timeZone: string },
): Promise<HeardFigures> {
  const to = monthPlus(monthIn(timeZone, deps.now()), -1);
  const year = await spanOf(deps, monthPlus(to, 1 - monthsOfYear), to);
  const month = await spanOf(deps, to, to);
  return { month, year };
}

/** The scores that stand on the page, the same for both spans so that they can be compared. */
export const measuresShown = ({ year }: HeardFigures, chosen: HeardMeasure[] | null): HeardMeasure[] =>
  heardMeasures.filter((measure) => (chosen ?? [year.scores.nps.n === 0 ? 'csat' : 'nps']).includes(measure));

async function spanOf({ db }: Pick<Deps, 'db'>, from: Month, to: Month): Promise<HeardSpan> {
  const { figures } = await reasonsOf({ db }, { source: 'responses', from, to });
  const { inTotal } = await disclosureOf(db, { from, to });
  const isWithheld = inTotal.length === 0;
  const all = await scoreCounts(db, { from, to });
  const counted = isWithheld ? all : all.filter(({ month }) => inTotal.includes(month));
  const scores = counted.map((row) => ({ ...row, month: to }));
  const told = { months: [to], isWithheld: () => isWithheld };
  return {
    from,
    to,
    total: figures?.total ?? 0,
    reasons: (figures?.categories ?? []).map(({ category, share }) => ({ category, share })),
    scores: {
      nps: trend('nps', scores, told).last,
      csat: trend('csat', scores, told).last,
    },
  };
}
