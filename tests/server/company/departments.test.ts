import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { customers } from '#db/schema/customers.ts';
import { departures } from '#db/schema/departures.ts';
import { responses } from '#db/schema/responses.ts';
import { departments } from '#db/schema/understand.ts';
import { departmentCode, departmentNamed, departmentsNamed } from '#server/company/department.ts';
import { parseMeasure } from '#surveys/measures.ts';
import { anAnswer } from '#tests/support/answers.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp, type TestApp } from '#tests/support/test-app.ts';

async function anOffice() {
  const app = await testApp();
  const { deps, request } = app;
  await aCompany(deps);
  const as = await alan(deps);
  const ask = (method: string, path: string, body?: object) =>
    request(method, `/api/departments${path}`, { as, body });
  const add = (labels: object) => ask('POST', '', { labels });
  const kept = () => deps.db.select({ code: departments.code, labels: departments.labels }).from(departments);
  return { app, deps, request, as, ask, add, kept };
}

describe('a department’s code', () => {
  test.each([
    ['After sales', 'after-sales'],
    ['Réception & Co.', 'reception-co'],
    ['Sales', 'sales-2'],
    ['المبيعات', 'department'],
    ['x'.repeat(80), 'x'.repeat(40)],
  ])('made from %s is %s, and a survey can measure by it', (label, code) => {
    expect(departmentCode([{ code: 'sales', labels: {} }], label)).toBe(code);
    expect(parseMeasure(`department:${code}`)).not.toBeNull();
  });
});

describe('a department is meant', () => {
  const known = [
    { code: 'after-sales', labels: { en: 'Aftercare', he: 'שירות לאחר מכירה', ar: 'خدمة ما بعد البيع' } },
  ];
  test.each(['after-sales', 'After Sales', 'AFTERCARE', 'שירות לאחר־מכירה', 'خدمه ما بعد البيع'])(
    'by %s',
    (text) => expect(departmentNamed(known, text)?.code).toBe('after-sales'),
  );
  test('by nothing else', () => expect(departmentNamed(known, 'Sales')).toBeNull());
});

test('what nobody knows becomes a department, once however it is spelt, labelled in its own language', () => {
  const { codes, added } = departmentsNamed(
    [{ code: 'sales', labels: { en: 'Sales' } }],
    ['SALES', 'Доставка', 'доставка', 'البيع', 'Billing'],
  );
  expect(Object.fromEntries(codes)).toEqual({
    SALES: 'sales',
    Доставка: 'department',
    доставка: 'department',
    البيع: 'department-2',
    Billing: 'billing',
  });
  expect(added).toEqual([
    { code: 'department', labels: { ru: 'Доставка' } },
    { code: 'department-2', labels: { ar: 'البيع' } },
    { code: 'billing', labels: { en: 'Billing' } },
  ]);
});

describe('the departments', () => {
  test('are added and renamed under the same code, and each change is written down', async () => {
    const { deps, as, ask, add, kept } = await anOffice();
    const answer = await add({ en: 'Sales', he: 'מכירות' });
    expect([answer.status, await answer.json()]).toEqual([201, { code: 'sales' }]);
    expect((await ask('PATCH', '/sales', { labels: { en: 'New business', he: '' } })).status).toBe(204);
    expect(await kept()).toEqual([{ code: 'sales', labels: { en: 'New business' } }]);
    const { departments: shown } = await (await ask('GET', '')).json();
    expect(shown).toMatchObject([{ code: 'sales', labels: { en: 'New business', ar: 'New business' } }]);
    expect(await deps.db.select().from(events)).toMatchObject([
      { kind: 'departments-changed', actorId: as.id, data: { what: 'added' } },
      { kind: 'departments-changed', actorId: as.id, data: { what: 'renamed' } },
    ]);
  });

  test('have one name each', async () => {
    const { ask, add } = await anOffice();
    await add({ en: 'Sales', ru: 'Продажи' });
    const answer = await add({ en: 'Trade', ru: 'ПРОДАЖИ' });
    expect(answer.status).toBe(409);
    expect(Object.keys((await answer.json()).fields)).toEqual(['labels.ru']);
    expect((await ask('PATCH', '/sales', { labels: { en: '', ru: '' } })).status).toBe(400);
    expect((await ask('PATCH', '/nothing', { labels: { en: 'X' } })).status).toBe(404);
  });

  test('are deleted only while nobody carries them', async () => {
    const { deps, ask, add, kept } = await anOffice();
    for (const en of ['Sales', 'Delivery', 'Billing', 'Repair']) await add({ en });
    await aCustomer(deps, { department: 'sales' });
    await anAnswer(deps);
    await write(deps.db, (tx) => tx.run(deps.db.update(responses).set({ department: 'delivery' })));
    await anAnswer(deps, { others: [{ measure: 'department:billing', value: 4 }] });
    const statuses = [];
    for (const code of ['sales', 'delivery', 'billing', 'repair', 'repair'])
      statuses.push((await ask('DELETE', `/${code}`)).status);
    expect(statuses).toEqual([409, 409, 409, 204, 404]);
    expect((await kept()).map(({ code }) => code).toSorted()).toEqual(['billing', 'delivery', 'sales']);
  });

  test('are read by an agent, who changes nothing', async () => {
    const { deps, request } = await anOffice();
    const as = await grace(deps);
    expect((await request('GET', '/api/departments', { as })).status).toBe(200);
    expect((await request('POST', '/api/departments', { as, body: { labels: { en: 'X' } } })).status).toBe(
      403,
    );
  });
});

describe('an import of customers', () => {
  const file = 'id,team\nC-1,sales\nC-2,Доставка\nC-3,доставка\nC-4,\n';

  test('finds departments by code or label and makes the others, told once', async () => {
    const { app, deps, as, add, kept } = await anOffice();
    await add({ en: 'Sales' });
    const send = () => sendFile({ app, as }, file);
    expect(await send()).toMatchObject({ created: 4, refused: 0 });
    expect(await send()).toMatchObject({ unchanged: 4 });
    const rows = await deps.db
      .select({ id: customers.externalId, department: customers.department })
      .from(customers)
      .orderBy(customers.externalId);
    expect(rows.map(({ department }) => department)).toEqual(['sales', 'department', 'department', null]);
    expect(await kept()).toContainEqual({ code: 'department', labels: { ru: 'Доставка' } });
    const told = (await deps.db.select().from(events)).filter(({ kind }) => kind === 'departments-changed');
    expect(told).toHaveLength(2);
  });

  test('that is only tried makes none', async () => {
    const { app, as, kept } = await anOffice();
    await sendFile({ app, as }, file, '/api/import-checks');
    expect(await kept()).toEqual([]);
  });

  test('leaves her manager and department on her departure, whatever becomes of them later', async () => {
    const { deps, request, as } = await anOffice();
    const ada = await aCustomer(deps, { accountManager: 'Lena Brandt', department: 'sales' });
    const body = { departures: [{ customerId: ada.externalId, departedOn: '2026-10-13', reason: 'price' }] };
    await request('POST', '/api/departures', { as, body });
    await write(deps.db, (tx) => tx.run(deps.db.update(customers).set({ department: 'billing' })));
    expect(await deps.db.select().from(departures)).toMatchObject([
      { accountManager: 'Lena Brandt', department: 'sales' },
    ]);
  });
});

async function sendFile(
  { app, as }: { app: TestApp; as: { id: string } },
  file: string,
  path = '/api/imports',
) {
  const map = { externalId: 'id', department: 'team' };
  const plan = encodeURIComponent(JSON.stringify({ kind: 'customers', map }));
  const headers = await app.as(as);
  const answer = await app.app.request(`${path}?plan=${plan}`, { method: 'POST', headers, body: file });
  const lines = (await answer.text()).trim().split('\n');
  return JSON.parse(lines.at(-1) ?? '').report;
}
