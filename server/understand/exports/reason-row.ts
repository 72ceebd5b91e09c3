import type { Month } from '../calendar-month.ts';
import type { Figure, ShownCount } from '../minimum-group.ts';
import type { Money } from '../reason-share.ts';
import type { reasonsOf } from '../reasons.ts';

type Answer = Awaited<ReturnType<typeof reasonsOf>>;

/** A figure of the page of reasons: what is hidden there is hidden here. */
export interface ReasonRow {
  from: Month;
  to: Month;
  category: string;
  detail: string | null;
  count: ShownCount;
  share: Figure;
  /** Null where it is not told. */
  money: Money[] | null;
}

/** All that the page of reasons shows: the whole span with its details, then each month. */
export function reasonRows({ source, figures, from, to }: Answer): ReasonRow[] {
  if (figures === null || from === null || to === null) return [];
  const { categories, byMonth, atRisk } = figures;
  const isLost = source === 'departures';
  const riskOf = (category: string, month: Month) =>
    atRisk?.month === month
      ? (atRisk.categories.find((one) => one.category === category)?.money ?? null)
      : null;
  const whole = categories.flatMap(({ category, details, ...figure }): ReasonRow[] => {
    const money = (one: { money: Money[] | null }) => (isLost ? one.money : null);
    const own = isLost || byMonth.length > 1 ? money(figure) : riskOf(category, to);
    return [
      { from, to, category, detail: null, count: figure.count, share: figure.share, money: own },
      ...details.map((one): ReasonRow => {
        const { detail, count, share } = one;
        return { from, to, category, detail, count, share, money: money(one) };
      }),
    ];
  });
  if (byMonth.length < 2) return whole;
  const monthly = categories.flatMap(({ category, byMonth }) =>
    byMonth.map(({ month, count, share }): ReasonRow => {
      const money = riskOf(category, month);
      return { from: month, to: month, category, detail: null, count, share, money };
    }),
  );
  return [...whole, ...monthly];
}
