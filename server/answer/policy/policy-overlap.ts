import type { PolicyTest } from '#db/schema/policy-parts.ts';

const lists = ['measures', 'departments', 'tiers', 'programs'] as const;
const ranges = [
  ['scoreAtLeast', 'scoreAtMost'],
  ['orderAtLeastMinor', 'orderAtMostMinor'],
  ['tenureAtLeastMonths', 'tenureAtMostMonths'],
  ['earlierCasesAtLeast', 'earlierCasesAtMost'],
] as const;

/** Whether all that fits the narrow test fits the wide one too. Says no where that cannot be told. */
export function covers(wide: PolicyTest, narrow: PolicyTest): boolean {
  return (
    lists.every((list) => includesAll(wide[list], narrow[list])) &&
    coversReasons(wide, narrow) &&
    ranges.every((range) => coversRange(wide, narrow, range)) &&
    (wide.isPromoter === undefined || wide.isPromoter === narrow.isPromoter)
  );
}

/** Whether something may fit both tests. */
export function meets(one: PolicyTest, other: PolicyTest): boolean {
  return (
    lists.every((list) => shares(one[list], other[list])) &&
    shares(categoriesOf(one), categoriesOf(other)) &&
    shares(one.reasons, other.reasons) &&
    ranges.every((range) => meetsRange(one, other, range)) &&
    (one.isPromoter === undefined || other.isPromoter === undefined || one.isPromoter === other.isPromoter)
  );
}

type List = readonly string[] | undefined;
type Range = (typeof ranges)[number];

const includesAll = (wide: List, narrow: List): boolean =>
  wide === undefined || (narrow !== undefined && narrow.every((one) => wide.includes(one)));

const shares = (one: List, other: List): boolean =>
  one === undefined || other === undefined || one.some((each) => other.includes(each));

/** A detail named is in its category, so a test for a category covers one for its details. */
function coversReasons(wide: PolicyTest, narrow: PolicyTest): boolean {
  return (
    includesAll(wide.categories, categoriesOf(narrow)) &&
    (wide.reasons === undefined || includesAll(wide.reasons, narrow.reasons))
  );
}

/** The categories that can still fit. */
function categoriesOf({ categories, reasons }: PolicyTest): string[] | undefined {
  const ofReasons = reasons?.map((reason) => reason.split('/')[0] ?? '');
  if (!ofReasons) return categories;
  return categories ? ofReasons.filter((category) => categories.includes(category)) : ofReasons;
}

/** Where nothing is known of a value a bound does not hold, so only a test without bounds covers one without. */
function coversRange(wide: PolicyTest, narrow: PolicyTest, [least, most]: Range): boolean {
  const isBounded = wide[least] !== undefined || wide[most] !== undefined;
  const isNarrowBounded = narrow[least] !== undefined || narrow[most] !== undefined;
  if (!isBounded) return true;
  return (
    isNarrowBounded &&
    (wide[least] ?? -Infinity) <= (narrow[least] ?? -Infinity) &&
    (wide[most] ?? Infinity) >= (narrow[most] ?? Infinity)
  );
}

function meetsRange(one: PolicyTest, other: PolicyTest, [least, most]: Range): boolean {
  const from = Math.max(one[least] ?? -Infinity, other[least] ?? -Infinity);
  return from <= Math.min(one[most] ?? Infinity, other[most] ?? Infinity);
}
