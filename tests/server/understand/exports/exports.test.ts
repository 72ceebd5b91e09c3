import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { events } from '#db/schema/events.ts';
import { programs } from '#db/schema/programs.ts';
import { responses } from '#db/schema/responses.ts';
import type { reasonsOf } from '#server/understand/reasons.ts';
import type { Deps } from '#server/deps.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import { newId } from '#db/ids.ts';
import { aDeparture, anAnswer, aWave } from '#tests/support/answers.ts';
import { aColleague, aCompany, alan, grace } from '#tests/support/cast.ts';
import { manyNamedAnswers } from '#tests/support/many-named-answers.ts';
import { cellsIn, csvRows, partsOf, recordsOf } from '#tests/support/spreadsheets.ts';
import { testApp } from '#tests/support/test-app.ts';

describe('an export of answers', () => {
  test('has one row an answer with its scores, reasons and words, newest first', async () => {
    const { deps, csv } = await anOffice();
    const { customer } = await anAnswer(deps, {
      on: '2026-10-05',
      nps: 3,
      others: [
        { measure: 'on-time', value: 0 },
        { measure: 'price-expectation', value: 1 },
        { measure: 'department:delivery', value: 2 },
      ],
      reasons: ['price/too-high', 'service'],
      tier: 'gold',
      words: '=cmd|calc',
    });
    await anAnswer(deps, { on: '2026-10-07', csat: 4 });
    const rows = await csv({ what: 'responses' });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({ Date: '2026-10-07', 'CSAT (1–5)': '4', 'Stated reasons': '' });
    expect(rows[1]).toMatchObject({
      Month: '2026-10',
      Date: '2026-10-05',
      Program: 'Imported answers',
      'Customer ID': customer.externalId,
      Customer: 'Ada Byron',
      Tier: 'gold',
      Language: 'en',
      'NPS (0–10)': '3',
      'Delivered on time': 'no',
      'The price, against what was expected': 'more',
      'delivery (1–5)': '2',
      'Stated reasons': 'Price too high; Service',
      'Stated reasons, codes': 'price/too-high; service',
      'Named together': 'price+service',
      'In their words': "'=cmd|calc",
    });
  });

  test('speaks the language of who asked, in CSV as in Excel', async () => {
    const { deps, csv, xlsx, manager } = await anOffice({ locale: 'ar' });
    await anAnswer(deps, { nps: 3, reasons: ['price/too-high'], words: 'السعر مرتفع' });
    const [row] = await csv({ what: 'responses' });
    expect(row).toMatchObject({ 'الأسباب المذكورة': 'السعر مرتفع', بكلماتهم: 'السعر مرتفع' });
    const { rows, sheet } = await xlsx({ what: 'responses' });
    expect(rows[0]).toMatchObject({ 'الأسباب المذكورة': 'السعر مرتفع', 'NPS (0–10)': 3 });
    expect(sheet).toContain('rightToLeft="1"');
    expect(manager.locale).toBe('ar');
  });

  test('holds only what the filters of the page leave', async () => {
    const { deps, csv } = await anOffice();
    await anAnswer(deps, { reasons: ['price'], words: 'price alone', tier: 'gold' });
    await anAnswer(deps, { reasons: ['price/too-high', 'service'], words: 'both', tier: 'copper' });
    await anAnswer(deps, { reasons: ['service'], words: 'service alone', tier: 'gold' });
    await anAnswer(deps, { on: '2026-08-05', reasons: ['price'], words: 'long ago', tier: 'gold' });
    const said = async (question: object) =>
      (await csv({ what: 'responses', ...question })).map((row) => row['In their words']).toSorted();
    expect(await said({})).toHaveLength(4);
    expect(await said({ from: '2026-10' })).toEqual(['both', 'price alone', 'service alone']);
    expect(await said({ tier: 'copper' })).toEqual(['both']);
    expect(await said({ named: 'price', from: '2026-10' })).toEqual(['both', 'price alone']);
    expect(await said({ named: 'price/too-high' })).toEqual(['both']);
    expect(await said({ segment: 'price+service' })).toEqual(['both']);
    expect(await said({ language: 'ru' })).toEqual([]);
    expect(await said({ program: 'imported' })).toHaveLength(4);
  });

  test('of 20,000 comes whole and in order, in both formats', { timeout: 60_000 }, async () => {
    const { deps, csv, xlsx } = await anOffice();
    await manyNamedAnswers(deps, 20_000);
    const rows = await csv({ what: 'responses', from: '2026-09', to: '2026-10' });
    expect(rows).toHaveLength(20_000);
    expect(new Set(rows.map((row) => row['In their words'])).size).toBe(20_000);
    const months = rows.map(({ Month }) => String(Month));
    expect(months).toEqual(months.toSorted().toReversed());
    const sheet = await xlsx({ what: 'responses', from: '2026-09', to: '2026-10' });
    expect(sheet.rows.map((row) => row['In their words'])).toEqual(rows.map((row) => row['In their words']));
  });

  test.each(['csv', 'xlsx'] as const)(
    'as %s stops reading when the one who asked has gone away',
    async (as) => {
      const { deps, app, ask, headers } = await anOffice();
      await manyNamedAnswers(deps, 8000);
      const { href } = await ask({ what: 'responses', as });
      let batches = 0;
      const select = deps.db.select.bind(deps.db);
      deps.db.select = ((columns: Parameters<typeof select>[0]) => {
        if (columns && 'number' in columns) batches += 1;
        return select(columns);
      }) as typeof deps.db.select;
      const answer = await app.request(href, { headers });
      const reader = answer.body?.getReader();
      await reader?.read();
      await reader?.read();
      await reader?.cancel();
      const readBefore = batches;
      await new Promise((settle) => setTimeout(settle, 50));
      expect(batches).toBe(readBefore);
      expect(batches).toBeGreaterThan(0);
      // Of 20.
      expect(batches).toBeLessThan(8);
    },
  );
});

describe('an export of an anonymous program', () => {
  test('tells no day and no words of few, and nothing at all of fewer than five', async () => {
    const { deps, csv } = await anOffice();
    await aWave(deps, { month: '2026-10', delivered: 0, completed: 0, programId: 'staff' });
    await write(deps.db, (tx) =>
      tx.run(deps.db.update(programs).set({ isAnonymous: true }).where(eq(programs.id, 'staff'))),
    );
    for (const [month, count] of [
      ['2026-08', 4],
      ['2026-09', 7],
      ['2026-10', 8],
    ] as const)
      for (let i = 0; i < count; i++) await aStaffAnswer(deps, `${month}-0${i + 1}`, `said ${month} ${i}`);
    const rows = await csv({ what: 'responses', program: 'staff' });
    const of = (month: string) => rows.filter((row) => row['Month'] === month);
    expect(['2026-08', '2026-09', '2026-10'].map((month) => of(month).length)).toEqual([0, 7, 8]);
    expect(rows.map(({ Date }) => Date).join('')).toBe('');
    expect(
      of('2026-09')
        .map((row) => row['In their words'])
        .join(''),
    ).toBe('');
    expect(
      of('2026-10')
        .map((row) => row['In their words'])
        .toSorted(),
    ).toEqual(Array.from({ length: 8 }, (_, i) => `said 2026-10 ${i}`));
    expect(of('2026-10').map((row) => row['In their words'])).not.toEqual(
      of('2026-10')
        .map((row) => row['In their words'])
        .toSorted(),
    );
    expect(await csv({ what: 'responses' })).toEqual([]);
    expect(await csv({ what: 'responses', program: 'staff', tier: 'gold' })).toEqual([]);
  });
});

describe('an export of reasons', () => {
  test('has the figures of the page, and hides what the page hides', async () => {
    const { deps, csv, xlsx, request, manager } = await anOffice();
    for (let i = 0; i < 6; i++)
      await anAnswer(deps, { reasons: i < 5 ? ['price/too-high'] : [], monthlyMinor: 12_345 });
    for (let i = 0; i < 4; i++) await anAnswer(deps, { on: '2026-09-05', reasons: ['service'] });
    const path = '/api/reasons?from=2026-09&to=2026-10';
    const page = (await (await request('GET', path, { as: manager })).json()) as Awaited<
      ReturnType<typeof reasonsOf>
    >;
    const price = page.figures?.categories.find(({ category }) => category === 'price');
    const rows = await csv({ what: 'reasons', from: '2026-09', to: '2026-10' });
    expect(rows.find(({ Code, From }) => Code === 'price' && From === '2026-09')).toMatchObject({
      To: '2026-10',
      Reason: 'Price',
      Count: String(price?.count),
      // The four of September are too few to be told, so they are in no total.
      n: '6',
      Share: String(price?.share.value),
      '95 % from': String(price?.share.interval?.low),
    });
    expect(rows.find(({ Code }) => Code === 'price/too-high')).toMatchObject({
      'In detail': 'Price too high',
      Count: '5',
    });
    expect(rows.find(({ Code, From }) => Code === 'price' && From === '2026-10')).toMatchObject({
      'Monthly revenue': '617.25',
      Currency: 'SAR',
    });
    expect(
      rows.find(({ Code, From, To }) => Code === 'service' && From === To && From === '2026-09'),
    ).toMatchObject({
      Count: 'fewer than 5',
      n: 'fewer than 5',
      Share: '',
    });
    const sheet = await xlsx({ what: 'reasons', from: '2026-09', to: '2026-10' });
    expect(sheet.rows.find(({ Code, From }) => Code === 'price' && From === '2026-09')).toMatchObject({
      Count: price?.count,
      Share: price?.share.value,
    });
  });
});

describe('an export of departures', () => {
  test('has who left, when, why and what went with them, in the major unit', async () => {
    const { deps, csv } = await anOffice();
    await aDeparture(deps, {
      on: '2026-10-01',
      reason: 'service/late-delivery',
      text: '@late',
      monthlyMinor: 12_050,
    });
    await aDeparture(deps, {
      on: '2026-10-09',
      reason: 'price',
      currency: 'KWD',
      monthlyMinor: 12_050,
      tier: 'gold',
    });
    const rows = await csv({ what: 'departures' });
    expect(rows.map(({ Date }) => Date)).toEqual(['2026-10-09', '2026-10-01']);
    expect(rows[0]).toMatchObject({ 'Monthly revenue': '12.05', Currency: 'KWD', Code: 'price' });
    expect(rows[1]).toMatchObject({
      Customer: 'Ada Byron',
      Reason: 'Service',
      'In detail': 'Late delivery',
      'Reason as given': "'@late",
      'Monthly revenue': '120.5',
      Currency: 'SAR',
    });
    expect(await csv({ what: 'departures', tier: 'gold' })).toHaveLength(1);
    expect(await csv({ what: 'departures', named: 'service' })).toHaveLength(1);
  });
});

describe('who exports', () => {
  test('is written down with what was asked for, once, by the POST', async () => {
    const { deps, csv, manager } = await anOffice();
    await anAnswer(deps);
    await csv({ what: 'responses', tier: 'gold', from: '2026-10', to: '2026-10' });
    const told = await deps.db.select().from(events).where(eq(events.kind, 'exported'));
    expect(told).toMatchObject([
      {
        actorId: manager.id,
        data: { what: 'responses', as: 'csv', filters: { tier: 'gold', from: '2026-10', to: '2026-10' } },
      },
    ]);
  });

  test('fetches it within two minutes, and nobody else does', async () => {
    const { deps, app, as, at, ask, headers } = await anOffice();
    await anAnswer(deps);
    const { href } = await ask({ what: 'responses', as: 'csv' });
    const another = await as(await alan(deps));
    expect((await app.request(href)).status).toBe(401);
    expect((await app.request(href, { headers: another })).status).toBe(403);
    expect((await app.request(`${href}x`, { headers })).status).toBe(403);
    expect(
      (await app.request(href.replace('responses.csv', 'reasons.xlsx'), { headers })).headers.get(
        'content-disposition',
      ),
    ).toContain('responses-2026-10-14.csv');
    at(new Date(deps.now().getTime() + 121_000));
    const late = await app.request(href, { headers });
    expect(late.status).toBe(403);
    expect(await late.json()).toMatchObject({
      detail: 'This download has expired. Ask for the export again.',
    });
  });

  test('is no agent', async () => {
    const { deps, request } = await anOffice();
    const body = { what: 'responses', as: 'csv' };
    expect((await request('POST', '/api/exports', { as: await grace(deps), body })).status).toBe(403);
  });

  test('is told where a filter cannot be used', async () => {
    const { request, manager } = await anOffice();
    const answer = await request('POST', '/api/exports', {
      as: manager,
      body: { what: 'people', as: 'csv', segment: 'x' },
    });
    expect(answer.status).toBe(400);
    expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual(['what', 'segment']);
  });
});

async function anOffice({ locale = 'en' }: { locale?: 'en' | 'ar' } = {}) {
  const office = await testApp();
  const { deps, app, request } = office;
  await aCompany(deps);
  const manager = await aColleague(deps, { role: 'manager', locale, name: 'Barbara Liskov' });
  const headers = await office.as(manager);
  const ask = async (question: object) => {
    const answer = await request('POST', '/api/exports', { as: manager, body: question });
    expect(answer.status).toBe(201);
    return (await answer.json()) as { href: string };
  };
  const fetched = async (question: object) => {
    const { href } = await ask(question);
    const answer = await app.request(href, { headers });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  return {
    ...office,
    manager,
    headers,
    ask,
    csv: async (question: object) => {
      const file = await fetched({ ...question, as: 'csv' });
      expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      return recordsOf<string>(csvRows(file.toString('utf8')));
    },
    xlsx: async (question: object) => {
      const sheet = partsOf(await fetched({ ...question, as: 'xlsx' })).get('xl/worksheets/sheet1.xml') ?? '';
      return { sheet, rows: recordsOf(cellsIn(sheet)) };
    },
  };
}

async function aStaffAnswer(deps: Deps, on: string, words: string) {
  const noon = new Date(`${on}T12:00:00Z`);
  const id = newId({ ...deps, now: () => noon });
  const row: typeof responses.$inferInsert = {
    id,
    programId: 'staff',
    status: 'complete',
    answers: {},
    verbatim: words,
    month: on.slice(0, 7),
    answeredAt: noon,
  };
  await write(deps.db, (tx) =>
    addResponse(deps, tx, { row, scores: [], reasons: [], monthlyMinor: 0, currency: 'SAR' }),
  );
}
