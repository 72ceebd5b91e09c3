import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import type { Condition } from '#db/schema/program-parts.ts';
import { departures } from '#db/schema/departures.ts';
import { audienceAfter, failingTests, membersAmong } from '#server/ask/audience/audience.ts';
import type { Deps } from '#server/deps.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aCompany, aCustomer, alan, anOrder, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const on = { month: '2026-10', today: '2026-10-14', currency: 'SAR' };

/** Six customers who differ in everything that may be tested. */
async function people(deps: Deps) {
  const ada = await aCustomer(deps, {
    name: 'Ada',
    tier: 'gold',
    locale: 'ar',
    timeZone: 'Asia/Riyadh',
    accountManager: "O'Hara",
    monthlyRevenueMinor: 50_000,
    totalRevenueMinor: 900_000,
    attributes: { City: 'Riyadh', 'odd "key" $[0]': 'yes' },
    tags: ['vip', 'x"y'],
  });
  await anOrder(deps, { customerId: ada.id, orderedOn: '2026-09-20', amountMinor: 70_000 });
  await anOrder(deps, { customerId: ada.id, orderedOn: '2024-01-01', amountMinor: 30_000 });
  const bob = await aCustomer(deps, {
    name: 'Bob',
    tier: 'copper',
    locale: 'fr',
    attributes: { City: 'Jeddah' },
  });
  await anOrder(deps, { customerId: bob.id, orderedOn: '2026-09-30', kind: 'quote' });
  const cleo = await aCustomer(deps, {
    name: 'Cleo',
    locale: null,
    email: null,
    currency: 'EUR',
    monthlyRevenueMinor: 1,
  });
  await anOrder(deps, { customerId: cleo.id, orderedOn: '2026-10-02', amountMinor: 90_000, currency: 'EUR' });
  const dan = await aCustomer(deps, { name: 'Dan', status: 'left', tags: ['vip'] });
  await anOrder(deps, { customerId: dan.id, orderedOn: '2025-05-05' });
  await write(deps.db, (tx) =>
    tx.run(
      deps.db.insert(departures).values({
        id: 'd1',
        customerId: dan.id,
        departedOn: '2026-09-02',
        month: '2026-09',
        reasonText: '',
        category: 'other',
        monthlyRevenueMinor: 0,
        totalRevenueMinor: 0,
        currency: 'SAR',
        createdAt: deps.now(),
        updatedAt: deps.now(),
      }),
    ),
  );
  return { ada, bob, cleo, dan };
}

const namesIn = async (deps: Deps, condition: Condition) =>
  (await audienceAfter(deps.db, { condition, on }, '', 100)).map(({ name }) => name).sort();

describe('a condition finds', () => {
  test.each<[Condition, string[]]>([
    [{ all: [] }, ['Ada', 'Bob', 'Cleo', 'Dan']],
    [{ field: 'status', is: 'one-of', value: ['left'] }, ['Dan']],
    [{ field: 'status', is: 'none-of', value: ['left'] }, ['Ada', 'Bob', 'Cleo']],
    [{ field: 'tier', is: 'one-of', value: ['gold', 'silver'] }, ['Ada']],
    [{ field: 'tier', is: 'none-of', value: ['gold'] }, ['Bob', 'Cleo', 'Dan']],
    [{ not: { field: 'tier', is: 'one-of', value: ['gold'] } }, ['Bob', 'Cleo', 'Dan']],
    [{ field: 'tier', is: 'unknown' }, ['Cleo', 'Dan']],
    [{ field: 'tag', is: 'one-of', value: ['vip'] }, ['Ada', 'Dan']],
    [{ field: 'tag', is: 'one-of', value: ['x"y'] }, ['Ada']],
    [{ field: 'tag', is: 'none-of', value: ['vip'] }, ['Bob', 'Cleo']],
    [{ field: 'locale', is: 'unknown' }, ['Cleo']],
    [{ field: 'locale', is: 'one-of', value: ['ar', 'en'] }, ['Ada', 'Dan']],
    [{ field: 'time-zone', is: 'one-of', value: ['Asia/Riyadh'] }, ['Ada']],
    [{ field: 'account-manager', is: 'one-of', value: ["O'Hara"] }, ['Ada']],
    [{ field: 'account-manager', is: 'one-of', value: ["' OR 1=1 --"] }, []],
    [{ field: 'email', is: 'no' }, ['Cleo']],
    [{ field: 'monthly-revenue', is: 'at-least', value: 1 }, ['Ada']],
    [{ field: 'total-revenue', is: 'at-most', value: 899_999 }, []],
    [{ field: 'total-revenue', is: 'known' }, ['Ada']],
    [{ field: 'order-or-quote', is: 'last-month' }, ['Ada', 'Bob']],
    [{ field: 'order', is: 'last-month' }, ['Ada']],
    [{ field: 'quote', is: 'last-month' }, ['Bob']],
    [{ field: 'order', is: 'within-days', value: 12 }, ['Cleo']],
    [{ field: 'order', is: 'within-days', value: 11 }, []],
    [{ field: 'order', is: 'longer-ago', value: 365 }, ['Dan']],
    [{ field: 'order', is: 'since', value: '2026-09-20' }, ['Ada', 'Cleo']],
    [{ field: 'order', is: 'before', value: '2026-09-20' }, ['Dan']],
    [{ field: 'order', is: 'never' }, ['Bob']],
    [{ field: 'orders-ever', is: 'at-least', value: 2 }, ['Ada']],
    [{ field: 'orders-30-days', is: 'at-most', value: 0 }, ['Bob', 'Dan']],
    [{ field: 'spent-ever', is: 'at-least', value: 100_000 }, ['Ada', 'Dan']],
    [{ field: 'spent-365-days', is: 'at-least', value: 1 }, ['Ada']],
    [{ field: 'departed', is: 'last-month' }, ['Dan']],
    [{ field: 'departed', is: 'within-days', value: 41 }, []],
    [{ field: 'departed', is: 'never' }, ['Ada', 'Bob', 'Cleo']],
    [{ field: 'customer-since', is: 'longer-ago', value: 365 }, ['Ada', 'Dan']],
    [{ field: 'customer-since', is: 'within-days', value: 365 }, ['Bob', 'Cleo']],
    [{ field: 'customer-since', is: 'before', value: '2025-01-01' }, ['Ada']],
    [{ field: 'answered', is: 'never' }, ['Ada', 'Bob', 'Cleo', 'Dan']],
    [{ field: 'last-score', is: 'unknown' }, ['Ada', 'Bob', 'Cleo', 'Dan']],
    [{ field: 'attribute.City', is: 'one-of', value: ['Riyadh', 'Mecca'] }, ['Ada']],
    [{ field: 'attribute.City', is: 'none-of', value: ['Riyadh'] }, ['Bob', 'Cleo', 'Dan']],
    [{ field: 'attribute.City', is: 'contains', value: 'JED' }, ['Bob']],
    [{ field: 'attribute.City', is: 'unknown' }, ['Cleo', 'Dan']],
    [{ field: 'attribute.odd "key" $[0]', is: 'known' }, ['Ada']],
    [{ field: "attribute.'); DROP TABLE customers; --", is: 'known' }, []],
    [
      {
        any: [
          { field: 'email', is: 'no' },
          { field: 'tier', is: 'one-of', value: ['gold'] },
        ],
      },
      ['Ada', 'Cleo'],
    ],
    [
      {
        not: {
          any: [
            { field: 'email', is: 'no' },
            { field: 'tier', is: 'unknown' },
          ],
        },
      },
      ['Ada', 'Bob'],
    ],
  ])('%j: %j', async (condition, names) => {
    const { deps } = await testApp();
    await people(deps);
    expect(await namesIn(deps, condition)).toEqual(names);
  });

  test('who answered, and how', async () => {
    const { deps } = await testApp();
    const happy = await anAnswer(deps, { nps: 9, on: '2026-10-05' });
    const angry = await anAnswer(deps, { nps: 3, on: '2026-09-05' });
    const idsIn = async (condition: Condition) =>
      (await membersAmong(deps.db, { condition, on }, [happy.customer.id, angry.customer.id])).map(
        ({ id }) => id,
      );
    expect(await idsIn({ field: 'last-score', is: 'one-of', value: ['promoter'] })).toEqual([
      happy.customer.id,
    ]);
    expect(await idsIn({ field: 'last-score', is: 'one-of', value: ['detractor'] })).toEqual([
      angry.customer.id,
    ]);
    expect(await idsIn({ field: 'answered', is: 'last-month' })).toEqual([angry.customer.id]);
    expect(await idsIn({ field: 'answered', is: 'within-days', value: 10 })).toEqual([happy.customer.id]);
  });

  test('the order a member’s survey is about: the last one before the month', async () => {
    const { deps } = await testApp();
    const customer = await aCustomer(deps);
    await anOrder(deps, { customerId: customer.id, orderedOn: '2026-08-01' });
    const last = await anOrder(deps, { customerId: customer.id, orderedOn: '2026-09-01' });
    await anOrder(deps, { customerId: customer.id, orderedOn: '2026-10-01' });
    expect(await audienceAfter(deps.db, { condition: { all: [] }, on }, '', 9)).toMatchObject([
      { orderId: last.id },
    ]);
  });

  test('and for one customer, the tests that keep her out', async () => {
    const { deps } = await testApp();
    const { bob, ada } = await people(deps);
    const condition: Condition = {
      all: [
        { field: 'tier', is: 'one-of', value: ['gold'] },
        { not: { field: 'email', is: 'yes' } },
        { field: 'quote', is: 'last-month' },
      ],
    };
    expect(await failingTests(deps.db, { condition, on }, bob.id)).toEqual([
      { field: 'tier', is: 'one-of', value: ['gold'], isNot: false },
      { field: 'email', is: 'yes', isNot: true },
    ]);
    expect(await failingTests(deps.db, { condition: { all: [] }, on }, ada.id)).toEqual([]);
  });
});

describe('while a condition is edited', () => {
  test('it is counted, with ten examples, and nothing is stored', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    await people(deps);
    for (let n = 0; n < 16; n++) await aCustomer(deps, { tier: 'silver' });
    const count = (body: unknown) =>
      alan(deps).then((as) => request('POST', '/api/audience/count', { as, body }));
    const answer = await count({
      condition: { field: 'tier', is: 'one-of', value: ['silver'] },
      sample: { percent: 50 },
      holdOutPercent: 25,
    });
    const found = (await answer.json()) as { examples: unknown[] };
    expect(found).toMatchObject({ n: 16, of: 20, drawn: 6 });
    expect(found.examples).toHaveLength(10);
    expect(Object.keys(Object(found.examples[0])).sort()).toEqual([
      'externalId',
      'id',
      'name',
      'status',
      'tier',
    ]);
  });

  test('a wrong one is refused with its place', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    const body = { condition: { all: [{ field: 'tier', is: 'one-of', value: ['tin'] }] } };
    const answer = await request('POST', '/api/audience/count', { as: await alan(deps), body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      fields: { 'condition.all.0.value': 'There is no such choice.' },
    });
    expect((await request('POST', '/api/audience/count', { as: await grace(deps), body })).status).toBe(403);
  });

  test('its fields are told, with the values that occur and the company’s own attributes', async () => {
    const { deps, request } = await testApp();
    await aCompany(deps);
    await people(deps);
    const answer = await request('GET', '/api/audience/fields', { as: await grace(deps) });
    const { fields } = (await answer.json()) as { fields: { field: string }[] };
    expect(fields).toContainEqual(
      expect.objectContaining({ field: 'tag', kind: 'text', values: ['vip', 'x"y'] }),
    );
    expect(fields).toContainEqual(
      expect.objectContaining({ field: 'attribute.City', attribute: true, values: ['Jeddah', 'Riyadh'] }),
    );
  });
});
