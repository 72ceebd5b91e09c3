import type { ReasonDriver } from './drivers-data.ts';

export type DriverRow = ReasonDriver & { isInner: boolean };

/** Categories in the order given, each with its details behind it; a detail that is all of its category says nothing more. */
export function grouped(drivers: ReasonDriver[]): DriverRow[] {
  const categories = drivers.filter(({ detail }) => detail === null);
  return categories.flatMap((category) => [
    { ...category, isInner: false },
    ...drivers
      .filter((one) => one.detail !== null && one.category === category.category && one.n < category.n)
      .map((detail) => ({ ...detail, isInner: true })),
  ]);
}

const mostWorth = 3;

/**
 * What would raise NPS most if it were put right: what really goes with a lower score and cannot be told more exactly, so
 * that nobody is counted both under a category and under its only known detail.
 */
export function worthMost(drivers: ReasonDriver[]): ReasonDriver[] {
  const hasDetails = (category: string) =>
    drivers.some((one) => one.category === category && one.detail !== null && isReallyDown(one));
  return drivers
    .filter((one) => isReallyDown(one) && (one.detail !== null || !hasDetails(one.category)))
    .toSorted((a, b) => a.pull.value - b.pull.value)
    .slice(0, mostWorth);
}

const isReallyDown = ({ pull }: ReasonDriver): boolean => pull.isReal && pull.value < 0;

/** A customer may answer in every month, so what is at risk is told as it is in one of them, on average. */
export const aMonth = (money: ReasonDriver['atRisk'], months: number): ReasonDriver['atRisk'] =>
  money.map(({ amountMinor, currency }) => ({
    amountMinor: Math.round(amountMinor / Math.max(1, months)),
    currency,
  }));
