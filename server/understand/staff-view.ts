import { share, shareDifference, type Difference, type Estimate } from '#surveys/interval.ts';
import { REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import { shown, shownChange, shownCount, type Figure, type ShownCount } from './minimum-group.ts';
import type { SegmentCount } from './overlap.ts';

/** One category, as customers name it and as the staff believe they do. */
export interface SeenCategory {
  category: ReasonCategory;
  customers: Figure;
  staff: Figure;
  /** Customers less staff; null where either may not be told. */
  difference: Difference | null;
}

/** What the staff see least: a sentence is made from it. */
export interface Unseen {
  category: ReasonCategory;
  /** How many times as often customers name it; null where no colleague does. */
  times: number | null;
}

export interface StaffView {
  /** Those who named a reason, of either side. */
  customers: ShownCount;
  staff: ShownCount;
  categories: SeenCategory[];
  unseen: Unseen | null;
}

/**
 * The six categories as customers name them and as the staff do (A7). A share is of those who named any reason: staff are
 * asked why customers leave and all name one, while most customers have nothing to complain of.
 */
export function staffView(
  customers: SegmentCount[],
  staff: SegmentCount[],
  isWithheld = { customers: false, staff: false },
): StaffView {
  const [base, staffBase] = [whoNamed(customers), whoNamed(staff)];
  const estimates = REASON_CATEGORIES.map((category) => ({
    category,
    ours: share(countOf(customers, category), base),
    theirs: share(countOf(staff, category), staffBase),
  }));
  const categories = estimates.map(({ category, ours, theirs }) => ({
    category,
    customers: shown(ours, isWithheld.customers),
    staff: shown(theirs, isWithheld.staff),
    difference: isWithheld.customers || isWithheld.staff ? null : differenceOf(theirs, ours),
  }));
  return {
    customers: shownCount(base, isWithheld.customers),
    staff: shownCount(staffBase, isWithheld.staff),
    categories: categories.toSorted((a, b) => (b.customers.value ?? 0) - (a.customers.value ?? 0)),
    unseen: unseenIn(estimates, categories),
  };
}

const differenceOf = (staff: Estimate, customers: Estimate): Difference | null =>
  shownChange(shareDifference(staff, customers), staff, customers);

type Pair = { category: ReasonCategory; ours: Estimate; theirs: Estimate };

/** The category whose share is really greater among customers, by the most. "Other" tells nobody anything. */
function unseenIn(estimates: Pair[], categories: SeenCategory[]): Unseen | null {
  const [first] = categories
    .filter(({ category, difference }) => category !== 'other' && difference?.isReal && difference.value > 0)
    .toSorted((a, b) => (b.difference?.value ?? 0) - (a.difference?.value ?? 0));
  const pair = estimates.find(({ category }) => category === first?.category);
  if (!pair || pair.ours.value === null || pair.theirs.value === null) return null;
  const times = pair.theirs.value === 0 ? null : pair.ours.value / pair.theirs.value;
  return { category: pair.category, times: times === null ? null : Math.round(times * 10) / 10 };
}

const whoNamed = (segments: SegmentCount[]): number =>
  sum(segments.filter(({ segment }) => segment !== 'none'));

const countOf = (segments: SegmentCount[], category: ReasonCategory): number =>
  sum(segments.filter(({ segment }) => segment.split('+').includes(category)));

const sum = (segments: SegmentCount[]): number => segments.reduce((all, { n }) => all + n, 0);
