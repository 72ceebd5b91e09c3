import { describe, expect, test } from 'vitest';
import { readDay } from '#server/customers/import/day-text.ts';
import { readEmail, readLocale, readTimeZone } from '#server/customers/import/field-text.ts';
import { readCurrency, readMoney } from '#server/customers/import/money-text.ts';

describe('an amount', () => {
  test.each([
    ['59.65', 'USD', 5965],
    ['633.3', 'USD', 63_330],
    ['0', 'USD', 0],
    ['-0.0', 'USD', 0],
    ['-12.5', 'USD', -1250],
    ['1240', 'USD', 124_000],
    ['1,240.50', 'USD', 124_050],
    ['1.240,50', 'EUR', 124_050],
    ['1240,5', 'EUR', 124_050],
    ['1 240,50', 'RUB', 124_050],
    ['1 240,50', 'RUB', 124_050],
    ['1,234,567', 'USD', 123_456_700],
    ["1'240.50", 'CHF', 124_050],
    ['12345.670', 'USD', 1_234_567],
    ['0.120', 'USD', 12],
    ['1,240', 'JPY', 1240],
    ['1240.00', 'JPY', 1240],
    ['1.240', 'KWD', 1240],
    ['١٬٢٤٠٫٥٠', 'SAR', 124_050],
    ['0.1', 'USD', 10],
    ['1.005', 'TND', 1005],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
  ])('%s %s is read to the last minor unit', (text, currency, minor) => {
    expect(readMoney(text, currency)).toEqual({ ok: true, value: minor });
  });

  test.each([
    ['1,240', 'USD', 'amount-ambiguous'],
    ['1.240', 'USD', 'amount-ambiguous'],
    ['0.125', 'USD', 'amount-too-precise'],
    ['12.5', 'JPY', 'amount-too-precise'],
    ['90071992547409.92', 'USD', 'amount-too-large'],
    ['abc', 'USD', 'amount-not-a-number'],
    ['', 'USD', 'amount-not-a-number'],
    ['1e3', 'USD', 'amount-not-a-number'],
    ['--1', 'USD', 'amount-not-a-number'],
    ['$5', 'USD', 'amount-not-a-number'],
    ['1,24,0', 'USD', 'amount-not-a-number'],
    ['1.240,5.0', 'EUR', 'amount-not-a-number'],
    ['12 34', 'EUR', 'amount-not-a-number'],
    ['NaN', 'USD', 'amount-not-a-number'],
    ['5', 'ZZZ', 'currency-unknown'],
  ])('%s %s is refused: %s', (text, currency, code) => {
    expect(readMoney(text, currency)).toMatchObject({ ok: false, problem: { code } });
  });

  test('a currency is a code that exists', () => {
    expect(readCurrency(' usd ')).toEqual({ ok: true, value: 'USD' });
    expect(readCurrency('dollars')).toMatchObject({ ok: false, problem: { code: 'currency-unknown' } });
  });
});

describe('a day', () => {
  test.each([
    ['2026-10-04', '2026-10-04'],
    ['2026-10-4', '2026-10-04'],
    ['2026/10/04', '2026-10-04'],
    ['2026-10-04T23:59:00Z', '2026-10-04'],
    ['2026-10-04 09:00', '2026-10-04'],
    ['٢٠٢٦-١٠-٠٤', '2026-10-04'],
    ['2024-02-29', '2024-02-29'],
  ])('%s is %s', (text, day) => {
    expect(readDay(text)).toEqual({ ok: true, value: day });
  });

  test.each([
    ['03/04/2026', 'day-ambiguous', '2026-04-03 / 2026-03-04'],
    ['31.12.2025', 'day-ambiguous', '2025-12-31'],
    ['2026-02-30', 'day-impossible', undefined],
    ['2025-02-29', 'day-impossible', undefined],
    ['0026-10-04', 'day-impossible', undefined],
    ['45932', 'day-not-iso', undefined],
    ['4 Oct 2026', 'day-not-iso', undefined],
    ['yesterday', 'day-not-iso', undefined],
  ])('%s is refused: %s', (text, code, hint) => {
    const reading = readDay(text);
    expect(reading).toMatchObject({ ok: false, problem: { code } });
    if (hint) expect(reading).toMatchObject({ problem: { facts: { hint } } });
  });
});

describe('an e-mail address', () => {
  test.each(['ada@example.com', 'ada.byron+x@mail.example.co.uk', 'ada@пример.рф', "o'neil@example.com"])(
    '%s is taken',
    (text) => expect(readEmail(text)).toEqual({ ok: true, value: text }),
  );

  test.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'a b@example.com',
    'ada@ex..com',
    'ada@example.com\nbcc: x@y.z',
    'a@b@example.com',
    'ada@-x.com',
    `${'a'.repeat(250)}@example.com`,
  ])('%j is refused', (text) => expect(readEmail(text).ok).toBe(false));
});

test('a language and a time zone are known ones, written the standard way', () => {
  expect(readLocale('ar_sa')).toEqual({ ok: true, value: 'ar-SA' });
  expect(readLocale('Arabic').ok).toBe(false);
  expect(readTimeZone('Asia/Riyadh')).toEqual({ ok: true, value: 'Asia/Riyadh' });
  expect(readTimeZone('Mars/Base').ok).toBe(false);
});
