import { describe, expect, test } from 'vitest';
import { departures } from '#db/schema/departures.ts';
import { events } from '#db/schema/events.ts';
import { reasons } from '#db/schema/responses.ts';
import { reasonDetails } from '#db/schema/understand.ts';
import { theCodebook, type codebookView } from '#server/company/codebooks.ts';
import { labelOf } from '#server/company/codebook.ts';
import { aDeparture, anAnswer } from '#tests/support/answers.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';

type View = Awaited<ReturnType<typeof codebookView>>;

async function anOffice() {
  const { deps, request } = await testApp();
  await aCompany(deps);
  const as = await alan(deps);
  const ask = (method: string, path: string, body?: object) =>
    request(method, `/api/codebook${path}`, { as, body });
  const details = async () => {
    const { details: all }: View = await (await ask('GET', '')).json();
    return new Map(all.map((detail) => [detail.code, detail]));
  };
  const add = (labels: object, category = 'service') => ask('POST', '/details', { category, labels });
  const told = async () => (await deps.db.select().from(events)).map(({ data }) => data);
  return { deps, request, as, ask, details, add, told };
}

describe("a detail of the company's own", () => {
  test('is added with a code made from its label, and the change is written down with who did it', async () => {
    const { deps, as, add, details } = await anOffice();
    const answer = await add({ en: 'No parking', ar: 'لا يوجد موقف', he: '' });
    expect([answer.status, await answer.json()]).toEqual([201, { code: 'no-parking' }]);
    expect((await details()).get('no-parking')).toMatchObject({
      category: 'service',
      labels: { en: 'No parking', ar: 'لا يوجد موقف', he: 'No parking', ru: 'No parking' },
      isShipped: false,
    });
    expect(await deps.db.select().from(events)).toMatchObject([
      { kind: 'codebook-changed', actorId: as.id, data: { what: 'added', code: 'no-parking' } },
    ]);
  });

  test.each([
    [{}, 'labels'],
    [{ en: '   ' }, 'labels'],
    [{ en: 'x'.repeat(81) }, 'labels.en'],
    [{ en: 'Two\nlines' }, 'labels.en'],
    [{ fr: 'Parking' }, 'labels'],
  ])('is refused with the labels %j, naming %s', async (labels, field) => {
    const { add, told } = await anOffice();
    const answer = await add(labels);
    expect(answer.status).toBe(400);
    expect(Object.keys((await answer.json()).fields)).toEqual([field]);
    expect(await told()).toEqual([]);
  });

  test('is refused under a name that its category has already', async () => {
    const { add } = await anOffice();
    const answer = await add({ en: 'late delivery' });
    expect(answer.status).toBe(409);
    expect((await answer.json()).fields).toHaveProperty(['labels.en']);
    expect((await add({ en: 'Late delivery' }, 'other')).status).toBe(201);
  });

  test('keeps one label at least', async () => {
    const { ask, add, details } = await anOffice();
    await add({ en: 'No parking' });
    const rename = (labels: object) => ask('PATCH', '/details/no-parking', { labels });
    expect((await rename({ en: '' })).status).toBe(400);
    expect((await rename({ en: '', he: 'אין חניה' })).status).toBe(204);
    expect((await details()).get('no-parking')?.labels.en).toBe('אין חניה');
  });
});

describe('a shipped detail', () => {
  test('is renamed, and an empty label brings the shipped one back', async () => {
    const { ask, details } = await anOffice();
    await ask('PATCH', '/details/too-high', { labels: { en: 'Too dear', ru: 'Дорого' } });
    expect((await details()).get('too-high')?.labels).toMatchObject({ en: 'Too dear', ru: 'Дорого' });
    await ask('PATCH', '/details/too-high', { labels: { en: '' } });
    expect((await details()).get('too-high')?.labels).toMatchObject({ en: 'Price too high', ru: 'Дорого' });
  });

  test('is retired once and brought back', async () => {
    const { ask, details, told } = await anOffice();
    const retirement = '/details/too-high/retirement';
    expect((await ask('DELETE', retirement)).status).toBe(409);
    expect((await ask('POST', retirement)).status).toBe(204);
    expect((await ask('POST', retirement)).status).toBe(409);
    expect((await details()).get('too-high')?.retiredAt).not.toBeNull();
    expect((await ask('DELETE', retirement)).status).toBe(204);
    expect((await details()).get('too-high')?.retiredAt).toBeNull();
    expect((await told()).map(({ what }) => what)).toEqual(['retired', 'brought-back']);
  });
});

describe('merging', () => {
  test('rewrites nothing that was said, and is undone', async () => {
    const { deps, ask, details } = await anOffice();
    await anAnswer(deps, { reasons: ['service/late-delivery'] });
    const before = await deps.db.select().from(reasons);
    const merger = '/details/late-delivery/merger';
    expect((await ask('POST', merger, { into: 'slow-answer' })).status).toBe(204);
    expect((await details()).get('late-delivery')?.shownAs).toBe('slow-answer');
    const late = { category: 'service', detail: 'late-delivery' } as const;
    expect(labelOf(await theCodebook(deps.db), late, 'en')).toBe('Slow answer');
    expect((await ask('DELETE', merger)).status).toBe(204);
    expect((await details()).get('late-delivery')?.shownAs).toBe('late-delivery');
    expect((await ask('DELETE', merger)).status).toBe(409);
    expect(await deps.db.select().from(reasons)).toEqual(before);
  });

  test.each([
    ['late-delivery', 'late-delivery'],
    ['late-delivery', 'nothing'],
    ['late-delivery', 'too-high'],
    ['slow-answer', 'late-delivery'],
  ])('of %s into %s is refused and says why', async (code, into) => {
    const { ask } = await anOffice();
    await ask('POST', '/details/late-delivery/merger', { into: 'slow-answer' });
    const answer = await ask('POST', `/details/${code}/merger`, { into });
    expect(answer.status).toBe(400);
    expect((await answer.json()).fields.into).toMatch(/[a-z]/);
  });

  test('two people who merge two details into each other leave no circle', async () => {
    const { deps, ask } = await anOffice();
    const merge = (code: string, into: string) => ask('POST', `/details/${code}/merger`, { into });
    const answers = await Promise.all([
      merge('late-delivery', 'slow-answer'),
      merge('slow-answer', 'late-delivery'),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const rows = await deps.db.select().from(reasonDetails);
    expect(rows.filter(({ mergedInto }) => mergedInto !== null)).toHaveLength(1);
  });

  test('opens the list of all its codes behind a bar, an answer once', async () => {
    const { deps, request, as, ask } = await anOffice();
    await anAnswer(deps, { reasons: ['service/late-delivery'], words: 'Late' });
    await anAnswer(deps, { reasons: ['service/late-delivery', 'service/slow-answer'], words: 'Both' });
    await anAnswer(deps, { reasons: ['service/slow-answer'], words: 'Slow' });
    await anAnswer(deps, { reasons: ['service/wrong-item'], words: 'Wrong' });
    await aDeparture(deps, { reason: 'service/late-delivery' });
    await aDeparture(deps, { reason: 'service/wrong-item' });
    await ask('POST', '/details/late-delivery/merger', { into: 'slow-answer' });
    const behind = async (query: string) =>
      (await request('GET', `/api/reasons/voices?category=service&${query}`, { as })).json();
    const { voices } = await behind('detail=slow-answer');
    const words = voices.map((voice: { words: string }) => voice.words);
    expect(words.toSorted()).toEqual(['Both', 'Late', 'Slow']);
    expect((await behind('detail=wrong-item')).voices).toHaveLength(1);
    const { leavers } = await behind('detail=slow-answer&source=departures');
    expect(leavers).toHaveLength(1);
  });
});

describe('a detail that only an import made', () => {
  test('becomes one of the company’s own with the first change, under the category it was named with', async () => {
    const { deps, ask, details } = await anOffice();
    await anAnswer(deps, { reasons: ['product/no-refills'] });
    expect((await details()).has('no-refills')).toBe(false);
    expect((await ask('POST', '/details/no-refills/merger', { into: 'range' })).status).toBe(204);
    expect((await details()).get('no-refills')).toMatchObject({
      category: 'product',
      isShipped: false,
      shownAs: 'range',
    });
  });

  test('is not found while nobody has named it', async () => {
    const { ask } = await anOffice();
    expect((await ask('POST', '/details/no-refills/retirement')).status).toBe(404);
  });
});

test('an agent reads the codebook and changes nothing', async () => {
  const { deps, request } = await anOffice();
  const as = await grace(deps);
  expect((await request('GET', '/api/codebook', { as })).status).toBe(200);
  const body = { category: 'service', labels: { en: 'No parking' } };
  expect((await request('POST', '/api/codebook/details', { as, body })).status).toBe(403);
});

describe('what the company added', () => {
  test('may be stated by a survey, and an answer carries it', async () => {
    const { request, as, add } = await anOffice();
    await add({ en: 'No parking' });
    const element = (reason: string) => ({
      type: 'radiogroup',
      name: 'why',
      title: 'Why?',
      choices: [{ value: 'a', text: 'Nowhere to park', reason }],
    });
    const problems = async (reason: string) => {
      const body = { kind: 'transactional', document: { elements: [element(reason)] } };
      const report = await (await request('POST', '/api/surveys/read', { as, body })).json();
      return report.problems.map(({ code }: { code: string }) => code);
    };
    expect(await problems('service/no-parking')).not.toContain('not-a-reason');
    expect(await problems('price/no-parking')).toContain('not-a-reason');
    expect(await problems('service/nothing')).toContain('not-a-reason');
  });

  test.each([
    ['нет парковки', 'service', 'no-parking'],
    ['no-parking', 'service', 'no-parking'],
    ['service/no-parking', 'service', 'no-parking'],
    ['DEAR', 'price', 'too-high'],
  ])('is understood where a departure is told of as %j', async (reason, category, detail) => {
    const { deps, request, as, add, ask } = await anOffice();
    await add({ en: 'No parking', ru: 'Нет парковки' });
    await ask('PATCH', '/details/too-high', { labels: { en: 'Dear' } });
    const { externalId: customerId } = await aCustomer(deps);
    const body = { departures: [{ customerId, departedOn: '2026-10-13', reason }] };
    expect((await request('POST', '/api/departures', { as, body })).status).toBe(200);
    expect(await deps.db.select().from(departures)).toMatchObject([{ category, detail }]);
  });
});
