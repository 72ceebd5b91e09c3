import { describe, expect, test } from 'vitest';
import type { driversOf } from '#server/understand/drivers.ts';
import { aDeparture, anAnswer, type Answer } from '#tests/support/answers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Drivers = Awaited<ReturnType<typeof driversOf>>;

describe('what moves NPS', () => {
  test('is how much lower it is with those who named a reason, and what that costs', async () => {
    const { deps, figures, give } = await anOffice();
    const late = { reasons: ['service/late-delivery'], monthlyMinor: 1000 };
    await give(2, { nps: 7, ...late });
    await give(8, { nps: 2, ...late });
    await give(10, { nps: 8 });
    await give(17, { nps: 9 });
    await give(3, { nps: 9, reasons: ['price'] });
    for (const reason of ['service/late-delivery', 'service/late-delivery', 'service/wrong-item'])
      await aDeparture(deps, { reason, monthlyMinor: 700 });
    const { nps, months, reasons } = await figures();
    expect(nps).toMatchObject({ value: 30, n: 40 });
    expect(months).toBe(1);
    const pulled = {
      pull: { value: expect.closeTo(30 - 200 / 3), isReal: true },
      n: 10,
      unhappy: 8,
      atRisk: [{ amountMinor: 8000, currency: 'SAR' }],
    };
    expect(reasons).toHaveLength(2);
    expect(reasons.find(({ detail }) => detail === null)).toMatchObject({
      category: 'service',
      ...pulled,
      lost: { customers: 3, money: [{ amountMinor: 2100, currency: 'SAR' }] },
    });
    expect(reasons.find(({ detail }) => detail !== null)).toMatchObject({
      category: 'service',
      detail: 'late-delivery',
      ...pulled,
      lost: { customers: 2, money: [{ amountMinor: 1400, currency: 'SAR' }] },
    });
  });

  test('tells no money of fewer than five unhappy answers, and nothing where fewer than five named it or did not', async () => {
    const { figures, give } = await anOffice();
    await give(4, { nps: 3, reasons: ['price'], monthlyMinor: 500 });
    await give(3, { nps: 8, reasons: ['price'], monthlyMinor: 500 });
    await give(4, { nps: 10 });
    expect((await figures()).reasons).toEqual([]);
    await give(1, { nps: 10 });
    expect((await figures()).reasons).toMatchObject([{ category: 'price', n: 7, unhappy: 4, atRisk: [] }]);
  });

  test('is told of the months that hold answers, so that money can be told of one of them', async () => {
    const { figures, give } = await anOffice();
    for (const on of ['2026-08-05', '2026-10-05']) {
      await give(5, { nps: 1, reasons: ['price'], monthlyMinor: 300, on });
      await give(5, { nps: 10, on });
    }
    const { months, reasons } = await figures('?from=2026-05&to=2026-10');
    expect(months).toBe(2);
    expect(reasons[0]?.atRisk).toEqual([{ amountMinor: 3000, currency: 'SAR' }]);
  });

  test('is how much lower it is with those a department has not satisfied, of all who rated it', async () => {
    const { figures, give } = await anOffice();
    const rated = (value: number) => ({ others: [{ measure: 'department:delivery', value }] });
    await give(2, { nps: 7, ...rated(3) });
    await give(8, { nps: 2, ...rated(1) });
    await give(10, { nps: 10, ...rated(4) });
    await give(10, { nps: 10, ...rated(5) });
    await give(10, { nps: 0 });
    const { departments } = await figures();
    expect(departments).toEqual([
      {
        code: 'delivery',
        pull: { value: expect.closeTo(40 - 100), isReal: true, interval: expect.anything() },
        n: 10,
        asked: 30,
      },
    ]);
  });

  test('is not for agents', async () => {
    const { deps, request } = await anOffice();
    expect((await request('GET', '/api/drivers', { as: await grace(deps) })).status).toBe(403);
  });
});

async function anOffice() {
  const office = await testApp();
  await aCompany(office.deps);
  const manager = await alan(office.deps);
  return {
    ...office,
    figures: async (query = '?from=2026-10&to=2026-10') => {
      const response = await office.request('GET', `/api/drivers${query}`, { as: manager });
      expect(response.status).toBe(200);
      const { figures }: Drivers = await response.json();
      if (!figures) throw new Error('There are no figures');
      return figures;
    },
    give: async (n: number, of: Answer) => {
      for (let i = 0; i < n; i++) await anAnswer(office.deps, of);
    },
  };
}
