import { describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { programs } from '#db/schema/programs.ts';
import { reasons } from '#db/schema/responses.ts';
import { competitors } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { addResponse } from '#server/listen/keep-response.ts';
import { newId } from '#db/ids.ts';
import type { listVoices } from '#server/understand/voices/list.ts';
import { aWave } from '#tests/support/answers.ts';
import { aCompany, aCustomer, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aVoice, changed } from './heard-words.ts';

type Voices = Awaited<ReturnType<typeof listVoices>>;

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const voices = async (query = ''): Promise<Voices> => {
    const response = await t.request('GET', `/api/voices${query}`, { as: manager });
    expect(response.status).toBe(200);
    return response.json();
  };
  const words = async (query = '') => (await voices(query)).voices.map((voice) => voice.words);
  return { ...t, manager, voices, words };
}

async function aCompetitor({ db, now }: Deps, name: string): Promise<string> {
  const id = name.toLowerCase();
  const row = { id, name, aliases: [], createdAt: now(), updatedAt: now() };
  await write(db, (tx) => tx.run(db.insert(competitors).values(row)));
  return id;
}

describe('the voices', () => {
  test('come newest first with who spoke, what was stated, and what was inferred with its words', async () => {
    const { deps, voices } = await anOffice();
    await aVoice(deps, 'Older', { on: '2026-09-05' });
    const { id, customer } = await aVoice(deps, 'You cost twice as much as Aqua', {
      nps: 3,
      tier: 'gold',
      reasons: ['product/range'],
      reading: { confidence: 0.8, inferred: { 'price/too-high': 'twice as much' } },
    });
    const { voices: all, waiting } = await voices();
    expect(all.map((voice) => voice.words)).toEqual(['You cost twice as much as Aqua', 'Older']);
    expect(all[0]).toMatchObject({
      responseId: id,
      nps: 3,
      tier: 'gold',
      customerId: customer.id,
      customerName: customer.name,
      reading: { state: 'inferred', confidence: 0.8, revision: 0, reviewedBy: null },
      reasons: [
        { status: 'stated', category: 'product', detail: 'range', quote: null },
        {
          status: 'inferred',
          category: 'price',
          detail: 'too-high',
          quote: 'twice as much',
          confidence: 0.8,
        },
      ],
      tags: [],
      excuse: null,
    });
    expect(all[1]?.reading).toBeNull();
    expect(waiting).toBe(1);
  });

  test('tell that the first reason was a polite excuse, whatever a measured question told beside', async () => {
    const { deps, voices } = await anOffice();
    const [price, service] = [
      { category: 'price' as const, detail: '', question: 'reason' },
      { category: 'service' as const, detail: '', question: 'really' },
    ];
    await spoken(deps, 'Polite', { reasons: [price, service], whys: [[price], [service]] });
    await spoken(deps, 'Plain', { reasons: [price, { ...service, question: 'on-time' }], whys: [[price]] });
    const { voices: all } = await voices();
    const excuses = Object.fromEntries(all.map((voice) => [voice.words, voice.excuse]));
    expect(excuses).toEqual({
      Polite: { first: [{ category: 'price', detail: '' }], later: [{ category: 'service', detail: '' }] },
      Plain: null,
    });
  });

  test('come page by page without a gap, many of them in one second', async () => {
    const { deps, voices } = await anOffice();
    for (let n = 0; n < 65; n++)
      await aVoice(deps, `words ${n}`, { on: n < 40 ? '2026-10-05' : '2026-09-30' });
    const pages: Voices[] = [];
    for (let after: string | null = ''; after !== null; after = pages.at(-1)?.next ?? null)
      pages.push(await voices(`?q=words${after ? `&after=${after}` : ''}`));
    expect(pages.map((page) => page.voices.length)).toEqual([30, 30, 5]);
    expect(new Set(pages.flatMap((page) => page.voices.map((voice) => voice.words))).size).toBe(65);
    const all: Voices[] = [];
    for (let after: string | null = ''; after !== null; after = all.at(-1)?.next ?? null)
      all.push(await voices(after ? `?after=${after}` : ''));
    expect(all.flatMap((page) => page.voices.map((voice) => voice.words))).toEqual(
      pages.flatMap((page) => page.voices.map((voice) => voice.words)),
    );
  });
});

async function spoken(
  deps: Deps,
  words: string,
  stated: Pick<Parameters<typeof addResponse>[2], 'reasons' | 'whys'>,
) {
  const customer = await aCustomer(deps);
  const answeredAt = deps.now();
  await write(deps.db, (tx) =>
    addResponse(deps, tx, {
      row: {
        id: newId(deps),
        customerId: customer.id,
        status: 'complete',
        answers: {},
        verbatim: words,
        month: '2026-10',
        answeredAt,
      },
      scores: [],
      ...stated,
      monthlyMinor: 0,
      currency: 'SAR',
    }),
  );
}

describe('the voices are narrowed', () => {
  test('by score, state, reason, segment, competitor, month and whatever stands with the answer', async () => {
    const { deps, words } = await anOffice();
    const aqua = await aCompetitor(deps, 'Aqua');
    const a = await aVoice(deps, 'a', { nps: 3, reasons: ['price/too-high'], tier: 'gold' });
    await changed(deps, a.id, { department: 'sales', accountManager: 'Grace Hopper', locale: 'ar' });
    const b = await aVoice(deps, 'b', {
      nps: 8,
      on: '2026-09-05',
      reasons: ['service'],
      reading: { inferred: { price: 'b' } },
    });
    await write(deps.db, (tx) => tx.run(deps.db.update(reasons).set({ competitorId: aqua })));
    await aVoice(deps, 'c', { nps: 10, on: '2026-08-05', reading: { state: 'no-reason' } });
    await aVoice(deps, 'd', {
      on: '2026-07-05',
      reasons: ['price', 'service'],
      reading: { state: 'unsorted' },
    });
    const found: Record<string, (string | null)[]> = {
      '?score=detractor': ['a'],
      '?score=passive': ['b'],
      '?score=promoter': ['c'],
      '?state=inferred': ['b'],
      '?state=unsorted': ['d'],
      '?state=no-reason': ['c'],
      '?state=reviewed': [],
      '?state=unread': ['a'],
      '?named=price': ['a', 'b', 'd'],
      '?named=price/too-high': ['a'],
      '?segment=price%2Bservice': ['d'],
      '?segment=service': ['b'],
      '?segment=none': ['c'],
      [`?competitor=${aqua}`]: ['a', 'b'],
      '?competitor=nobody': [],
      '?from=2026-08&to=2026-09': ['b', 'c'],
      '?tier=gold': ['a'],
      '?department=sales': ['a'],
      '?manager=Grace%20Hopper': ['a'],
      '?language=ar': ['a'],
      '?program=imported': ['a', 'b', 'c', 'd'],
      '?named=price&state=inferred&to=2026-09': ['b'],
    };
    for (const [query, expected] of Object.entries(found))
      expect([query, await words(query)]).toEqual([query, expected]);
    expect(b.id).not.toBe(a.id);
  });

  test.each(['?score=happy', '?state=lost', '?from=October', '?after=anywhere', '?named=weather'])(
    'not by what nobody knows: %s',
    async (query) => {
      const { request, manager } = await anOffice();
      expect((await request('GET', `/api/voices${query}`, { as: manager })).status).toBe(400);
    },
  );

  test('words without a name are shown where eight said some, narrowed too', async () => {
    const { deps, voices, words } = await anOffice();
    await aWave(deps, { month: '2026-10', delivered: 8, completed: 8, programId: 'staff' });
    await write(deps.db, (tx) => tx.run(deps.db.update(programs).set({ isAnonymous: true })));
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.push((await aVoice(deps, `word ${n}`, { programId: 'staff' })).id);
    expect(await words('?program=staff')).toEqual([]);
    await aVoice(deps, 'the eighth', { programId: 'staff', nps: 9 });
    expect(await words('?program=staff')).toHaveLength(8);
    expect(await words('?program=staff&q=eighth')).toEqual(['the eighth']);
    expect(await words('?program=staff&score=promoter')).toEqual([]);
    expect(await words('')).toEqual([]);
    expect((await voices('?program=staff')).waiting).toBe(0);
  });
});

describe('words are searched for', () => {
  const said = [
    'Your prices are too high, and the café is déjà vu',
    'الأسعار مُرتَفِعَة جدًا عندكم',
    'המחירים גבוהים אצלכם',
    'Ещё дороже стало',
  ];

  test.each([
    ['price', 0],
    ['HIGH prices', 0],
    ['CAFE', 0],
    ['dej', 0],
    ['الاسعار مرتفعه', 1],
    ['الأسعـــار', 1],
    ['عندك', 1],
    ['אצלכמ', 2],
    ['המחיר', 2],
    ['еще', 3],
    ['ЁЩЁ', 3],
    ['доро', 3],
    ['price дороже', null],
    ['high price* OR *', null],
  ])('%s', async (typed, at) => {
    const { deps, words } = await anOffice();
    for (const text of said) await aVoice(deps, text);
    expect(await words(`?q=${encodeURIComponent(typed)}`)).toEqual(at === null ? [] : [said[at]]);
  });

  test.each([
    '"',
    '*',
    'NEAR(',
    'a AND',
    'words:',
    '^x',
    '-',
    "'; DROP TABLE voices; --",
    '\u0000',
    '(((',
    '🙂',
  ])('nothing that can be typed breaks the search: %s', async (typed) => {
    const { deps, words } = await anOffice();
    await aVoice(deps, 'Nothing of the kind');
    expect(await words(`?q=${encodeURIComponent(typed)}`)).toEqual([]);
  });
});

test('agents see no voices and put no tag on one', async () => {
  const { deps, request } = await anOffice();
  const { id } = await aVoice(deps, 'Hello');
  const agent = await grace(deps);
  for (const path of ['', '/queue', '/choices', `/${id}`])
    expect((await request('GET', `/api/voices${path}`, { as: agent })).status).toBe(403);
  expect((await request('POST', `/api/voices/${id}/tags`, { as: agent, body: { tag: 'x' } })).status).toBe(
    403,
  );
});
