import { share } from '#surveys/interval.ts';
import { median } from '#surveys/median.ts';
import type { Month } from '../calendar-month.ts';
import { hiddenGroups } from '../disclosure.ts';
import { shown, type Figure } from '../minimum-group.ts';
import { moneyByCurrency, type Money } from '../reason-share.ts';

/** What became of proposals of one month, added up. */
export interface GrantCount {
  month: Month;
  status: 'proposed' | 'approved' | 'issued' | 'redeemed' | 'declined' | 'expired' | 'reversed';
  /** What went wrong, `category/detail`. */
  wrong: string;
  department: string;
  currency: string;
  n: number;
  minor: number;
}

export interface Sum {
  n: number;
  money: Money[];
}

/** Of what was proposed: what was said yes to, what of that was paid, what was said no to, what waits. */
export interface Course {
  proposed: Sum;
  approved: Sum;
  issued: Sum;
  declined: Sum;
  waiting: Sum;
}

const is = {
  proposed: ['waiting'],
  approved: ['approved'],
  issued: ['approved', 'issued'],
  redeemed: ['approved', 'issued'],
  declined: ['declined'],
  expired: [],
  // It was paid and taken back.
  reversed: ['approved'],
} as const satisfies Record<GrantCount['status'], readonly (keyof Course)[]>;

/** What became of proposals: each counts in the month it was made in, so that the parts add up to the whole. */
export function courseOf(rows: GrantCount[]): Course {
  const part = (name: keyof Course) =>
    sumOf(rows.filter(({ status }) => is[status].some((one) => one === name)));
  return {
    proposed: sumOf(rows),
    approved: part('approved'),
    issued: part('issued'),
    declined: part('declined'),
    waiting: part('waiting'),
  };
}

export const coursesByMonth = (rows: GrantCount[], months: Month[]): (Course & { month: Month })[] =>
  months.map((month) => ({ month, ...courseOf(rows.filter((row) => row.month === month)) }));

/** By the wrong or the department, the most money first. No share is told that the others would tell of. */
export function coursesBy(
  group: 'wrong' | 'department',
  rows: GrantCount[],
  isWithheld = false,
): (Course & { group: string; approvedShare: Figure })[] {
  const courses = [...new Set(rows.map((row) => row[group]))].map((name) => ({
    group: name,
    ...courseOf(rows.filter((row) => row[group] === name)),
  }));
  const hidden = hiddenGroups(courses.map((course) => ({ key: course.group, n: decided(course) })));
  return courses
    .map((course) => ({
      ...course,
      approvedShare: approvedShare(course, isWithheld || hidden.has(course.group)),
    }))
    .toSorted((a, b) => b.proposed.n - a.proposed.n || a.group.localeCompare(b.group, 'en'));
}

/** Said yes to, of those decided on. */
export const approvedShare = (course: Course, isWithheld = false): Figure =>
  shown(share(course.approved.n, decided(course)), isWithheld);

const decided = ({ approved, declined }: Course): number => approved.n + declined.n;

/** From proposal to yes or no by the clock, not by business hours, in milliseconds. */
export const timeToDecide = (waits: number[], isWithheld = false): Figure => shown(median(waits), isWithheld);

const sumOf = (rows: GrantCount[]): Sum => ({
  n: rows.reduce((all, { n }) => all + n, 0),
  money: moneyByCurrency(rows.map(({ currency, minor }) => ({ currency, monthlyMinor: minor }))),
});
