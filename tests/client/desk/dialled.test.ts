import { expect, test } from 'vitest';
import { dialled } from '#client/desk/inbox/dialled.ts';

test.each([
  ['+966 50 123 4567', '+966501234567'],
  ['(050) 123.45-67', '0501234567'],
  ['٠٥٠ ١٢٣ ٤٥٦٧', '0501234567'],
  ['+۹۸ ۰۱۲', '+98012'],
  ['05+01', '0501'],
])('%s is dialled as %s', (phone, number) => {
  expect(dialled(phone)).toBe(number);
});
