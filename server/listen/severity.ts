import type { AnsweringCustomer } from './follow-up.ts';

/** 1 can wait, 2 as usual, 3 soon, 4 at once. */
export const severities = [1, 2, 3, 4] as const;
export type Severity = (typeof severities)[number];

export interface Gravity {
  score: number | null;
  scoreMeasure: 'nps' | 'csat' | 'ces' | null;
  tier: AnsweringCustomer['tier'];
  category: string | null;
  /** Other cases of this customer in the twelve months before. */
  earlierCases: number;
  wishesCall: boolean;
}

const levelOfPoints = [1, 2, 3, 3] as const;
const worst = 4;

/**
 * How much a case presses: two points for the worst scores (NPS 0-2, CSAT 1) and one for the middling (NPS 3-4, CSAT 2),
 * and one each for a gold customer, a service wrong, a case in the twelve months before, and a wish to be called. No
 * point is 1, one is 2, two or three are 3, four or more are 4.
 */
export function severityOf(gravity: Gravity): Severity {
  const { tier, category, earlierCases, wishesCall } = gravity;
  const signs = [tier === 'gold', category === 'service', earlierCases > 0, wishesCall];
  const points = pointsOfScore(gravity) + signs.filter(Boolean).length;
  return levelOfPoints[points] ?? worst;
}

function pointsOfScore({ score, scoreMeasure }: Gravity): number {
  if (score === null || scoreMeasure === null) return 0;
  return pointsOf[scoreMeasure](score);
}

const pointsOf = {
  nps: (score: number) => (score <= 2 ? 2 : score <= 4 ? 1 : 0),
  csat: (score: number) => (score <= 1 ? 2 : score <= 2 ? 1 : 0),
  ces: (score: number) => (score <= 1 ? 2 : score <= 2 ? 1 : 0),
};
