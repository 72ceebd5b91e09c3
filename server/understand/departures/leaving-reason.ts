import { share } from '#surveys/interval.ts';
import { REASON_CATEGORIES, type ReasonCategory } from '#surveys/reasons.ts';
import { shown, type Figure } from '../minimum-group.ts';
import type { Money } from '../reason-share.ts';
import { shownReason, type Mergers } from '../named.ts';
import { yearly } from './churn-figure.ts';
import type { Lifetime } from './lifetime.ts';

export interface LeavingReason {
  category: ReasonCategory;
  count: number;
  /** Of all who left. */
  share: Figure;
  money: Money[];
  details: { detail: string; count: number; share: Figure; money: Money[] }[];
}

/**
 * What customers left over, the commonest first, a merged detail as the one it is shown as. A departure is counted in the smallest group; its share is not told.
 */
export function leavingReasons(leavers: Lifetime[], mergers: Mergers): LeavingReason[] {
  const shownDetail = ({ category, detail }: Lifetime) =>
    category === null ? detail : shownReason({ category, detail }, mergers).detail;
  const figure = (own: Lifetime[]) => ({
    count: own.length,
    share: shown(share(own.length, leavers.length)),
    money: yearly(own),
  });
  return REASON_CATEGORIES.map((category) => {
    const own = leavers.filter((one) => one.category === category);
    const details = [...new Set(own.map(shownDetail))]
      .filter((detail) => detail !== '')
      .map((detail) => ({ detail, ...figure(own.filter((one) => shownDetail(one) === detail)) }))
      .toSorted((one, other) => other.count - one.count || one.detail.localeCompare(other.detail, 'en'));
    return { category, ...figure(own), details };
  })
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
}
