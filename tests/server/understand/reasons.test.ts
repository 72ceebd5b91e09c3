import { describe, expect, test } from 'vitest';
import type { behindBar } from '#server/understand/behind-bar.ts';
import type { reasonsOf } from '#server/understand/reasons.ts';
import { aDeparture, anAnswer } from '#tests/support/answers.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type Reasons = Awaited<ReturnType<typeof reasonsOf>>;
type Behind = Awaited<ReturnType<typeof behindBar>>;

describe('the reasons', () => {
  test('count a category once an answer, its details apart, over the answers of everyone', async () => {
    const { deps, reasons } = await anOffice();
    await anAnswer(deps, { reasons: ['service/late-delivery', 'service/wrong-item'], monthlyMinor: 700 });
    await anAnswer(deps, { reasons: ['service/late-delivery', 'price/too-high'], monthlyMinor: 300 });
    for (let i = 0; i < 3; i++) await anAnswer(deps, { reasons: ['product'] });
    for (let i = 0; i < 5; i++) await anAnswer(deps);
    const { figures } = await reasons('?from=2026-10');
    expect(figures?.total).toBe(10);
    const [product, service, price, ...others] = figures?.categories ?? [];
    expect(product).toMatchObject({ category: 'product', count: 3, details: [] });
    expect(service).toMatchObject({ category: 'service', count: 2, share: { value: 0.2, n: 10 } });
    expect(service?.details.map(({ detail, count }) => [detail, count])).toEqual([
      ['late-delivery', 2],
      ['wrong-item', 1],
    ]);
    expect(price).toMatchObject({ category: 'price', count: 1 });
    expect(others.map(({ count }) => count)).toEqual([0, 0, 0]);
    expect(figures?.overlap?.find(({ one, both }) => one === 'price' && both === 'service')?.count).toBe(1);
    expect(figures?.overlap?.find(({ one, both }) => one === 'service' && both === 'service')?.count).toBe(1);
  });

  test('money at risk is that of the last month, by currency, and hidden when fewer than five named it', async () => {
    const { deps, reasons } = await anOffice();
    for (const on of ['2026-09-05', '2026-10-05']) {
      for (let i = 0; i < 5; i++) await anAnswer(deps, { on, reasons: ['price'], monthlyMinor: 100 });
      await anAnswer(deps, { on, reasons: ['price'], monthlyMinor: 900, currency: 'USD' });
      await anAnswer(deps, { on, reasons: ['service'], monthlyMinor: 7 });
    }
    const { figures } = await reasons();
    expect(figures?.atRisk?.month).toBe('2026-10');
    const money = Object.fromEntries(figures?.atRisk?.categories.map((c) => [c.category, c.money]) ?? []);
    expect(money['price']).toEqual([
      { amountMinor: 900, currency: 'USD' },
      { amountMinor: 500, currency: 'SAR' },
    ]);
    expect(money['service']).toBeNull();
    expect(money['product']).toEqual([]);
  });

  test('of departures are apart from those of answers, and their money adds up over months', async () => {
    const { deps, reasons } = await anOffice();
    for (let i = 0; i < 6; i++) await anAnswer(deps, { reasons: ['price'] });
    await aDeparture(deps, { on: '2026-08-31', reason: 'service/late-delivery', monthlyMinor: 100 });
    await aDeparture(deps, { on: '2026-10-01', reason: 'service', monthlyMinor: 50 });
    const { figures } = await reasons('?source=departures');
    expect(figures).toMatchObject({ total: 2, atRisk: null, overlap: null });
    expect(figures?.categories[0]).toMatchObject({
      category: 'service',
      count: 2,
      share: { value: null, hidden: 'too-few' },
      money: [{ amountMinor: 150, currency: 'SAR' }],
    });
    expect(figures?.categories[0]?.byMonth.map(({ count }) => count).slice(-3)).toEqual([1, 0, 1]);
  });

  test('say whether the last month differs from the one before', async () => {
    const { deps, reasons } = await anOffice();
    for (let i = 0; i < 30; i++) {
      await anAnswer(deps, { on: '2026-09-05', reasons: i < 3 ? ['price'] : [] });
      await anAnswer(deps, { on: '2026-10-05', reasons: i < 15 ? ['price'] : ['service'] });
    }
    const { figures } = await reasons();
    expect(figures?.categories.find(({ category }) => category === 'price')?.change).toMatchObject({
      value: expect.closeTo(0.4),
      isReal: true,
    });
  });

  test('are not for agents', async () => {
    const { deps, request } = await anOffice();
    for (const path of ['/api/reasons', '/api/reasons/voices?category=price']) {
      expect((await request('GET', path, { as: await grace(deps) })).status).toBe(403);
    }
  });
});

describe('behind a bar', () => {
  test('stand the words of those who named it, newest first, page by page, each once', async () => {
    const { deps, voices } = await anOffice();
    for (let i = 0; i < 65; i++) {
      const on = `2026-${i < 40 ? '09' : '10'}-${String((i % 25) + 1).padStart(2, '0')}`;
      await anAnswer(deps, {
        on,
        nps: 3,
        words: `words ${i}`,
        reasons: ['service/late-delivery', 'service/wrong-item'],
      });
    }
    await anAnswer(deps, { words: 'of price', reasons: ['price'] });
    await anAnswer(deps, { reasons: ['service/late-delivery'] });
    const pages: Behind[] = [];
    for (let after: string | null = ''; after !== null; after = pages.at(-1)?.next ?? null) {
      pages.push(await voices(`?category=service${after ? `&after=${after}` : ''}`));
    }
    const all = pages.flatMap((page) => page.voices);
    expect(pages.map((page) => page.voices.length)).toEqual([30, 30, 5]);
    expect(new Set(all.map(({ words }) => words)).size).toBe(65);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(all[0]?.reasons.map(({ detail }) => detail).toSorted()).toEqual(['late-delivery', 'wrong-item']);
    const detail = await voices('?category=service&detail=wrong-item&from=2026-10');
    expect(detail.voices).toHaveLength(25);
  });

  test('of two reasons together stand only those who named both; tiers narrow it', async () => {
    const { deps, voices } = await anOffice();
    await anAnswer(deps, { words: 'both', reasons: ['price', 'service/late-delivery'], tier: 'gold' });
    await anAnswer(deps, { words: 'price', reasons: ['price'], tier: 'copper' });
    const said = async (query: string) => (await voices(query)).voices.map(({ words }) => words);
    expect(await said('?category=price&with=service')).toEqual(['both']);
    expect(await said('?category=price&tier=copper')).toEqual(['price']);
    expect(await said('?category=price&program=imported')).toHaveLength(2);
    expect(await said('?category=price&program=monthly')).toEqual([]);
  });

  test('of departures stand those who left, with what they took', async () => {
    const { deps, voices } = await anOffice();
    for (let i = 0; i < 32; i++)
      await aDeparture(deps, { reason: 'competitor', text: `left ${i}`, monthlyMinor: i });
    const first = await voices('?source=departures&category=competitor');
    const second = await voices(`?source=departures&category=competitor&after=${first.next}`);
    expect(second.next).toBeNull();
    const texts = [...first.leavers, ...second.leavers].map(({ reasonText }) => reasonText);
    expect(new Set(texts).size).toBe(32);
    expect(first.leavers[0]).toMatchObject({ currency: 'SAR', customerName: 'Ada Byron' });
  });

  test.each(['?category=nonsense', '?category=price&after=nowhere', '?category=price&from=yesterday', ''])(
    'a question that makes no sense is refused: %s',
    async (query) => {
      const { deps, request } = await anOffice();
      const response = await request('GET', `/api/reasons/voices${query}`, { as: await alan(deps) });
      expect(response.status).toBe(400);
    },
  );
});

async function anOffice() {
  const office = await testApp();
  await aCompany(office.deps);
  let manager: { id: string } | undefined;
  const get = async (path: string) => {
    manager ??= await alan(office.deps);
    const response = await office.request('GET', path, { as: manager });
    expect(response.status).toBe(200);
    return response.json();
  };
  return {
    ...office,
    reasons: async (query = ''): Promise<Reasons> => get(`/api/reasons${query}`),
    voices: async (query = ''): Promise<Behind> => get(`/api/reasons/voices${query}`),
  };
}
