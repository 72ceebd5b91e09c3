import { expect, test } from 'vitest';
import { foldedName, lettersIn } from '#server/company/folded-name.ts';

test.each([
  ['Blue Spring', 'BLUE  spring'],
  ['Blue-Spring', 'blue spring'],
  ['Ｂｌｕｅ', 'blue'],
  ['Café', 'cafe'],
  ["O'Neill", 'O’Neill'],
  ['أكوا', 'اكوا'],
  ['شركة المياه', 'شركه المياه'],
  ['مُوسَى', 'موسي'],
  ['کیان', 'كيان'],
  ['صـــافي', 'صافي'],
  ['מעיין', 'מעיינ'],
  ['צ׳יפ', "צ'יפ"],
  ['שָׁלוֹם', 'שלום'],
  ['Ключёвая', 'ключевая'],
])('%s is %s written otherwise', (one, other) => expect(foldedName(one)).toBe(foldedName(other)));

test.each([
  ['مياه', 'مياة نقية'],
  ['Spring', 'Springs'],
  ['й', 'и'],
])('%s is not %s', (one, other) => expect(foldedName(one)).not.toBe(foldedName(other)));

test.each([
  ['HP', 2],
  ['נ', 1],
  ['«—»', 0],
  ['7Up', 3],
])('%s has %i letters and digits', (name, count) => expect(lettersIn(name)).toBe(count));
