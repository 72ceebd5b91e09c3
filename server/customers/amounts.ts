export interface Amount {
  currency: string | null;
  minor: number;
}

/** Whether amounts may be added up: only when all that are not zero are in one currency. */
export function amounts(rows: Amount[]): { currency: string | null; isSingle: boolean } {
  const currencies = Object.keys(amountIn(rows));
  return {
    currency: currencies.length === 1 ? (currencies[0] ?? null) : null,
    isSingle: currencies.length <= 1,
  };
}

/** The sum in each currency; what is zero in a currency is left out. */
export function amountIn(rows: Amount[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { currency, minor } of rows) {
    if (currency !== null && minor !== 0) sums[currency] = (sums[currency] ?? 0) + minor;
  }
  return sums;
}
