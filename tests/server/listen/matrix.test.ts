import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { surveyVersions } from '#db/schema/programs.ts';
import { responses, scoreRollup } from '#db/schema/responses.ts';
import { cases } from '#db/schema/cases.ts';
import { readDocument } from '#surveys/read-document.ts';
import { aColleague, aCompany, aCustomer } from '#tests/support/cast.ts';
import { anInvitation, aWave } from '#tests/support/invited.ts';
import { testApp } from '#tests/support/test-app.ts';

const document = {
  elements: [
    { type: 'rating', name: 'all', title: 'All in all', rateMax: 5, measure: 'csat' },
    {
      type: 'matrix',
      name: 'work',
      title: { default: 'How did each of us do?', ar: 'كيف كان أداء كل قسم؟' },
      eachRowRequired: true,
      rows: [
        { value: 'sales', text: { default: 'Sales', ar: 'المبيعات' }, measure: 'department:sales' },
        { value: 'delivery', text: { default: 'Delivery', ar: 'التوصيل' }, measure: 'department:delivery' },
      ],
      columns: [1, 2, 3, 4, 5],
    },
    { type: 'text', name: 'day', title: 'Day', inputType: 'date' },
  ],
};

async function invitedAda() {
  const t = await testApp();
  await aCompany(t.deps);
  const { db } = t.deps;
  const ada = await aCustomer(t.deps);
  const wave = await aWave(t.deps);
  const { served } = readDocument(document, { kind: 'other' });
  await write(db, (tx) =>
    tx.run(
      db
        .update(surveyVersions)
        .set({ definition: { ...served } })
        .where(eq(surveyVersions.id, wave.surveyVersionId)),
    ),
  );
  const { token } = await anInvitation(t.deps, wave, { customerId: ada.id, locale: 'ar' });
  const stored = () => db.select({ answers: responses.answers }).from(responses);
  return { t, path: `/s/${token}`, stored };
}

const form = (fields: [string, string][]) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  body: new URLSearchParams(fields).toString(),
});

test('a matrix is asked and taken without a script, row by row, and each marked row is counted', async () => {
  const { t, path, stored } = await invitedAda();
  const html = await (await t.app.request(path, { headers: { accept: 'text/html' } })).text();
  expect(html).toContain('name="work.sales"');
  expect(html).toContain('التوصيل');
  const half = await t.app.request(path, form([['work.sales', '2']]));
  expect(half.status).toBe(400);
  expect(await half.text()).toContain('يلزم اختيار إجابة في كل سطر');
  const whole = await t.app.request(
    path,
    form([
      ['all', '2'],
      ['work.sales', '2'],
      ['work.delivery', '5'],
      ['day', '2026-05-04'],
    ]),
  );
  expect(whole.status).toBe(200);
  expect(await stored()).toEqual([
    { answers: { all: 2, work: { sales: 2, delivery: 5 }, day: '2026-05-04' } },
  ]);
  const counted = await t.deps.db.select().from(scoreRollup);
  expect(counted.map(({ measure, value, n }) => [measure, value, n]).toSorted()).toEqual([
    ['csat', '2', 1],
    ['department:delivery', '5', 1],
    ['department:sales', '2', 1],
  ]);
});

test('a case shows the rows and the day in the language of who reads it', async () => {
  const { t, path } = await invitedAda();
  const answers = { all: 1, work: { sales: 1, delivery: 4 }, day: '2026-05-04' };
  expect((await t.request('POST', path, { body: { answers } })).status).toBe(201);
  const [opened] = await t.deps.db.select().from(cases);
  const agent = await aColleague(t.deps, { locale: 'ar' });
  const page = await t.request('GET', `/api/cases/${opened?.id}`, { as: agent });
  expect(await page.json()).toMatchObject({
    response: {
      answers: [
        { name: 'all', answers: ['1/5'] },
        {
          question: 'كيف كان أداء كل قسم؟',
          rows: [
            { row: 'المبيعات', answer: '1' },
            { row: 'التوصيل', answer: '4' },
          ],
        },
        { answers: ['4 مايو 2026'] },
      ],
    },
  });
});

test.each([
  ['a row not asked', { sales: 5, delivery: 5, cellar: 5 }],
  ['a column as text', { sales: '5', delivery: 5 }],
  ['half of the rows', { sales: 5 }],
  ['a list', [5, 5]],
])('%s is refused and nothing is stored', async (_what, work) => {
  const { t, path, stored } = await invitedAda();
  expect((await t.request('POST', path, { body: { answers: { work } } })).status).toBe(400);
  expect(await stored()).toEqual([]);
});
