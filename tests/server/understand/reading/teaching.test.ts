import { beforeAll, expect, test } from 'vitest';
import type { Deps } from '#server/deps.ts';
import { baseModel, newLearner, shippedLessons } from '#server/understand/reading/lessons.ts';
import { readAnswers } from '#server/understand/reading/read-answers.ts';
import { review } from '#server/understand/reading/reviews.ts';
import { taughtLessons } from '#server/understand/reading/taught-lessons.ts';
import { aCompany, alan } from '#tests/support/cast.ts';
import { testApp } from '#tests/support/test-app.ts';
import { heard, standing } from './heard.ts';
import { figuresOf, scoreOf, scored } from './score.ts';

beforeAll(() => void baseModel());

/** Words of one company's trade that no shipped lesson has: its water coolers "gurgle" when they break. */
const corrected = [
  'The Zephyrine gurgles again since Tuesday',
  'our zephyrine gurgles all night',
  'Zephyrine unit on floor two gurgles',
  'gurgling zephyrine, second month running',
  'It gurgles. The zephyrine, I mean',
];
const similar = [
  'The zephyrine in the lobby gurgles',
  'Zephyrine gurgling once more',
  'my zephyrine has begun to gurgle',
];
const faulty = [{ category: 'product' as const, detail: 'broken', competitorId: null }];

async function teach(deps: Deps): Promise<void> {
  const by = (await alan(deps)).id;
  for (const words of corrected) {
    const { id } = await heard(deps, words);
    await readAnswers(deps);
    await review(deps, { responseId: id, revision: 0, reasons: faulty, by });
  }
}

test('after five corrections texts of that kind are read right, and no others worse', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  const before = await heard(deps, similar[0] ?? '');
  await readAnswers(deps);
  expect((await standing(deps, before.id)).inferred).not.toBe('product/broken');
  await teach(deps);
  for (const words of similar) {
    const { id } = await heard(deps, words);
    await readAnswers(deps);
    expect((await standing(deps, id)).inferred, words).toBe('product/broken');
  }
});

test('what was learned before is not forgotten over it', async () => {
  const { deps } = await testApp();
  await aCompany(deps);
  await teach(deps);
  const texts = shippedLessons()
    .filter((_, at) => at % 8 === 3)
    .map((lesson) => ({ ...lesson, language: 'en', kind: 'known' }));
  const untaught = figuresOf(scoreOf(texts, baseModel()));
  const taught = await taughtLessons(deps.db, null);
  const readings = newLearner().read({ texts: texts.map(({ text }) => text), competitors: [], taught });
  const after = figuresOf(
    readings.flatMap((reading, at) => {
      const text = texts[at];
      return text ? [scored(text, reading)] : [];
    }),
  );
  expect(after.accuracy).toBeGreaterThan(untaught.accuracy - 0.01);
  expect(after.coverage).toBeGreaterThan(untaught.coverage - 0.02);
});
