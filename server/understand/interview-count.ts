import type { ReasonCategory } from '#surveys/reasons.ts';
import { isTooFew, shownCount, type ShownCount } from './minimum-group.ts';

/** A6: after about so many calls the repeated answers name the real problem. */
export const enoughInterviews = 50;

const mostReasons = 3;

export interface NamedReason {
  category: ReasonCategory;
  detail: string;
  /** Interviews that named it. */
  n: number;
}

export interface InterviewCount {
  n: ShownCount;
  enough: number;
  /** The most repeated first; none while the interviews are too few to say anything. */
  reasons: NamedReason[];
}

/** How many were interviewed by telephone, and what they keep saying: only what at least two of them have said. */
export function interviewCount(n: number, named: NamedReason[]): InterviewCount {
  const repeated = named
    .filter((reason) => reason.n > 1)
    .toSorted((one, other) => other.n - one.n || (keyOf(one) < keyOf(other) ? -1 : 1))
    .slice(0, mostReasons);
  const reasons = n === 0 || isTooFew(n) ? [] : repeated;
  return { n: shownCount(n), enough: enoughInterviews, reasons };
}

const keyOf = ({ category, detail }: NamedReason): string => `${category}/${detail}`;
