import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { newId } from '#db/ids.ts';
import { events } from '#db/schema/events.ts';
import { reasons } from '#db/schema/responses.ts';
import { readings } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { review, unreview } from '#server/understand/reading/reviews.ts';
import { aCompany, alan, grace } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { heard, standing } from './heard.ts';

const price = { category: 'price', detail: 'too-high', competitorId: null } as const;
const service = { category: 'service', detail: null, competitorId: null } as const;

async function aReadAnswer() {
  const { deps } = await testApp();
  await aCompany(deps);
  const { id } = await heard(deps, 'You cost twice as much', { reasons: ['product/range'], tier: 'gold' });
  await read(deps, id);
  return { deps, id, by: (await alan(deps)).id };
}

/** As the reader leaves it. */
async function read({ db, now, random }: Deps, responseId: string): Promise<void> {
  const reason = {
    category: 'price' as const,
    detail: '',
    status: 'inferred' as const,
    quote: 'twice as much',
  };
  await write(db, (tx) => {
    tx.run(db.insert(readings).values({ responseId, state: 'inferred', confidence: 0.8, readAt: now() }));
    const id = newId({ now, random });
    tx.run(db.insert(reasons).values({ id, responseId, ...reason, month: '2026-10', at: now() }));
  });
}

test('what a person confirms stands in the place of what was inferred, and counts', async () => {
  const { deps, id, by } = await aReadAnswer();
  await review(deps, { responseId: id, revision: 0, reasons: [price, service], by });
  const after = await standing(deps, id);
  expect(after).toMatchObject({
    reading: { state: 'reviewed', revision: 1, reviewedBy: by, reviewedAt: deps.now() },
    inferred: '',
    confirmed: 'price/too-high service',
  });
  expect(after.reasons.sort()).toEqual([
    'confirmed price/too-high',
    'confirmed service/',
    'stated product/range',
  ]);
  expect(after.rows.find(({ detail }) => detail === 'too-high')?.quote).toBe('twice as much');
  expect(await rollUpDifferences(deps.db)).toEqual([]);
});

test('a second review gives the first one up', async () => {
  const { deps, id, by } = await aReadAnswer();
  await review(deps, { responseId: id, revision: 0, reasons: [price], by });
  await review(deps, { responseId: id, revision: 1, reasons: [], by });
  expect(await standing(deps, id)).toMatchObject({
    reading: { state: 'reviewed', revision: 2 },
    reasons: ['stated product/range'],
    confirmed: '',
  });
  expect(await rollUpDifferences(deps.db)).toEqual([]);
});

test('of two people who review at a time one is told that the other was there', async () => {
  const { deps, id, by } = await aReadAnswer();
  const other = (await grace(deps)).id;
  const both = await Promise.allSettled([
    review(deps, { responseId: id, revision: 0, reasons: [price], by }),
    review(deps, { responseId: id, revision: 0, reasons: [service], by: other }),
  ]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(both[1]).toMatchObject({ reason: { code: 'conflict' } });
  expect((await standing(deps, id)).confirmed).toBe('price/too-high');
  expect(await rollUpDifferences(deps.db)).toEqual([]);
});

test('a review taken back leaves what was stated', async () => {
  const { deps, id, by } = await aReadAnswer();
  await review(deps, { responseId: id, revision: 0, reasons: [price], by });
  await unreview(deps, { responseId: id, revision: 1, by });
  expect(await standing(deps, id)).toMatchObject({
    reading: { state: 'unsorted', revision: 2, reviewedBy: null, reviewedAt: null },
    reasons: ['stated product/range'],
    confirmed: '',
  });
  expect(await rollUpDifferences(deps.db)).toEqual([]);
  await expect(unreview(deps, { responseId: id, revision: 2, by })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('it is remembered who said what', async () => {
  const { deps, id, by } = await aReadAnswer();
  await review(deps, { responseId: id, revision: 0, reasons: [service], by });
  const [event] = await deps.db.select().from(events).where(eq(events.kind, 'reasons-reviewed'));
  expect(event).toMatchObject({
    actorId: by,
    data: { responseId: id, revision: 1, reasons: [{ category: 'service', detail: '' }] },
  });
});

test.each([
  [[{ ...price, detail: 'gold-plated' }], 'reasons.0.detail'],
  [[{ ...price, detail: 'late-delivery' }], 'reasons.0.detail'],
  [[price, price], 'reasons.1'],
  [[{ ...price, competitorId: 'nobody' }], 'reasons.0.competitorId'],
])('reasons that cannot be confirmed are refused with the place: %j', async (wrong, field) => {
  const { deps, id, by } = await aReadAnswer();
  const refused = review(deps, { responseId: id, revision: 0, reasons: wrong, by });
  await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: { [field]: expect.any(String) } });
  expect((await standing(deps, id)).reading?.state).toBe('inferred');
});

test('an answer nobody knows cannot be reviewed', async () => {
  const { deps, by } = await aReadAnswer();
  const unknown = review(deps, { responseId: 'unknown', revision: 0, reasons: [], by });
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
});
