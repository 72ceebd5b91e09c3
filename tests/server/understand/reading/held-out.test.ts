import { beforeAll, expect, test } from 'vitest';
import { baseModel, shippedLessons } from '#server/understand/reading/lessons.ts';
import { isSign, wordsOf } from '#server/understand/reading/word.ts';
import { heldOutTexts } from './held-out-texts.ts';
import { by, figuresOf, scoreOf } from './score.ts';

const texts = heldOutTexts();

beforeAll(() => void baseModel());

/** A text by its words alone, so that capitals, points and marks make no other one. */
const wordsAlone = (text: string): string =>
  wordsOf(text)
    .filter((word) => !isSign(word))
    .map(({ folded }) => folded)
    .join(' ') || text;

test('no text held out is a lesson', () => {
  const lessons = new Set(shippedLessons().map(({ text }) => wordsAlone(text)));
  expect(texts.map(({ text }) => text).filter((text) => lessons.has(wordsAlone(text)))).toEqual([]);
});

test('of texts it has never seen the reader answers seven in ten, and 85 % of what it answers is right', () => {
  const { n, coverage, accuracy } = figuresOf(scoreOf(texts, baseModel()));
  expect(n).toBeGreaterThan(300);
  expect(coverage).toBeGreaterThanOrEqual(0.7);
  expect(accuracy).toBeGreaterThanOrEqual(0.85);
});

test('in every language at least 80 % of what it answers is right', () => {
  const byLanguage = by(scoreOf(texts, baseModel()), ({ language }) => language);
  expect(byLanguage.map(([language]) => language)).toEqual(['en', 'ar', 'he', 'ru']);
  for (const [language, scores] of byLanguage)
    expect(figuresOf(scores).accuracy, language).toBeGreaterThanOrEqual(0.8);
});
