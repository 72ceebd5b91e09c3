import { expect, test } from 'vitest';
import { format, minorDigits } from '#client/locales/format.ts';
import { directionOf, languages, nearestLanguage } from '#client/locales/languages.ts';
import { hoursAndMinutes } from '#client/desk/components/hours-and-minutes.ts';

const withoutMarks = (text: string) =>
  text.replaceAll(/[\u200e\u200f]/g, '').replaceAll(/[\u00a0\u202f]/g, ' ');

test.each([
  ['en', 'USD', 4_820_000, '$48,200.00'],
  ['en', 'JPY', 1240, '¥1,240'],
  ['en', 'KWD', 1_240_500, 'KWD 1,240.500'],
  ['ar', 'SAR', 124_000, '1,240.00 ر.س'],
  ['ar', 'KWD', 1_240_500, '1,240.500 د.ك'],
  ['he', 'ILS', 124_000, '1,240.00 ₪'],
  ['ru', 'RUB', 124_050, '1 240,50 ₽'],
])('money in %s and %s', (language, currency, amountMinor, written) => {
  expect(withoutMarks(format(language).money(amountMinor, currency))).toBe(written);
});

test.each(languages)('money in %s may end a sentence: no currency leaves a dot of its own', (language) => {
  const told = Intl.supportedValuesOf('currency').flatMap((currency) =>
    [true, false].map((isWhole) => withoutMarks(format(language).money(12_300, currency, isWhole))),
  );
  expect(told.filter((text) => text.endsWith('.'))).toEqual([]);
});

test.each([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
  ['IQD', 3],
  ['LBP', 2],
  ['CLP', 0],
])('%s keeps %i digits, as ISO 4217 says', (currency, digits) => {
  expect(minorDigits(currency)).toBe(digits);
});

test.each([
  ['en', '23 %'],
  ['ru', '23 %'],
  ['ar', '23%'],
  ['he', '23%'],
])('a percentage in %s is written as %s', (language, written) => {
  expect(withoutMarks(format(language).percent(0.234))).toBe(written);
});

test.each(languages)('digits are Latin in %s', (language) => {
  const { number, day, instant, relative } = format(language, 'Asia/Riyadh');
  const at = new Date('2026-10-04T20:30:00Z');
  const texts = [
    number(1234),
    day('2026-10-04'),
    instant(at, at),
    relative(at, new Date('2026-10-09T00:00:00Z')),
  ];
  expect(texts.join(' ')).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/);
});

test('an instant is shown in the company’s zone and a calendar day in none', () => {
  const lateEvening = new Date('2026-10-04T22:30:00Z');
  expect(format('en', 'Asia/Riyadh').instant(lateEvening, lateEvening)).toBe('Oct 5, 01:30');
  expect(format('en', 'America/New_York').day('2026-10-04')).toBe('Oct 4, 2026');
});

test.each([
  ['en', ['Oct 4, 2026', 'October 2026', 'Oct 4, 2026, 20:30']],
  ['ar', ['4 أكتوبر 2026', 'أكتوبر 2026', '4 أكتوبر 2026، 20:30']],
  ['he', ['4 באוק׳ 2026', 'אוקטובר 2026', '4 באוק׳ 2026, 20:30']],
  ['ru', ['4 окт. 2026', 'октябрь 2026', '4 окт. 2026, 20:30']],
])('a day, a month and an instant of another year in %s may end a sentence', (language, written) => {
  const { day, dayOf, monthAndYear, instant } = format(language);
  const at = new Date('2026-10-04T20:30:00Z');
  const told = [day('2026-10-04'), monthAndYear('2026-10'), instant(at, new Date('2027-01-02T00:00:00Z'))];
  expect(told.map(withoutMarks)).toEqual(written);
  expect(dayOf(at)).toBe(day('2026-10-04'));
});

test.each([
  ['en', 'September'],
  ['ar', 'سبتمبر'],
  ['he', 'ספטמבר'],
  ['ru', 'сентября'],
])('a month after "since" in %s', (language, month) => {
  expect(format(language).monthInSentence('2026-09')).toBe(month);
});

test.each([
  ['ar-SA', 'ar', 'rtl'],
  ['he-IL', 'he', 'rtl'],
  ['ru', 'ru', 'ltr'],
  ['de-AT', 'en', 'ltr'],
])('the language nearest to %s', (tag, language, direction) => {
  expect(nearestLanguage(tag)).toBe(language);
  expect(directionOf(tag)).toBe(direction);
});

test.each([
  [0, '0:00'],
  [40 * 60_000, '0:40'],
  [185 * 60_000 + 59_000, '3:05'],
  [50 * 3_600_000, '50:00'],
])('%i milliseconds on a clock', (milliseconds, told) => {
  expect(hoursAndMinutes(milliseconds)).toBe(told);
});

test.each([
  ['en', '7 days'],
  ['ar', '7 أيام'],
  ['he', '7 ימים'],
  ['ru', '7 дней'],
])('days in %s', (language, told) => {
  expect(format(language).days(7)).toBe(told);
});
