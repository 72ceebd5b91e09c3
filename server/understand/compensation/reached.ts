import { share } from '#surveys/interval.ts';
import type { Month } from '../calendar-month.ts';
import type { ScoreCount } from '../metric.ts';
import { shown, shownCount, type Figure, type ShownCount } from '../minimum-group.ts';
import type { GrantCount } from './compensation-figure.ts';

/** The best of the scores that open a case. */
export const worst = { nps: 6, csat: 2 } as const;

export interface Reached {
  measure: keyof typeof worst;
  bad: ShownCount;
  compensated: ShownCount;
  share: Figure;
}

interface Paid {
  counted: Pick<GrantCount, 'month' | 'status'>;
  /** Those whose answer was bad on a scale. */
  cases: Record<keyof typeof worst, string[]>;
}

/**
 * Bad scores of the months that may be told, and those of them that were compensated: paid, not merely proposed. Where no
 * month may be told, all are counted so that it can be said why nothing is.
 */
export function reached(scores: ScoreCount[], made: Paid[], inTotal: Month[]): Reached[] {
  const isWithheld = inTotal.length === 0;
  const isTold = (month: Month) => isWithheld || inTotal.includes(month);
  const told = scores.filter(({ month }) => isTold(month));
  const paid = made.filter(
    ({ counted: { status, month } }) => (status === 'issued' || status === 'redeemed') && isTold(month),
  );
  return (['nps', 'csat'] as const).flatMap((measure) => {
    const bad = badScores(told, measure);
    const cases = new Set(paid.flatMap((one) => one.cases[measure]));
    const compensated = Math.min(cases.size, bad);
    if (bad === 0) return [];
    const figure = shown(share(compensated, bad), isWithheld);
    const count = figure.value === null ? shownCount(bad, isWithheld) : compensated;
    return [{ measure, bad: shownCount(bad, isWithheld), compensated: count, share: figure }];
  });
}

const badScores = (scores: ScoreCount[], measure: keyof typeof worst): number =>
  scores
    .filter((row) => row.measure === measure && Number(row.value) <= worst[measure])
    .reduce((all, { n }) => all + n, 0);
