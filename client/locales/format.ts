import { nearestLanguage } from './languages.ts';
import { pointWords } from './point-words.ts';

const tags = { en: 'en', ar: 'ar-u-nu-latn', he: 'he', ru: 'ru' } as const;
const noBreakSpace = '\u00a0';
// Keeps the sign after its number in right-to-left text, as CLDR does.
const leftToRightMark = '\u200e';

const nearMilliseconds = 6 * 86_400_000;

export type Format = ReturnType<typeof formatIn>;
const cache = new Map<string, Format>();

/** Numbers, money and dates in a language, with Latin digits everywhere; instants in the given time zone. */
export function format(language: string, timeZone = 'UTC'): Format {
  const key = `${language} ${timeZone}`;
  const known = cache.get(key) ?? formatIn(tags[nearestLanguage(language)], timeZone);
  cache.set(key, known);
  return known;
}

function formatIn(tag: string, timeZone: string) {
  const isRightToLeft = ['ar', 'he'].includes(nearestLanguage(tag));
  const mark = isRightToLeft ? leftToRightMark : '';
  const beforePercent = isRightToLeft ? '' : noBreakSpace;
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const unit = (of: string) => new Intl.NumberFormat(tag, { style: 'unit', unit: of, unitDisplay: 'long' });
  const days = unit('day');
  const months = unit('month');
  const hours = unit('hour');
  const date = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { timeZone, ...options });
  const day = { day: 'numeric', month: 'short' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const formats = {
    day: date(day),
    dayAndYear: date({ ...day, year: 'numeric' }),
    time: date(clock),
    weekday: date({ weekday: 'long', ...clock }),
    weekdayAndDay: date({ weekday: 'short', ...day, ...clock }),
    instant: date({ ...day, ...clock }),
    instantAndYear: date({ ...day, ...clock, year: 'numeric' }),
  };
  const utc = (options: Intl.DateTimeFormatOptions) => date({ ...options, timeZone: 'UTC' });
  const calendar = {
    day: utc({ ...day, year: 'numeric' }),
    month: utc({ month: 'short' }),
    dayAndMonth: utc({ day: 'numeric', month: 'long' }),
    monthAndYear: utc({ month: 'long', year: 'numeric' }),
  };
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const points = (count: number): string => {
    const forms = pointWords[nearestLanguage(tag)];
    const text = forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;
    return text.replace('#', plain.format(count));
  };
  const either = new Intl.ListFormat(tag, { type: 'disjunction' });

  return {
    number: (value: number) => plain.format(value),
    /** A share of 0 to 1 as "23 %", in Arabic and Hebrew as "23%". */
    percent: (share: number) => `${mark}${plain.format(Math.round(share * 100))}${beforePercent}%${mark}`,
    /** To a tenth, for shares of a few per cent: "0.8 %". */
    finePercent: (share: number) => `${mark}${plain.format(share * 100)}${beforePercent}%${mark}`,
    /** An amount in its currency; points count as one. */
    money: (amountMinor: number, currency: string, isWhole = false) =>
      currency === 'PTS' ? points(amountMinor) : money(tag, { amountMinor, currency, isWhole }),
    days: (count: number) => days.format(count),
    months: (count: number) => months.format(count),
    hours: (count: number) => hours.format(count),
    instant: (at: Date, now: Date) =>
      bareYear(
        (at.getFullYear() === now.getFullYear() ? formats.instant : formats.instantAndYear).format(at),
      ),
    time: (at: Date) => formats.time.format(at),
    /** An instant that lies near, such as "Thursday 14:00"; with its day when it is a week away or more. */
    weekdayAndTime: (at: Date, now = new Date()) =>
      (Math.abs(at.getTime() - now.getTime()) < nearMilliseconds
        ? formats.weekday
        : formats.weekdayAndDay
      ).format(at),
    dayOf: (at: Date) => bareYear(formats.dayAndYear.format(at)),
    /** A calendar day such as '2026-10-04'. */
    day: (on: string) => bareYear(calendar.day.format(new Date(`${on}T00:00:00Z`))),
    /** A month as it stands after "since" or "in": the genitive where a language has one. */
    monthInSentence: (month: string) => nameOfMonth(calendar.dayAndMonth, firstOf(month)),
    /** A calendar month such as '2026-10'. */
    month: (month: string) => calendar.month.format(firstOf(month)),
    monthAndYear: (month: string) => bareYear(calendar.monthAndYear.format(firstOf(month))),
    relative: (at: Date, now: Date) => relativeTo(relative, at.getTime() - now.getTime()),
    list: (words: string[]) => list.format(words),
    either: (words: string[]) => either.format(words),
  };
}

const firstOf = (month: string) => new Date(`${month.slice(0, 7)}-01T00:00:00Z`);

// Russian abbreviates the word year behind its number, and a sentence may end there.
const bareYear = (told: string) => told.replace(/\sг\.(?=,|$)/, '');

const nameOfMonth = (dates: Intl.DateTimeFormat, day: Date) =>
  dates.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';

function money(tag: string, amount: { amountMinor: number; currency: string; isWhole: boolean }) {
  const digits = minorDigits(amount.currency);
  const told = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency: amount.currency,
    currencyDisplay: tag === 'en' ? 'symbol' : 'narrowSymbol',
    minimumFractionDigits: amount.isWhole ? 0 : digits,
    maximumFractionDigits: amount.isWhole ? 0 : digits,
  }).format(amount.amountMinor / 10 ** digits);
  // Arabic has no narrower symbol of its own for the dollar, and "US$" is torn apart in right-to-left text.
  return withoutLastDot(tag === 'en' ? told : told.replace('US$', '$'));
}

// "2 ر.س." at the end of a sentence would stand before a second dot.
const withoutLastDot = (told: string) => told.replace(/\.(?=[\u200e\u200f]*$)/, '');

// Intl knows how many digits people write, not how many ISO 4217 keeps; for these currencies they differ.
const isoDigits: Record<string, number> = {
  ...Object.fromEntries(
    ['AFN', 'ALL', 'COP', 'HUF', 'IDR', 'IRR', 'KPW', 'LAK', 'LBP', 'MGA'].map((c) => [c, 2]),
  ),
  ...Object.fromEntries(
    ['MMK', 'MRU', 'PKR', 'RSD', 'SLE', 'SOS', 'SYP', 'TZS', 'UZS', 'YER'].map((c) => [c, 2]),
  ),
  IQD: 3,
  PTS: 0,
};

export function minorDigits(currency: string): number {
  const written = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return isoDigits[currency] ?? written.maximumFractionDigits ?? 2;
}

const spans = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

function relativeTo(relative: Intl.RelativeTimeFormat, milliseconds: number): string {
  const [unit, size] = spans.find(([, size]) => Math.abs(milliseconds) >= size) ?? spans[4];
  return relative.format(Math.trunc(milliseconds / size), unit);
}
