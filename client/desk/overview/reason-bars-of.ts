import type { ReasonBar } from '../components/reason-bars.tsx';
import type { Reasons } from './overview-data.ts';

type CategoryFigure = Reasons['categories'][number];
type DetailFigure = CategoryFigure['details'][number];

/** Bars of the categories that were named, and may be told. */
export function barsOf(categories: CategoryFigure[], to: (category: string) => string): ReasonBar[] {
  return categories.flatMap((figure) => {
    const bar = barOf(figure, to(figure.category));
    return bar ? [{ ...bar, category: figure.category }] : [];
  });
}

/** Bars of the details within a category. */
export function detailBarsOf(
  { category, details }: CategoryFigure,
  to: (detail: string) => string,
): ReasonBar[] {
  return details.flatMap((figure) => {
    const bar = barOf(figure, to(figure.detail));
    return bar ? [{ ...bar, category, detail: figure.detail }] : [];
  });
}

function barOf({ count, share, money }: Omit<DetailFigure, 'detail'>, to: string) {
  if (typeof count !== 'number' || count === 0) return null;
  return {
    count,
    share: share.value ?? 0,
    low: share.interval?.low ?? null,
    high: share.interval?.high ?? null,
    money: money ?? [],
    to,
  };
}
