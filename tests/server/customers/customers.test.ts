import { describe, expect, test } from 'vitest';
import { customers } from '#db/schema/customers.ts';
import { events } from '#db/schema/events.ts';
import { computeTiers } from '#server/customers/tiers.ts';
import { tierCuts } from '#server/customers/value-tier.ts';
import { aColleague, aCustomer, anOrder } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

describe('the list of customers', () => {
  test('finds by the beginning of a name, an id or an address, whatever the case', async () => {
    const { deps, request } = await testApp();
    const grace = await aColleague(deps);
    await aCustomer(deps, { externalId: 'C-1', name: 'Ada Byron', email: 'countess@example.com' });
    await aCustomer(deps, { externalId: 'C-2', name: 'سارة', email: null });
    await aCustomer(deps, { externalId: 'X-3', name: '100% Cotton' });
    for (const [search, found] of [
      ['ada', ['Ada Byron']],
      ['c-2', ['سارة']],
      ['Countess@', ['Ada Byron']],
      ['سا', ['سارة']],
      ['%', []],
      ['100%', ['100% Cotton']],
    ] as const) {
      const answer = await request('GET', `/api/customers?search=${encodeURIComponent(search)}`, {
        as: grace,
      });
      const { customers } = (await answer.json()) as { customers: { name: string }[] };
      expect(customers.map(({ name }) => name)).toEqual(found);
    }
  });

  test('pages by key through everybody once', async () => {
    const { deps, request } = await testApp();
    const grace = await aColleague(deps);
    for (let n = 0; n < 120; n++) await aCustomer(deps, { externalId: `C-${n}`, name: `Same ${n % 3}` });
    const seen: string[] = [];
    for (let after = ''; ;) {
      const answer = await request('GET', `/api/customers${after && `?after=${after}`}`, { as: grace });
      const page = (await answer.json()) as { customers: { id: string }[]; hasMore: boolean };
      seen.push(...page.customers.map(({ id }) => id));
      if (!page.hasMore) break;
      after = page.customers.at(-1)?.id ?? '';
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  test("tells one customer's story, and not another's", async () => {
    const { deps, request } = await testApp();
    const grace = await aColleague(deps);
    const ada = await aCustomer(deps);
    const other = await aCustomer(deps);
    await anOrder(deps, { customerId: ada.id, orderedOn: '2026-10-04' });
    await anOrder(deps, { customerId: other.id });
    const told = await (await request('GET', `/api/customers/${ada.id}/timeline`, { as: grace })).json();
    expect(told).toMatchObject({ items: [{ kind: 'order', on: '2026-10-04' }], before: null });
    expect((await request('GET', '/api/customers/nobody', { as: grace })).status).toBe(404);
    expect((await request('GET', '/api/customers/nobody/timeline', { as: grace })).status).toBe(404);
  });
});

describe('tiers', () => {
  test.each([
    [0, 0, 0],
    [1, 0, 1],
    [2, 1, 1],
    [10, 3, 7],
    [7043, 1761, 4578],
  ])('of %i customers cut after %i and %i', (n, gold, silver) => {
    expect(tierCuts(n)).toEqual({ gold, silver });
  });

  test('go by value, then by id as text, each currency by itself, and only moves are written', async () => {
    const { deps } = await testApp();
    for (const [externalId, currency, totalRevenueMinor] of [
      ['10', 'SAR', 500],
      ['9', 'SAR', 500],
      ['8', 'SAR', 900],
      ['7', null, null],
      ['1', 'USD', 5],
      ['2', 'USD', 1],
    ] as const) {
      await aCustomer(deps, { externalId, currency, totalRevenueMinor });
    }
    expect(await computeTiers(deps)).toEqual({ changed: 6 });
    const rows = await deps.db.select().from(customers).orderBy(customers.externalId);
    expect(rows.map(({ externalId, tier }) => `${externalId} ${tier}`)).toEqual([
      '1 gold',
      '10 silver',
      '2 copper',
      '7 copper',
      '8 gold',
      '9 silver',
    ]);
    expect(await computeTiers(deps)).toEqual({ changed: 0 });
    expect(await deps.db.select().from(events)).toMatchObject([{ kind: 'tiers-computed' }]);
  });
});
