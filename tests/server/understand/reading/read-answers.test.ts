import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { write } from '#db/client.ts';
import { competitors } from '#db/schema/understand.ts';
import type { Deps } from '#server/deps.ts';
import { searchWords } from '#server/understand/reading/fold.ts';
import { baseModel } from '#server/understand/reading/lessons.ts';
import { readAnswers } from '#server/understand/reading/read-answers.ts';
import { review, unreview } from '#server/understand/reading/reviews.ts';
import { rollUpDifferences } from '#server/understand/roll-up-recount.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { heard, saysInstead, standing } from './heard.ts';

beforeAll(() => void baseModel());

async function aHeardCompany() {
  const app = await testApp();
  await aCompany(app.deps);
  return app;
}

const found = async ({ db }: Deps, words: string) => {
  const rows = await db.all<{ id: string }>(sql`
    SELECT v.response_id AS id FROM voice_index i JOIN voices v ON v.id = i.rowid WHERE i.words MATCH ${searchWords(words)}`);
  return rows.map(({ id }) => id);
};

const factsOf = async ({ db }: Deps, id: string) => {
  const rows = await db.all<{ sign: number }>(
    sql`SELECT sign FROM response_facts WHERE response_id = ${id} ORDER BY seq`,
  );
  return rows.map(({ sign }) => sign);
};

const tooExpensive = 'Everything has become far too expensive for us';
const rudeDriver = 'The driver was rude and shouted at my mother';

describe('an answer in words', () => {
  test('gets the reason that is in them, with the words that show it', async () => {
    const { deps } = await aHeardCompany();
    const { id } = await heard(deps, tooExpensive, { reasons: ['service'] });
    await readAnswers(deps);
    const after = await standing(deps, id);
    expect(after.reading).toMatchObject({ state: 'inferred', language: 'en', revision: 0 });
    expect(after.reasons).toEqual(['stated service/', 'inferred price/too-high']);
    expect(after.inferred).toBe('price/too-high');
    expect(tooExpensive).toContain(after.rows[1]?.quote);
    expect(after.rows[1]).toMatchObject({ month: '2026-10', at: new Date('2026-10-05T09:00:00Z') });
    expect(await rollUpDifferences(deps.db)).toEqual([]);
  });

  test('gets none when it is praise', async () => {
    const { deps } = await aHeardCompany();
    const { id } = await heard(deps, 'Excellent service, thank you very much!');
    await readAnswers(deps);
    expect(await standing(deps, id)).toMatchObject({
      reading: { state: 'no-reason' },
      reasons: [],
      inferred: '',
    });
  });

  test('is found by its words, however they are written', async () => {
    const { deps } = await aHeardCompany();
    const { id } = await heard(deps, 'الأسعار غاليةٌ جدًّا');
    const { id: other } = await heard(deps, 'ещё дороже');
    await readAnswers(deps);
    expect(await found(deps, 'الاسعار غاليه')).toEqual([id]);
    expect(await found(deps, 'еще')).toEqual([other]);
  });

  test('names the competitor it went to', async () => {
    const { deps } = await aHeardCompany();
    const row = { id: 'c-1', name: 'Oasis Springs', aliases: ['ينابيع الواحة'] };
    const times = { createdAt: deps.now(), updatedAt: deps.now() };
    await write(deps.db, (tx) => tx.run(deps.db.insert(competitors).values({ ...row, ...times })));
    const { id } = await heard(deps, 'We are switching to Oasis Springs next month');
    await readAnswers(deps);
    expect((await standing(deps, id)).rows[0]).toMatchObject({ category: 'competitor', competitorId: 'c-1' });
  });
});

describe('read again', () => {
  test('what was read changes nothing, though its own facts come by', async () => {
    const { deps } = await aHeardCompany();
    const { id } = await heard(deps, tooExpensive);
    await readAnswers(deps);
    const before = await standing(deps, id);
    await readAnswers(deps);
    await write(deps.db, (tx) => tx.run({ sql: 'UPDATE reading_progress SET facts_read = 0', args: [] }));
    await readAnswers(deps);
    expect(await standing(deps, id)).toEqual(before);
    expect(await factsOf(deps, id)).toEqual([1, -1, 1]);
  });

  test('a corrected answer is read by its new words', async () => {
    const { deps } = await aHeardCompany();
    const { id } = await heard(deps, tooExpensive);
    await readAnswers(deps);
    await saysInstead(deps, id, rudeDriver);
    await readAnswers(deps);
    await readAnswers(deps);
    const after = await standing(deps, id);
    expect(after).toMatchObject({
      reasons: ['inferred service/staff-attitude'],
      inferred: 'service/staff-attitude',
    });
    expect(await found(deps, 'expensive')).toEqual([]);
    expect(await found(deps, 'driver')).toEqual([id]);
    expect(await factsOf(deps, id)).toEqual([1, -1, 1, -1, 1, -1, 1]);
  });

  test('an answer whose words are taken back leaves nothing', async () => {
    const { deps } = await aHeardCompany();
    const { id } = await heard(deps, tooExpensive);
    await readAnswers(deps);
    await saysInstead(deps, id, ' ');
    await readAnswers(deps);
    expect(await standing(deps, id)).toMatchObject({ reading: undefined, reasons: [], inferred: '' });
    expect(await found(deps, 'expensive')).toEqual([]);
  });

  test('what a person has reviewed stays as she left it', async () => {
    const { deps } = await aHeardCompany();
    const by = (await alan(deps)).id;
    const { id } = await heard(deps, tooExpensive);
    await readAnswers(deps);
    const reasons = [{ category: 'other' as const, detail: null, competitorId: null }];
    await review(deps, { responseId: id, revision: 0, reasons, by });
    await saysInstead(deps, id, rudeDriver);
    await readAnswers(deps);
    expect(await standing(deps, id)).toMatchObject({ reasons: ['confirmed other/'], confirmed: 'other' });
    expect(await found(deps, 'driver')).toEqual([id]);
  });

  test('when the review is taken back the reader says what it made of it', async () => {
    const { deps, runJobs } = await aHeardCompany();
    const by = (await alan(deps)).id;
    const { id } = await heard(deps, tooExpensive);
    await readAnswers(deps);
    await review(deps, { responseId: id, revision: 0, reasons: [], by });
    await unreview(deps, { responseId: id, revision: 1, by });
    await runJobs();
    expect(await standing(deps, id)).toMatchObject({
      reading: { state: 'inferred', revision: 2 },
      reasons: ['inferred price/too-high'],
      inferred: 'price/too-high',
    });
  });
});

test('two readers at a time read everything once', async () => {
  const { deps } = await aHeardCompany();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await heard(deps, `${tooExpensive} ${n}`)).id);
  await Promise.all([readAnswers(deps), readAnswers(deps)]);
  for (const id of ids) {
    expect((await standing(deps, id)).reasons).toEqual(['inferred price/too-high']);
    expect(await factsOf(deps, id)).toEqual([1, -1, 1]);
  }
});

test('answers without words or without a name are left alone', async () => {
  const { deps } = await aHeardCompany();
  const { id } = await heard(deps, null);
  await readAnswers(deps);
  expect((await standing(deps, id)).reading).toBeUndefined();
});
