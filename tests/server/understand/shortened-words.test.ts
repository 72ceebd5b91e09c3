import { describe, expect, test } from 'vitest';
import { personalDataIn } from '#server/understand/heard/personal-data.ts';
import { areShortenedFrom } from '#server/understand/heard/shortened-words.ts';
import { toneOf } from '#server/understand/heard/tone.ts';

const original = 'The driver, Omar, came late.\nHe was kind, but late.';

describe('words on the page', () => {
  test.each<[string, string, boolean]>([
    ['all of them', original, true],
    ['spaces and line breaks', 'The driver, Omar, came late. He was kind, but late.', true],
    ['a name left out', 'The driver, […], came late. He was kind, but late.', true],
    ['the beginning left out', '[…] He was kind, but late.', true],
    ['the end left out', 'The driver […]', true],
    ['only the middle', '[…] came late. […]', true],
    ['twice', 'The driver […] came […] late.', true],
    ['a word changed', 'The driver, Omar, came early. He was kind, but late.', false],
    ['a word added', 'The kind driver, […]', false],
    ['cut off without a mark', 'The driver, Omar, came late.', false],
    ['begun later without a mark', 'came late. He was kind, but late.', false],
    ['in another order', '[…] He was kind […] The driver […]', false],
    ['more than there is', '[…] but late. […] but late.', false],
    ['nothing', '[…]', false],
    ['nothing at all', '', false],
  ])('may be the original with stretches left out: %s', (_, words, isAllowed) => {
    expect(areShortenedFrom(words, original)).toBe(isAllowed);
  });

  test.each<[string, string[], string[]]>([
    ['Call me at +966 50 123 4567 please', [], ['number 966 50 123 4567']],
    ['رقمي ٠٥٠١٢٣٤٥٦٧', [], ['number ٠٥٠١٢٣٤٥٦٧']],
    ['Order 12345 came on 12 May at 9', [], ['number 12345']],
    ['write to ada.byron@example.com', [], ['address ada.byron@example.com']],
    ['see https://x.example/me or @ada_b', [], ['link https://x.example/me', 'link @ada_b']],
    ['Ask for Grace. grace knows', ['Grace Hopper'], ['name Grace', 'name grace']],
    ['Graceful work by Al', ['Grace Hopper', 'Al Bo'], []],
    ['تحدثت مع هدى وهدى ساعدتني', ['هدى صالح'], ['name هدى', 'name وهدى']],
    ['All was well, 3 of 3', ['Ada'], []],
  ])('are looked at for who may be meant: %s', (words, names, found) => {
    const spans = personalDataIn(words, names);
    expect(spans.map(({ start, end, kind }) => `${kind} ${words.slice(start, end)}`)).toEqual(found);
  });

  test.each([
    [9, null, true, 'good'],
    [6, null, false, 'bad'],
    [8, null, false, 'good'],
    [8, null, true, 'bad'],
    [null, 4, true, 'good'],
    [null, 3, false, 'bad'],
    [null, null, false, 'good'],
    [null, null, true, 'bad'],
  ] as const)('of a score of %s or %s, a reason named: %s, are %s', (nps, csat, hasReason, tone) => {
    expect(toneOf({ nps, csat, hasReason })).toBe(tone);
  });
});
