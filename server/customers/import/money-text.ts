import { minorDigits } from '#client/locales/format.ts';
import { read, unusable, type Reading } from './problem.ts';

const spaces = /[\s\u00a0\u202f\u2009']/gu;

/** How many decimals the currency has (ISO 4217), or null when there is no such currency. */
export function decimalsOf(currency: string): number | null {
  if (!currencies.has(currency)) return null;
  const places = decimals.get(currency) ?? minorDigits(currency);
  decimals.set(currency, places);
  return places;
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
// Asking Intl takes longer than reading a whole row.
const decimals = new Map<string, number>();

export function readCurrency(text: string): Reading<string> {
  const code = text.trim().toUpperCase();
  return currencies.has(code) ? read(code) : unusable('currency-unknown', { text });
}

/**
 * An amount in the currency's minor unit, by whole numbers only. Points and commas are read where they can mean one
 * thing; `1,240` in a currency with cents can mean two and is refused.
 */
export function readMoney(text: string, currency: string): Reading<number> {
  const places = decimalsOf(currency);
  if (places === null) return unusable('currency-unknown', { text: currency });
  const split = splitAmount(plainDigits(text), text, places);
  if (!split.ok) return split;
  const { sign, whole, fraction } = split.value;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > places) return unusable('amount-too-precise', { text, currency, places });
  const minor = BigInt(whole + kept.padEnd(places, '0'));
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return unusable('amount-too-large', { text });
  return read(minor === 0n ? 0 : Number(minor) * sign);
}

/** Arabic and Persian digits and separators as ASCII. */
export function plainDigits(text: string): string {
  return text
    .trim()
    .replace(/[\u0660-\u0669]/gu, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replaceAll('\u066b', '.')
    .replaceAll('\u066c', ',');
}

interface Amount {
  sign: 1 | -1;
  whole: string;
  fraction: string;
}

function splitAmount(digits: string, text: string, places: number): Reading<Amount> {
  const [, minus, unsigned = ''] = /^([-−]?)\s*(.+)$/u.exec(digits) ?? [];
  const sign = minus ? -1 : 1;
  if (/\d[\s\u00a0\u202f\u2009'](?!\d{3}(?!\d))/u.test(unsigned)) return notANumber(text);
  const number = unsigned.replace(spaces, '');
  if (/^\d+$/.test(number)) return read({ sign, whole: number, fraction: '' });
  const [, groups, , decimals = ''] = /^(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d+)$/.exec(number) ?? [];
  if (groups) return read({ sign, whole: joined(groups), fraction: decimals });
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})+$/.test(number)) {
    return read({ sign, whole: joined(number), fraction: '' });
  }
  const [, whole, separator, fraction = ''] = /^(\d+)([.,])(\d+)$/.exec(number) ?? [];
  if (!whole) return notANumber(text);
  const mayBeGroups = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (mayBeGroups && places === 0) return read({ sign, whole: whole + fraction, fraction: '' });
  if (mayBeGroups && !(places >= 3 && separator === '.')) return unusable('amount-ambiguous', { text });
  return read({ sign, whole, fraction });
}

const joined = (groups: string) => groups.replace(/[.,]/g, '');
const notANumber = (text: string) => unusable('amount-not-a-number', { text });
