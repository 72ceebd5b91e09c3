import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Lately } from '#server/http/lately.ts';

test('of the last ones, half of the most, everything is known', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 12 }),
      fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 80 }),
      (most, keys) => {
        let made = 0;
        const lately = new Lately(most, () => ({ made: ++made }));
        const seen: { key: number; made: number }[] = [];
        for (const key of keys) {
          const lastOnes = [...new Set(seen.map((one) => one.key).toReversed())].slice(
            0,
            Math.floor(most / 2),
          );
          const before = seen.findLast((one) => one.key === key);
          const now = lately.of(String(key)).made;
          if (lastOnes.includes(key)) expect(now).toBe(before?.made);
          seen.push({ key, made: now });
        }
      },
    ),
  );
});

test('what is longest unheard of is forgotten', () => {
  const lately = new Lately(4, () => ({ hits: 0 }));
  for (const key of ['a', 'b', 'c', 'd']) lately.of(key).hits = 1;
  expect(lately.of('c').hits).toBe(1);
  for (const key of ['e', 'f']) lately.of(key);
  expect(lately.of('a').hits).toBe(0);
});
