import { ces, cesDifference, type CesSums } from '#surveys/ces.ts';
import { csat, csatDifference, isSatisfied, type CsatCounts } from '#surveys/csat.ts';
import { type Difference, share } from '#surveys/interval.ts';
import { scaleOf, scoreOf, type Measure } from '#surveys/measures.ts';
import { nps, npsBand, npsDifference, type NpsCounts } from '#surveys/nps.ts';
import type { Month } from './calendar-month.ts';
import { shown, shownChange, type Figure } from './minimum-group.ts';

/** A row of the score roll-up: `n` answers gave `value` to `measure` in `month`. */
export type ScoreCount = { month: Month; measure: string; value: string; n: number };

export type MonthFigure = Figure & { month: Month };

/** A measure over the months asked for, and whether the last month differs from the one before. */
export type Trend = { byMonth: MonthFigure[]; last: Figure; change: Difference | null };

/** How the answers in words to a question are spread. */
export type Distribution = { word: string; share: Figure }[];

type Formula<C> = {
  count: (rows: ScoreCount[]) => C;
  estimate: (counts: C) => ReturnType<typeof nps>;
  difference: (earlier: C, later: C) => Difference | null;
};

const formulas = {
  nps: trendOf({ count: npsCounts, estimate: nps, difference: npsDifference }),
  csat: trendOf({ count: csatCounts, estimate: csat, difference: csatDifference }),
  ces: trendOf({ count: cesSums, estimate: ces, difference: cesDifference }),
};

export type Score = keyof typeof formulas;

/** The months a course is told over, and which of them stay hidden. */
export interface Told {
  months: Month[];
  isWithheld?: (month: Month) => boolean;
}

/** One measure is one scale: answers that are not on it never enter its trend. */
export function trend(measure: Score, rows: ScoreCount[], { months, isWithheld = () => false }: Told): Trend {
  return formulas[measure](
    rows.filter((row) => row.measure === measure && scoreOf(measure, Number(row.value)) !== null),
    { months, isWithheld },
  );
}

/** The shares of each answer to a measure in words, in the order of its scale. */
export function distribution(measure: Measure, rows: ScoreCount[], isWithheld = false): Distribution {
  const scale = scaleOf(measure);
  if (scale.kind !== 'words') return [];
  const words = Object.entries(scale.scores).map(([word, score]) => {
    const given = rows.filter(
      (row) => row.measure === measure && (row.value === word || row.value === String(score)),
    );
    return { word, n: sum(given) };
  });
  const total = words.reduce((all, { n }) => all + n, 0);
  return words.map(({ word, n }) => ({ word, share: shown(share(n, total), isWithheld) }));
}

function trendOf<C>({ count, estimate, difference }: Formula<C>) {
  return (rows: ScoreCount[], { months, isWithheld }: Required<Told>): Trend => {
    const counts = months.map((month) => count(rows.filter((row) => row.month === month)));
    const estimates = counts.map(estimate);
    const figureOf = (index: number): Figure =>
      shown(estimates[index] ?? estimate(count([])), isWithheld(months[index] ?? ''));
    const byMonth = months.map((month, index) => ({ month, ...figureOf(index) }));
    const [earlier, later] = [counts.at(-2), counts.at(-1)];
    const isHidden = months.slice(-2).some(isWithheld);
    const change =
      earlier === undefined || later === undefined || isHidden
        ? null
        : shownChange(difference(earlier, later), estimate(earlier), estimate(later));
    return { byMonth, last: figureOf(months.length - 1), change };
  };
}

/** How many rows of NPS answers stand in each band. */
export function npsCounts(rows: ScoreCount[]): NpsCounts {
  const counts: NpsCounts = { promoters: 0, passives: 0, detractors: 0 };
  for (const { value, n } of rows) counts[`${npsBand(Number(value))}s`] += n;
  return counts;
}

/** How many rows of 1-5 answers are satisfied. */
export function csatCounts(rows: ScoreCount[]): CsatCounts {
  return { satisfied: sum(rows.filter(({ value }) => isSatisfied(Number(value)))), n: sum(rows) };
}

function cesSums(rows: ScoreCount[]): CesSums {
  const sums: CesSums = { n: 0, sum: 0, sumOfSquares: 0 };
  for (const { value, n } of rows) {
    sums.n += n;
    sums.sum += n * Number(value);
    sums.sumOfSquares += n * Number(value) ** 2;
  }
  return sums;
}

const sum = (rows: { n: number }[]): number => rows.reduce((all, { n }) => all + n, 0);
