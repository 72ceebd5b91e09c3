import { expect, test } from 'vitest';
import type { reviewQueue } from '#server/understand/voices/queue.ts';
import type { Voice } from '#server/understand/voices/whole-voices.ts';
import { aCompany, alan, anAdmin, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { aVoice } from './heard-words.ts';

type Queue = Awaited<ReturnType<typeof reviewQueue>>;
const price = { category: 'price', detail: 'too-high', competitorId: null };

async function anOffice() {
  const t = await testApp();
  await aCompany(t.deps);
  const manager = await alan(t.deps);
  const queue = async (query = ''): Promise<Queue> =>
    (await t.request('GET', `/api/voices/queue${query}`, { as: manager })).json();
  const review = (id: string, body: unknown, as: { id: string } = manager) =>
    t.request('POST', `/api/voices/${id}/review`, { as, body });
  const takeBack = (id: string, revision: number) =>
    t.request('DELETE', `/api/voices/${id}/review?revision=${revision}`, { as: manager });
  return { ...t, manager, queue, review, takeBack };
}

const wordsOf = ({ voices }: Queue) => voices.map((voice) => voice.words);

test('those wait first of whom the reader was least sure, and no others wait', async () => {
  const { deps, queue } = await anOffice();
  await aVoice(deps, 'sure', { reading: { confidence: 0.9, inferred: { price: 'sure' } } });
  await aVoice(deps, 'unsure', { reading: { state: 'unsorted', confidence: 0.3 } });
  await aVoice(deps, 'no idea', { reading: { state: 'unsorted' } });
  await aVoice(deps, 'between', { nps: 2, reading: { confidence: 0.55, inferred: { service: 'between' } } });
  await aVoice(deps, 'nothing in it', { reading: { state: 'no-reason', confidence: 0.9 } });
  await aVoice(deps, 'done', { reading: { state: 'reviewed' } });
  await aVoice(deps, 'not read');
  expect(wordsOf(await queue())).toEqual(['no idea', 'unsure', 'between', 'sure']);
  expect((await queue()).waiting).toBe(4);
  const narrowed = await queue('?score=detractor');
  expect([wordsOf(narrowed), narrowed.waiting]).toEqual([['between'], 1]);
  expect(wordsOf(await queue('?state=unsorted'))).toEqual(['no idea', 'unsure']);
  expect(await queue('?state=reviewed')).toMatchObject({ voices: [], waiting: 0 });
  expect(wordsOf(await queue('?named=price'))).toEqual(['sure']);
  expect(wordsOf(await queue('?q=bet'))).toEqual(['between']);
});

test('the queue comes page by page without a gap, though some are reviewed meanwhile', async () => {
  const { deps, queue, review } = await anOffice();
  for (let n = 0; n < 65; n++)
    await aVoice(deps, `${n}`, { reading: { state: 'unsorted', confidence: 0.5 + (n % 7) / 100 } });
  const pages = [await queue()];
  for (let after = pages[0]?.next; after; after = pages.at(-1)?.next) {
    const [first] = pages.at(-1)?.voices ?? [];
    await review(first?.responseId ?? '', { revision: 0, reasons: [] });
    pages.push(await queue(`?after=${after}`));
  }
  expect(pages.map(({ voices }) => voices.length)).toEqual([30, 30, 5]);
  expect(new Set(pages.flatMap(wordsOf)).size).toBe(65);
});

test('a review stands with who made it, leaves the queue, and is taken back into it', async () => {
  const { deps, queue, review, takeBack } = await anOffice();
  const { id } = await aVoice(deps, 'You cost twice as much', {
    reasons: ['product'],
    reading: { confidence: 0.6, inferred: { price: 'twice as much' } },
  });
  const reviewed: Voice = await (await review(id, { revision: 0, reasons: [price] })).json();
  expect(reviewed.reading).toMatchObject({ state: 'reviewed', revision: 1, reviewedBy: 'Alan Turing' });
  expect(reviewed.reasons).toMatchObject([
    { status: 'stated', category: 'product' },
    { status: 'confirmed', category: 'price', detail: 'too-high', quote: 'twice as much' },
  ]);
  expect((await queue()).waiting).toBe(0);
  const back: Voice = await (await takeBack(id, 1)).json();
  expect(back.reading).toMatchObject({ state: 'unsorted', revision: 2, reviewedBy: null });
  expect((await queue()).waiting).toBe(1);
});

test('who comes second is told, and theirs stands', async () => {
  const { deps, request, manager, review } = await anOffice();
  const { id } = await aVoice(deps, 'Hm', { reading: { state: 'unsorted' } });
  await review(id, { revision: 0, reasons: [price] }, await anAdmin(deps));
  const second = await review(id, { revision: 0, reasons: [] });
  expect(second.status).toBe(409);
  const stands: Voice = await (await request('GET', `/api/voices/${id}`, { as: manager })).json();
  expect(stands.reading).toMatchObject({ revision: 1, reviewedBy: 'Edsger Dijkstra' });
  expect(stands.reasons).toMatchObject([{ category: 'price', status: 'confirmed' }]);
});

test.each([
  [{ revision: 0, reasons: [{ ...price, category: 'weather' }] }, 'reasons.0.category'],
  [{ revision: 0, reasons: [{ ...price, detail: 'gold-plated' }] }, 'reasons.0.detail'],
  [{ revision: 0, reasons: [{ ...price, competitorId: 'nobody' }] }, 'reasons.0.competitorId'],
  [{ revision: -1, reasons: [] }, 'revision'],
  [{ revision: 0 }, 'reasons'],
])('what cannot be confirmed is refused with its place: %j', async (body, field) => {
  const { deps, review } = await anOffice();
  const { id } = await aVoice(deps, 'Hm', { reading: { state: 'unsorted' } });
  const refused = await review(id, body);
  expect(refused.status).toBe(400);
  expect((await refused.json()).fields[field]).toEqual(expect.any(String));
});

test('agents review nothing, and an answer without words is not there to be reviewed', async () => {
  const { deps, review } = await anOffice();
  const { id } = await aVoice(deps, 'Hm');
  expect((await review(id, { revision: 0, reasons: [] }, await grace(deps))).status).toBe(403);
  expect((await review('nobody', { revision: 0, reasons: [] })).status).toBe(404);
});
