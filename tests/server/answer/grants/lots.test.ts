import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leftByGrant, type Movement } from '#server/answer/grants/lots.ts';

const issued = (grantId: string, amountMinor: number, until: string | null = null): Movement => ({
  grantId,
  amountMinor,
  validUntil: until === null ? null : new Date(until),
});
const spent = (amountMinor: number): Movement => ({
  grantId: null,
  amountMinor: -amountMinor,
  validUntil: null,
});
const leftOf = (movements: Movement[]) => Object.fromEntries(leftByGrant(movements));

test.each<[string, Movement[], Record<string, number>]>([
  ['nothing was spent', [issued('a', 10)], { a: 10 }],
  ['the older is used first', [issued('a', 10), issued('b', 10), spent(12)], { a: 0, b: 8 }],
  [
    'what ends first is used first',
    [issued('a', 10), issued('b', 10, '2027-01-01'), spent(12)],
    { a: 8, b: 0 },
  ],
  [
    'what came later was not there to be spent',
    [issued('a', 10), spent(4), issued('b', 10, '2027-01-01')],
    { a: 6, b: 10 },
  ],
  [
    'what was taken back is not spent',
    [issued('a', 10), issued('b', 10), issued('a', -10), spent(5)],
    { a: 0, b: 5 },
  ],
  [
    'credit from points is used before what never ends and came after',
    [{ grantId: null, amountMinor: 10, validUntil: null }, issued('a', 10), spent(12)],
    { a: 8 },
  ],
])('%s', (_, movements, expected) => {
  expect(leftOf(movements)).toEqual(expected);
});

test('what is left of all lots is the balance, and no lot is below nothing', () => {
  const step = fc.record({ give: fc.boolean(), amount: fc.integer({ min: 1, max: 100 }), days: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let balance = 0;
      const movements = steps.flatMap(({ give, amount, days }, at): Movement[] => {
        if (!give && amount > balance) return [];
        balance += give ? amount : -amount;
        const until = days === 0 ? null : `2027-01-0${days}`;
        return [give ? issued(`g${at}`, amount, until) : spent(amount)];
      });
      const left = [...leftByGrant(movements).values()];
      expect(left.every((one) => one >= 0)).toBe(true);
      expect(left.reduce((sum, one) => sum + one, 0)).toBe(balance);
    }),
  );
});
