import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seedHashOf, openedSeed, sealedSeed } from '#server/ask/lottery-seed.ts';
import { drawn, markOf, ticketList, ticketsHashOf } from '#server/listen/lottery.ts';

const ticketsHash = ticketsHashOf(['aa', 'bb']);
const zeros = '0'.repeat(64);
const others = 'ab'.repeat(32);

describe('the draw', () => {
  // Made with Python's hashlib and hmac.
  test.each([
    [zeros, 10, 3, [7, 3, 2]],
    [others, 1000, 5, [694, 632, 508, 553, 891]],
    [others, 7, 7, [4, 5, 3, 7, 6, 2, 1]],
    [zeros, 2, 9, [1, 2]],
  ])('by seed %s of %i tickets, %i winners', (seed, tickets, winners, won) => {
    expect(drawn({ seed, ticketsHash, tickets, winners })).toEqual(won);
  });

  test('of nothing draws nothing', () => {
    expect(drawn({ seed: zeros, ticketsHash, tickets: 0, winners: 3 })).toEqual([]);
  });

  test('draws as many different tickets as there are prizes, none that is not there', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 50 }),
        (seed, tickets, winners) => {
          const won = drawn({ seed, ticketsHash, tickets, winners });
          expect(new Set(won).size).toBe(Math.min(tickets, winners));
          expect(won.every((ticket) => ticket >= 1 && ticket <= tickets)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('favours no ticket in no place: chi-square over many seeds stays under its 0.1 % bound', () => {
    const [tickets, draws] = [12, 24_000];
    const counts = [0, 1].map(() => Array.from({ length: tickets }, () => 0));
    for (let n = 0; n < draws; n++)
      for (const [place, ticket] of drawn({
        seed: seedHashOf(String(n)),
        ticketsHash,
        tickets,
        winners: 2,
      }).entries())
        tally(counts[place] ?? [], ticket - 1);
    const expected = draws / tickets;
    for (const of of counts) {
      const chiSquare = of.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      // 11 degrees of freedom.
      expect(chiSquare).toBeLessThan(31.26);
    }
  });

  test('another order of tickets is another list', () => {
    expect(ticketsHashOf(['bb', 'aa'])).not.toBe(ticketsHash);
    expect(ticketList(['aa', 'bb'])).toBe('aa\nbb\n');
    expect(markOf('l1', 'r1')).not.toBe(markOf('l2', 'r1'));
  });
});

describe('a sealed seed', () => {
  const sealing = { secret: 'a-secret', lotteryId: 'l1', random: (bytes: number) => new Uint8Array(bytes) };

  test('does not tell the seed, and opens again with the secret', () => {
    const sealed = sealedSeed(zeros, sealing);
    expect(sealed).not.toContain(zeros);
    expect(openedSeed(sealed, sealing)).toBe(zeros);
    expect(openedSeed(zeros, sealing)).toBe(zeros);
  });

  test.each([{ secret: 'another' }, { lotteryId: 'l2' }])('does not open with %j', (wrong) => {
    expect(() => openedSeed(sealedSeed(zeros, sealing), { ...sealing, ...wrong })).toThrow();
  });
});

function tally(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
