import { csat, csatDifference, type CsatCounts } from '#surveys/csat.ts';
import { share, shareDifference, type Difference, type Interval } from '#surveys/interval.ts';
import { zFor } from '#surveys/normal.ts';
import { nps, npsDifference, type NpsCounts } from '#surveys/nps.ts';
import type { ReasonCategory } from '#surveys/reasons.ts';
import { monthPlus, type Month } from './calendar-month.ts';
import { minimumAnswers } from './minimum-group.ts';

/** How many named a reason, of everyone who answered. */
export type ShareCounts = { named: number; n: number };

/** What was counted of one thing, month by month. A month without an answer may be missing. */
export type Course<C> = Map<Month, C>;

/** Everything that is looked at for a month. */
export interface Looked {
  month: Month;
  reasons: { category: ReasonCategory; course: Course<ShareCounts> }[];
  departments: DepartmentCourse[];
  nps: Course<NpsCounts>;
}

/** `asked`: the question about the department itself; `csat` and `nps`: what the customers it serves answered. */
export type DepartmentCourse = { code: string } & (
  { measure: 'asked' | 'csat'; course: Course<CsatCounts> } | { measure: 'nps'; course: Course<NpsCounts> }
);

export type ChangeKind = 'reason-rose' | 'department-fell' | 'nps-fell';
export type ChangePoint = { month: Month; value: number; n: number; interval: Interval };

/** A change worth telling. `points` are the month and those of the three before it that may be shown, oldest first. */
export interface Change {
  kind: ChangeKind;
  /** A category, a department's code, or `all` for the company's NPS. */
  about: string;
  month: Month;
  measure: 'share' | 'asked' | 'csat' | 'nps';
  /** The month before, and the three before taken together. */
  before: number;
  usual: number;
  points: ChangePoint[];
}

export const minimumOfPeriod = 30;
const monthsBefore = 3;
const looksFactor = 3;
const wanted = 0.05;

/**
 * The level at which one of so many things that are looked at has changed: `0.05 / (3 count)`.
 *
 * Divided by `count`, because who looks at twenty reasons finds one that moved by chance alone (Bonferroni's correction;
 * Dunn 1961, "Multiple comparisons among means"); and by 3, because a month is looked at every day while it grows
 * (Armitage, McPherson and Rowe 1969). 3 was found by simulation: with six reasons whose shares never change, looked at on
 * each of thirty days, a quiet month tells of a rise in 1 % of months of 60 answers, 3.5 % of 200 and 5 % of 1,000.
 */
export const levelOf = (count: number): number => wanted / (looksFactor * Math.max(1, count));

/**
 * What changed in a month: a reason named by a larger share, a department's score or the NPS lower, against the month
 * before and against the three months before taken together. Both differences must exclude 0 at the stricter level, and
 * every period needs `minimum` answers. Shares by Newcombe's interval, NPS by the adjusted Wald. A department is told of
 * once: by the question about it where that fell, else by its customers' CSAT or NPS.
 */
export function changesIn(looked: Looked, minimum = minimumOfPeriod): Change[] {
  const count = looked.reasons.length + looked.departments.length + 1;
  const rule = { month: looked.month, minimum, z: zFor(levelOf(count)) };
  const reasons = looked.reasons.map(({ category, course }) =>
    changeOf({ kind: 'reason-rose', about: category, measure: 'share' }, ofShares(course, rule)),
  );
  const departments = looked.departments.map((one) =>
    changeOf(
      { kind: 'department-fell', about: one.code, measure: one.measure },
      one.measure === 'nps' ? ofNps(one.course, rule) : ofCsat(one.course, rule),
    ),
  );
  const company = changeOf({ kind: 'nps-fell', about: 'all', measure: 'nps' }, ofNps(looked.nps, rule));
  const found = [...reasons, ...departments, company].filter((change) => change !== null);
  return found.filter((change, at) => found.findIndex((one) => isAboutTheSame(one, change)) === at);
}

export const isAboutTheSame = (
  one: Pick<Change, 'kind' | 'about' | 'month'>,
  other: Pick<Change, 'kind' | 'about' | 'month'>,
): boolean => one.kind === other.kind && one.about === other.about && one.month === other.month;

interface Rule {
  month: Month;
  minimum: number;
  z: number;
}

type Compared = Pick<Change, 'month' | 'before' | 'usual' | 'points'>;
type Named = Pick<Change, 'kind' | 'about' | 'measure'>;

const changeOf = (named: Named, compared: Compared | null): Change | null =>
  compared && { ...named, ...compared };

interface Formula<C extends object> {
  estimate: (counts: C) => { value: number | null; n: number; interval: Interval | null };
  add: (one: C, other: C) => C;
  difference: (earlier: C, later: C, z: number) => Difference | null;
  isWorse: (difference: Difference) => boolean;
}

const ofShares = comparison<ShareCounts>({
  estimate: ({ named, n }) => share(named, n),
  add: (one, other) => ({ named: one.named + other.named, n: one.n + other.n }),
  difference: (earlier, later, z) =>
    shareDifference(share(earlier.named, earlier.n, z), share(later.named, later.n, z)),
  isWorse: ({ interval }) => interval.low > 0,
});

const ofCsat = comparison<CsatCounts>({
  estimate: csat,
  add: (one, other) => ({ satisfied: one.satisfied + other.satisfied, n: one.n + other.n }),
  difference: csatDifference,
  isWorse: ({ interval }) => interval.high < 0,
});

const ofNps = comparison<NpsCounts>({
  estimate: nps,
  add: (one, other) => ({
    promoters: one.promoters + other.promoters,
    passives: one.passives + other.passives,
    detractors: one.detractors + other.detractors,
  }),
  difference: npsDifference,
  isWorse: ({ interval }) => interval.high < 0,
});

function comparison<C extends object>({ estimate, add, difference, isWorse }: Formula<C>) {
  return (course: Course<C>, { month, minimum, z }: Rule): Compared | null => {
    const months = Array.from({ length: monthsBefore }, (_, at) => monthPlus(month, at - monthsBefore));
    const earlier = months.map((one) => course.get(one)).filter((one) => one !== undefined);
    const [now, before] = [course.get(month), course.get(monthPlus(month, -1))];
    if (now === undefined || before === undefined) return null;
    const usual = earlier.reduce(add);
    if ([now, before, usual].some((counts) => estimate(counts).n < minimum)) return null;
    const moved = [before, usual].map((period) => difference(period, now, z));
    if (!moved.every((one) => one !== null && isWorse(one))) return null;
    const [was, used] = [estimate(before).value ?? 0, estimate(usual).value ?? 0];
    return { month, before: was, usual: used, points: pointsOf([...months, month], course) };
  };

  function pointsOf(months: Month[], course: Course<C>): ChangePoint[] {
    return months.flatMap((month) => {
      const counts = course.get(month);
      const { value, n, interval } = counts ? estimate(counts) : nothing;
      return value === null || interval === null || n < minimumAnswers ? [] : [{ month, value, n, interval }];
    });
  }
}

const nothing = { value: null, n: 0, interval: null };
