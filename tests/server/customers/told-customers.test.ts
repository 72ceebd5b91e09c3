import { describe, expect, test } from 'vitest';
import { customers } from '#db/schema/customers.ts';
import { events } from '#db/schema/events.ts';
import { departments } from '#db/schema/understand.ts';
import { aCompany, anAdmin } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

const ada = {
  externalId: 'W-1',
  name: 'Ada Byron',
  email: 'ada@example.com',
  locale: 'ar',
  timeZone: 'Asia/Riyadh',
  accountManager: 'Grace Hopper',
  department: 'Delivery',
  monthlyRevenue: '480.50',
  totalRevenue: 12_000,
  currency: 'SAR',
  attributes: { city: 'Riyadh', phone: '+966 50 123 4567' },
};

describe('customers that are told', () => {
  test('are added, and told again changed by what is said of them', async () => {
    const { tell, db, stored, keyId } = await aShop();
    const first = await tell({ customers: [ada] });
    expect([first.status, await first.json()]).toEqual([200, { created: 1, changed: 0, unchanged: 0 }]);
    expect(await stored()).toMatchObject([
      {
        externalId: 'W-1',
        name: 'Ada Byron',
        locale: 'ar',
        accountManager: 'Grace Hopper',
        department: 'delivery',
        monthlyRevenueMinor: 48_050,
        totalRevenueMinor: 1_200_000,
        status: 'active',
        attributes: ada.attributes,
      },
    ]);
    expect(await (await tell({ customers: [ada] })).json()).toEqual({ created: 0, changed: 0, unchanged: 1 });
    const change = { externalId: 'W-1', email: null, status: 'left', attributes: { city: 'Jeddah' } };
    expect(await (await tell({ customers: [change] })).json()).toMatchObject({ changed: 1 });
    expect(await stored()).toMatchObject([
      { name: 'Ada Byron', email: null, status: 'left', attributes: { ...ada.attributes, city: 'Jeddah' } },
    ]);
    expect(await db.select({ code: departments.code }).from(departments)).toEqual([{ code: 'delivery' }]);
    const told = (await db.select().from(events)).filter(({ kind }) => kind === 'customers-imported');
    expect(told.map(({ actorId }) => actorId)).toEqual([keyId, keyId]);
  });

  test('told by two at once are one', async () => {
    const { tell, db } = await aShop();
    const answers = await Promise.all(Array.from({ length: 4 }, () => tell({ customers: [ada] })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(await db.$count(customers)).toBe(1);
  });

  test('who are deceased or barred stay so', async () => {
    const { tell, stored } = await aShop();
    await tell({ customers: [{ ...ada, status: 'barred' }] });
    await tell({ customers: [{ ...ada, status: 'active' }] });
    expect(await stored()).toMatchObject([{ status: 'barred' }]);
  });

  test.each([
    [{ email: 'ada at example' }, 'customers.1.email'],
    [{ locale: 'klingonese' }, 'customers.1.locale'],
    [{ timeZone: 'Mars/Olympus' }, 'customers.1.timeZone'],
    [{ monthlyRevenue: '1,480' }, 'customers.1.monthlyRevenue'],
    [{ currency: 'DOLLARS' }, 'customers.1.currency'],
    [{ status: 'gone' }, 'customers.1.status'],
    [{ externalId: '' }, 'customers.1.externalId'],
    [{ externalId: 'W-1', name: 'Another' }, 'customers.1.externalId'],
    [{ phone: '+966' }, 'customers.1'],
  ])('are all refused when one is wrong: %j', async (wrong, field) => {
    const { tell, db } = await aShop();
    const response = await tell({ customers: [ada, { ...ada, externalId: 'W-2', ...wrong }] });
    expect(response.status).toBe(400);
    const { fields } = await response.json();
    expect(Object.keys(fields)).toEqual([field]);
    expect(await db.$count(customers)).toBe(0);
  });

  test('are not an agent’s to tell', async () => {
    const { tell } = await aShop({ role: 'agent' });
    expect((await tell({ customers: [ada] })).status).toBe(403);
  });
});

async function aShop({ role = 'manager' } = {}) {
  const given = await testApp();
  const { deps } = given;
  await aCompany(deps);
  const made = await given.request('POST', '/api/keys', {
    as: await anAdmin(deps),
    body: { name: 'Shop', role },
  });
  const { key, id: keyId } = (await made.json()) as { key: string; id: string };
  const tell = (body: unknown) =>
    given.request('POST', '/api/customers', { headers: { authorization: `Bearer ${key}` }, body });
  return { ...given, db: deps.db, tell, keyId, stored: () => deps.db.select().from(customers) };
}
