import { minorDigits } from '#client/locales/format.ts';

const digits = new Map<string, number>();

/** An amount in the major unit of its currency. */
export function major({ amountMinor, currency }: { amountMinor: number; currency: string }): number {
  const places = digits.get(currency) ?? minorDigits(currency);
  digits.set(currency, places);
  return amountMinor / 10 ** places;
}
