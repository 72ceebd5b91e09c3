import { describe, expect, test } from 'vitest';
import { customers } from '#db/schema/customers.ts';
import { aColleague, aCompany, alan } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

const csv = 'رقم العميل,الاسم,البريد الإلكتروني,الإيرادات\nC-1,سارة,sara@example.com,12.50\nC-2,عمر,,7\n';
const map = {
  externalId: 'رقم العميل',
  name: 'الاسم',
  email: 'البريد الإلكتروني',
  totalRevenue: 'الإيرادات',
};
const plan = { kind: 'customers', map };

describe('the import over HTTP', () => {
  test('guesses the columns of an Arabic file and shows its first rows', async () => {
    const { answer } = await asManager();
    const preview = await answer('/api/import-previews?kind=customers', csv);
    expect(preview.status).toBe(200);
    expect(await preview.json()).toMatchObject({
      guesses: map,
      rows: [
        ['C-1', 'سارة', 'sara@example.com', '12.50'],
        ['C-2', 'عمر', '', '7'],
      ],
    });
  });

  test('checks first, and stores nothing by checking', async () => {
    const { app, answer } = await asManager();
    const checked = await answer(`/api/import-checks?plan=${encodeURIComponent(JSON.stringify(plan))}`, csv);
    expect(await checked.json()).toMatchObject({ rows: 2, created: 2, stored: false, problemCount: 0 });
    expect(await app.deps.db.$count(customers)).toBe(0);
  });

  test('stores with progress, in the currency of the company, and gives everyone a tier', async () => {
    const { app, answer } = await asManager();
    const stored = await answer(`/api/imports?plan=${encodeURIComponent(JSON.stringify(plan))}`, csv);
    const lines = (await stored.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual({ progress: { phase: 'storing', rows: 2, of: 2 } });
    expect(lines.at(-1)).toMatchObject({ report: { created: 2, stored: true } });
    expect(await app.deps.db.select().from(customers).orderBy(customers.externalId)).toMatchObject([
      { name: 'سارة', totalRevenueMinor: 1250, currency: 'SAR', tier: 'gold' },
      { name: 'عمر', totalRevenueMinor: 700, currency: 'SAR', tier: 'copper' },
    ]);
  });

  test('says what is wrong with a plan or a body, and is closed to agents', async () => {
    const { app, answer } = await asManager();
    expect((await answer('/api/imports?plan=nonsense', csv)).status).toBe(400);
    expect((await answer(`/api/imports?plan=${encodeURIComponent('{"kind":"cats"}')}`, csv)).status).toBe(
      400,
    );
    const empty = await answer(`/api/import-previews?kind=orders`, '');
    expect(await empty.json()).toMatchObject({ problem: { code: 'header-missing' } });
    const agent = await aColleague(app.deps);
    const refused = await app.app.request('/api/import-previews?kind=customers', {
      method: 'POST',
      headers: await app.as(agent),
      body: csv,
    });
    expect(refused.status).toBe(403);
  });
});

async function asManager(): Promise<{
  app: TestApp;
  answer: (path: string, body: string) => Promise<Response>;
}> {
  const app = await testApp();
  await aCompany(app.deps);
  const headers = { ...(await app.as(await alan(app.deps))), 'content-type': 'text/csv' };
  return {
    app,
    answer: async (path, body) => app.app.request(path, { method: 'POST', headers, body }),
  };
}
