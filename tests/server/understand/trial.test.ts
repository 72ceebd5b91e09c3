import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { departures } from '#db/schema/departures.ts';
import { compensationTrial } from '#server/understand/compensation/trials.ts';
import { costPerKept, trialOf, type Arm, type Tried } from '#server/understand/compensation/trial.ts';
import { meanDifference, sampleMean } from '#surveys/sample-mean.ts';
import { aCase, aProposal } from '#tests/support/cases.ts';
import { aCompany, alan, aCustomer, anOrder, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const tried = (arm: Arm, overrides: Partial<Tried> = {}): Tried => {
  const after = { orders: 0, orderedMinor: 0, isKept: true };
  return {
    arm,
    daysSince: 200,
    isBetter: null,
    after: { 90: after, 180: after },
    givenMinor: 0,
    ...overrides,
  };
};

/** Chance that begins anew with each seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('on customers whose truth is known', () => {
  const truth = { kept: { offer: 0.82, 'call-only': 0.7 }, orders: { offer: 30_000, 'call-only': 20_000 } };
  const seeds = 600;

  function generated(seed: number): Tried[] {
    const random = chance(seed);
    return Array.from({ length: 300 }, () => {
      const arm: Arm = random() < 0.5 ? 'offer' : 'call-only';
      // Skewed, as money is: exponential.
      const orderedMinor = -Math.log(1 - random()) * truth.orders[arm];
      const after = { orders: 1, orderedMinor, isKept: random() < truth.kept[arm] };
      return tried(arm, { after: { 90: after, 180: after }, givenMinor: arm === 'offer' ? 5000 : 0 });
    });
  }

  test('the interval of the difference holds the true effect in 95 of 100 trials', () => {
    const holds = { kept: 0, orderedMinor: 0, cost: 0 };
    const costTrue = 5000 / (truth.kept.offer - truth.kept['call-only']);
    let told = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const [after] = trialOf(generated(seed)).after;
      const within = (interval: { low: number; high: number } | undefined, value: number) =>
        interval !== undefined && interval.low <= value && value <= interval.high ? 1 : 0;
      holds.kept += within(after?.kept.difference?.interval, truth.kept.offer - truth.kept['call-only']);
      holds.orderedMinor += within(after?.orderedMinor.difference?.interval, 10_000);
      if (!after?.cost?.minor) continue;
      told += 1;
      holds.cost += within(after.cost.minor, costTrue);
    }
    // Three standard errors of 600 trials are 2.7 points.
    for (const held of [holds.kept, holds.orderedMinor]) {
      expect(held / seeds).toBeGreaterThan(0.923);
      expect(held / seeds).toBeLessThan(0.977);
    }
    expect(told).toBeGreaterThan(seeds / 2);
    expect(holds.cost / told).toBeGreaterThan(0.9);
  });

  test('money that does nothing is hardly ever shown to help', () => {
    let shown = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const random = chance(seed + 10_000);
      const drawnAnew = generated(seed).map((one) => ({
        ...one,
        arm: random() < 0.5 ? ('offer' as const) : ('call-only' as const),
      }));
      if (trialOf(drawnAnew).after[0]?.cost?.minor) shown += 1;
    }
    expect(shown / seeds).toBeLessThan(0.05);
  });
});

describe('what is told', () => {
  test('is nothing under five customers of an arm, and no difference', () => {
    const few = [...Array(4).fill(tried('offer')), ...Array(40).fill(tried('call-only'))];
    const [after] = trialOf(few).after;
    expect(after?.kept.offer).toEqual({ value: null, n: '<5', interval: null, hidden: 'too-few' });
    expect(after?.kept.callOnly).toMatchObject({ n: 40 });
    expect(after?.kept.difference).toBeNull();
    expect(after?.cost).toBeNull();
  });

  test('counts only who has had the time', () => {
    const some = [90, 179, 180].flatMap((daysSince) =>
      (['offer', 'call-only'] as const).flatMap((arm) => Array(5).fill(tried(arm, { daysSince }))),
    );
    expect(trialOf(some).after.map(({ kept }) => kept.offer.n)).toEqual([15, 5]);
  });

  test.each([
    [
      { low: 0.05, high: 0.2, value: 0.1 },
      { value: 50_000, low: 25_000, high: 100_000 },
    ],
    [{ low: 0, high: 0.2, value: 0.1 }, null],
    [{ low: -0.3, high: -0.1, value: -0.2 }, null],
  ])('the cost per kept customer of a difference of %j is %j', ({ value, ...interval }, minor) => {
    const difference = { value, interval, isReal: true };
    expect(costPerKept(difference, { givenMinor: 500_000, offered: 100 })).toEqual({
      givenMinor: 500_000,
      minor,
    });
  });
});

// By hand: mean 4, s² 12.5, n 5, t 2.776.
test('means and their difference have the intervals of Student and Welch', () => {
  const [a, b] = [
    [1, 2, 3, 4, 10],
    [4, 8, 9, 7],
  ];
  expect(sampleMean(a ?? [])).toMatchObject({ value: 4, n: 5 });
  expect(sampleMean(a ?? []).interval?.low).toBeCloseTo(-0.389938, 4);
  expect(meanDifference(a ?? [], b ?? [])).toMatchObject({ value: 3, isReal: false });
  expect(sampleMean([])).toEqual({ value: null, n: 0, interval: null });
  expect(meanDifference([1], [2, 3])).toBeNull();
});

describe('GET /api/compensation/trial', () => {
  async function tryingOut() {
    const t = await testApp();
    await aCompany(t.deps);
    const openedAt = new Date('2026-04-01T09:00:00Z');
    for (const arm of ['offer', 'call-only'] as const)
      for (let n = 0; n < 6; n++) {
        const { id: customerId } = await aCustomer(t.deps);
        const recoveryCase = await aCase(t.deps, {
          customerId,
          arm,
          openedAt,
          score: 2,
          scoreMeasure: 'nps',
        });
        if (arm === 'offer') await aProposal(t.deps, recoveryCase, { status: 'issued', amountMinor: 1000 });
        if (n === 0)
          // A second case of the same customer, in the other arm, counts for nothing.
          await aCase(t.deps, {
            customerId,
            arm: arm === 'offer' ? 'call-only' : 'offer',
            openedAt: new Date('2026-05-01T09:00:00Z'),
          });
        if (n < 3) await anOrder(t.deps, { customerId, orderedOn: '2026-05-02', amountMinor: 20_000 });
        if (arm === 'call-only' && n > 3)
          await write(t.deps.db, (tx) => tx.run(t.deps.db.insert(departures).values(left(t, customerId))));
      }
    return t;
  }
  const left = ({ deps }: Awaited<ReturnType<typeof testApp>>, customerId: string) => ({
    id: newId(deps),
    customerId,
    departedOn: '2026-06-01',
    month: '2026-06',
    reasonText: '',
    category: 'service' as const,
    monthlyRevenueMinor: 0,
    totalRevenueMinor: 0,
    currency: 'SAR',
    createdAt: deps.now(),
    updatedAt: deps.now(),
  });

  test('compares the arms by each customer’s first case', async () => {
    const t = await tryingOut();
    const { trial } = await compensationTrial(t.deps);
    expect(trial).toMatchObject({ n: { offer: 6, callOnly: 6 }, currency: 'SAR' });
    const [, after] = trial?.after ?? [];
    expect(after).toMatchObject({
      days: 180,
      ordered: { offer: { value: 0.5, n: 6 }, callOnly: { value: 0.5, n: 6 } },
      kept: { offer: { value: 1 }, callOnly: { value: 4 / 6 } },
      orderedMinor: { offer: { value: 10_000 } },
      cost: { givenMinor: 6000, minor: null },
    });
  });

  test('is for managers, and tells nothing where nothing was tried', async () => {
    const t = await testApp();
    await aCompany(t.deps);
    const asked = (as: { id: string }) => t.request('GET', '/api/compensation/trial', { as });
    expect(await (await asked(await alan(t.deps))).json()).toEqual({ trial: null });
    expect((await asked(await grace(t.deps))).status).toBe(403);
  });
});
