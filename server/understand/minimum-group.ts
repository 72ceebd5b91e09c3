import type { Difference, Estimate, Interval } from '#surveys/interval.ts';

/** Under so many answers no figure is shown anywhere: screen, API, export (design rule 4). */
export const minimumAnswers = 5;

/** Under so many answers the comments of an anonymous program are not shown: words give people away sooner. */
export const minimumAnonymousComments = 8;

/** How many answers a figure rests on, as it may be told; `withheld` where it would tell of a group that is too small. */
export type ShownCount = number | '<5' | 'withheld';

export type Figure = {
  value: number | null;
  n: ShownCount;
  interval: Interval | null;
  hidden: 'too-few' | 'withheld' | null;
};

/** Whether answers were given, but too few to say anything about them. Nobody at all is empty, not hidden. */
export const isTooFew = (n: number): boolean => n > 0 && n < minimumAnswers;

export const shownCount = (n: number, isWithheld = false): ShownCount =>
  isTooFew(n) ? '<5' : isWithheld && n > 0 ? 'withheld' : n;

export function shown({ value, n, interval }: Estimate, isWithheld = false): Figure {
  if (isTooFew(n)) return { value: null, n: '<5', interval: null, hidden: 'too-few' };
  if (isWithheld && n > 0) return { value: null, n: 'withheld', interval: null, hidden: 'withheld' };
  return { value, n, interval, hidden: null };
}

/** A figure that would tell of a group that is too small; one that is hidden already, or of nobody, stays as it is. */
export const withheld = (figure: Figure): Figure =>
  figure.hidden !== null || figure.n === 0
    ? figure
    : { value: null, n: 'withheld', interval: null, hidden: 'withheld' };

/** A change is told only between two figures that may each be shown. */
export function shownChange(
  change: Difference | null,
  earlier: { n: number },
  later: { n: number },
): Difference | null {
  return earlier.n < minimumAnswers || later.n < minimumAnswers ? null : change;
}

/** Identified programs show every comment; anonymous ones only when the group is large enough to hide in. */
export function mayShowComments(program: { isAnonymous: boolean }, answers: number): boolean {
  return !program.isAnonymous || answers >= minimumAnonymousComments;
}
