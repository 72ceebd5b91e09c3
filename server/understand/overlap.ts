import { share } from '#surveys/interval.ts';
import { isReasonCategory, REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import { isTooFew, shown, shownCount, type Figure, type ShownCount } from './minimum-group.ts';

/** Responses that named exactly these categories, joined with `+`; none of them is the empty segment. */
export type SegmentCount = { segment: string; n: number };

/** Of those who gave a reason: who named both (R2); where `one` and `both` are the same, who named it alone. */
export type OverlapCell = { one: ReasonCategory; both: ReasonCategory; count: ShownCount; share: Figure };

export function overlap(segments: SegmentCount[], isWithheld = false): OverlapCell[] {
  const sets = segments
    .map(({ segment, n }) => ({ categories: segment.split('+').filter(isReasonCategory), n }))
    .filter(({ categories }) => categories.length > 0);
  const base = sets.reduce((all, { n }) => all + n, 0);
  return REASON_CATEGORIES.flatMap((one, index) =>
    REASON_CATEGORIES.slice(index).map((both) => {
      const count = sets
        .filter(({ categories }) =>
          one === both
            ? categories.length === 1 && categories[0] === one
            : categories.includes(one) && categories.includes(both),
        )
        .reduce((all, { n }) => all + n, 0);
      const isHidden = isTooFew(base) || isWithheld;
      return {
        one,
        both,
        count: isHidden ? shownCount(base, isWithheld) : count,
        share: shown(share(count, base), isWithheld),
      };
    }),
  );
}
