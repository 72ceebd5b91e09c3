import { plainDigits } from './money-text.ts';
import { read, unusable, type Reading } from './problem.ts';

/** A calendar day as `YYYY-MM-DD`. Year first is read, a time behind it is left out; all else is refused with a hint. */
export function readDay(text: string): Reading<string> {
  const plain = plainDigits(text);
  const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(plain);
  if (iso) {
    const [, year = '', , month = '', day = ''] = iso;
    return realDay(text, year, month, day);
  }
  const dayOrMonthFirst = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain);
  if (!dayOrMonthFirst) return unusable('day-not-iso', { text });
  const [, one = '', two = '', year = ''] = dayOrMonthFirst;
  const readings = [isoDay(year, two, one), isoDay(year, one, two)].filter((day) => isRealDay(day));
  return unusable('day-ambiguous', { text, hint: [...new Set(readings)].join(' / ') || 'YYYY-MM-DD' });
}

function realDay(text: string, year: string, month: string, day: string): Reading<string> {
  const iso = isoDay(year, month, day);
  return isRealDay(iso) ? read(iso) : unusable('day-impossible', { text });
}

const isoDay = (year: string, month: string, day: string) =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function isRealDay(iso: string): boolean {
  const instant = new Date(`${iso}T00:00:00Z`);
  const year = instant.getUTCFullYear();
  return (
    instant.toString() !== 'Invalid Date' &&
    instant.toISOString().startsWith(iso) &&
    year >= 1900 &&
    year < 2200
  );
}
