import { describe, expect, test } from 'vitest';
import { customerEvents, customers, orders } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { events } from '#db/schema/events.ts';
import { jobs } from '#db/schema/jobs.ts';
import { reasonRollup, reasons } from '#db/schema/responses.ts';
import { aCompany, aCustomer, anAdmin } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

async function aShop() {
  const given = await testApp();
  const { deps } = given;
  await aCompany(deps);
  const body = { name: 'Shop', role: 'agent' };
  const made = await given.request('POST', '/api/keys', { as: await anAdmin(deps), body });
  const { key, id } = (await made.json()) as { key: string; id: string };
  const tell = (path: string, body: unknown) =>
    given.request('POST', path, { headers: { authorization: `Bearer ${key}` }, body });
  const ada = await aCustomer(deps, { externalId: 'C-1', monthlyRevenueMinor: 5000 });
  return { ...given, tell, ada, keyId: id, db: deps.db };
}

const order = {
  externalId: 'A-1',
  customerId: 'C-1',
  amount: '1240.50',
  currency: 'SAR',
  orderedOn: '2026-10-14',
};

describe('orders that are told', () => {
  test('are kept once; told again changed, they change', async () => {
    const { tell, db, ada, keyId } = await aShop();
    const first = await tell('/api/orders', { orders: [order] });
    expect([first.status, await first.json()]).toEqual([200, { created: 1, changed: 0, unchanged: 0 }]);
    const again = await tell('/api/orders', { orders: [order] });
    expect(await again.json()).toEqual({ created: 0, changed: 0, unchanged: 1 });
    const changed = await tell('/api/orders', { orders: [{ ...order, amount: 99 }] });
    expect(await changed.json()).toEqual({ created: 0, changed: 1, unchanged: 0 });
    expect(await db.select().from(orders)).toMatchObject([
      { externalId: 'A-1', customerId: ada.id, amountMinor: 9900, kind: 'order' },
    ]);
    expect(await db.select({ on: customers.lastOrderOn }).from(customers)).toEqual([{ on: '2026-10-14' }]);
    const told = (await db.select().from(events)).filter(({ kind }) => kind === 'orders-imported');
    expect(told.map(({ actorId }) => actorId)).toEqual([keyId, keyId]);
  });

  test('take the company’s currency, and ask for a look at the programs that listen', async () => {
    const { tell, db } = await aShop();
    const { currency: _left, ...without } = order;
    expect((await tell('/api/orders', { orders: [without] })).status).toBe(200);
    expect(await db.select({ currency: orders.currency }).from(orders)).toEqual([{ currency: 'SAR' }]);
    expect(await db.select({ kind: jobs.kind }).from(jobs)).toEqual([{ kind: 'start-triggered' }]);
  });

  test.each([
    [{ customerId: 'C-9' }, 'orders.1.customerId', 'there is no customer with the id “C-9”'],
    [{ orderedOn: '14/10/2026' }, 'orders.1.orderedOn', ''],
    [{ orderedOn: '2026-02-30' }, 'orders.1.orderedOn', ''],
    [{ amount: '1,240' }, 'orders.1.amount', ''],
    [{ amount: '12.345' }, 'orders.1.amount', ''],
    [{ amount: '-1' }, 'orders.1.amount', ''],
    [{ amount: -1 }, 'orders.1.amount', ''],
    [{ amount: '1e9' }, 'orders.1.amount', ''],
    [{ currency: 'DOLLARS' }, 'orders.1.currency', ''],
    [{ externalId: '' }, 'orders.1.externalId', ''],
    [{ externalId: 'A-1', amount: '7' }, 'orders.1.externalId', ''],
    [{ kind: 'return' }, 'orders.1.kind', ''],
    [{ extra: 'x' }, 'orders.1', ''],
  ])('are all refused when one is wrong: %j', async (wrong, field, said) => {
    const { tell, db } = await aShop();
    const rows = [order, { ...order, externalId: 'A-2', ...wrong }];
    const response = await tell('/api/orders', { orders: rows });
    expect(response.status).toBe(400);
    const { fields } = await response.json();
    expect(Object.keys(fields)).toEqual([field]);
    expect(fields[field]).toContain(said);
    expect(await db.$count(orders)).toBe(0);
    expect(await db.$count(jobs)).toBe(0);
  });

  test('of another customer are not taken over', async () => {
    const { tell, deps, db } = await aShop();
    await aCustomer(deps, { externalId: 'C-2' });
    await tell('/api/orders', { orders: [order] });
    const response = await tell('/api/orders', { orders: [{ ...order, customerId: 'C-2' }] });
    expect(response.status).toBe(400);
    expect(await db.$count(orders)).toBe(1);
  });

  test('come up to 500 in a request', async () => {
    const { tell, db } = await aShop();
    const many = (n: number) => Array.from({ length: n }, (_, i) => ({ ...order, externalId: `B-${i}` }));
    expect((await tell('/api/orders', { orders: many(501) })).status).toBe(400);
    expect((await tell('/api/orders', { orders: [] })).status).toBe(400);
    expect((await tell('/api/orders', many(1))).status).toBe(400);
    const response = await tell('/api/orders', { orders: [...many(499), many(1)[0]] });
    expect(await response.json()).toEqual({ created: 499, changed: 0, unchanged: 1 });
    expect(await db.$count(orders)).toBe(499);
  });

  test('told twice at once are kept once', async () => {
    const { tell, db } = await aShop();
    const both = await Promise.all([1, 2, 3].map(() => tell('/api/orders', { orders: [order] })));
    const counts = await Promise.all(both.map((response) => response.json()));
    expect(counts.map(({ created }) => created).sort()).toEqual([0, 0, 1]);
    expect(await db.$count(orders)).toBe(1);
  });
});

describe('a departure that is told', () => {
  const departure = { customerId: 'C-1', departedOn: '2026-10-13', reason: 'price-rise' };

  test('counts as one from a file does: reason, figures and the customer’s state', async () => {
    const { tell, db } = await aShop();
    const response = await tell('/api/departures', { departures: [departure] });
    expect(await response.json()).toEqual({ created: 1, changed: 0, unchanged: 0 });
    expect(await db.select().from(departures)).toMatchObject([
      { departedOn: '2026-10-13', category: 'price', monthlyRevenueMinor: 5000, tier: expect.any(String) },
    ]);
    expect(await db.$count(reasons)).toBe(1);
    const rolled = await db.select().from(reasonRollup);
    expect(rolled.find(({ category }) => category === 'price')).toMatchObject({ n: 1, monthlyMinor: 5000 });
    expect(await db.select({ status: customers.status }).from(customers)).toEqual([{ status: 'left' }]);
    expect(await (await tell('/api/departures', { departures: [departure] })).json()).toEqual({
      created: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  test.each([{ customerId: 'C-9' }, { reason: 'because' }, { departedOn: 'yesterday' }])(
    'is refused with %j',
    async (wrong) => {
      const { tell, db } = await aShop();
      const response = await tell('/api/departures', { departures: [{ ...departure, ...wrong }] });
      expect(response.status).toBe(400);
      expect(Object.keys((await response.json()).fields)).toEqual([`departures.0.${Object.keys(wrong)[0]}`]);
      expect(await db.$count(departures)).toBe(0);
    },
  );
});

describe('an event that is told', () => {
  const event = {
    externalId: 'E-1',
    customerId: 'C-1',
    name: 'order-delivered',
    happenedAt: '2026-10-14T08:00:00+03:00',
    data: { days: 3, late: false, by: 'Sami' },
  };

  test('happened once, however often it is told', async () => {
    const { tell, db } = await aShop();
    expect(await (await tell('/api/events', { events: [event] })).json()).toMatchObject({ created: 1 });
    expect(await (await tell('/api/events', { events: [event] })).json()).toMatchObject({ unchanged: 1 });
    expect(await db.select().from(customerEvents)).toMatchObject([
      { name: 'order-delivered', data: event.data, happenedAt: new Date('2026-10-14T05:00:00Z') },
    ]);
    const other = await tell('/api/events', { events: [{ ...event, name: 'ticket-closed' }] });
    expect(other.status).toBe(400);
    expect((await other.json()).fields['events.0.externalId']).toContain('E-1');
  });

  test('happened now when nobody says when', async () => {
    const { tell, db, deps } = await aShop();
    const { happenedAt: _left, data: _too, ...bare } = event;
    await tell('/api/events', { events: [bare] });
    expect(await db.select().from(customerEvents)).toMatchObject([{ happenedAt: deps.now(), data: {} }]);
  });

  test.each([
    { happenedAt: 'yesterday' },
    { happenedAt: '2026-10-14' },
    { name: '' },
    { data: { deep: { er: 1 } } },
    { data: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, i])) },
    { customerId: 'C-9' },
  ])('is refused with %j', async (wrong) => {
    const { tell, db } = await aShop();
    expect((await tell('/api/events', { events: [{ ...event, ...wrong }] })).status).toBe(400);
    expect(await db.$count(customerEvents)).toBe(0);
  });
});

test.each(['/api/orders', '/api/departures', '/api/events'])('%s is closed to strangers', async (path) => {
  const { request } = await aShop();
  expect((await request('POST', path, { body: {} })).status).toBe(401);
});
