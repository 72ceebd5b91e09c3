import { describe, expect, test } from 'vitest';
import { guideIn, guideKindOf, type GuideKind } from '#server/answer/guide.ts';
import { LANGUAGES } from '#surveys/languages.ts';

const facts = {
  name: 'Ada',
  company: 'Water Market',
  agent: 'Grace',
  order: 'A-204',
  wrong: 'late delivery',
  changed: 'two drivers to a lorry',
  offer: 'SAR 248',
};
const nothing = { ...facts, order: null, wrong: null, changed: null, offer: null };

test.each<[GuideKind, string[], Parameters<typeof guideKindOf>[0]['category']]>([
  ['service', ['bad-nps', 'service-wrong'], 'service'],
  ['price', ['bad-nps'], 'price'],
  ['product', ['bad-csat'], 'product'],
  ['other', ['bad-nps'], 'competitor'],
  ['other', ['bad-nps'], null],
  ['wish', ['asked-for-call'], null],
  ['wish', ['asked-for-call', 'already-open'], 'price'],
  ['price', ['asked-for-call', 'bad-nps'], 'price'],
])('the conversation is about %s where the case is for %j of %s', (kind, codes, category) => {
  const why = codes.map((code) => ({ code, facts: {} }));
  expect(guideKindOf({ why, category })).toBe(kind);
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each<GuideKind>(['service', 'price', 'product', 'other'])('about %s every step is said', (kind) => {
    const steps = guideIn(language, kind, facts);
    expect(steps.map(({ step }) => step)).toEqual(['greet', 'listen', 'sorry', 'changed', 'offer', 'agree']);
    const whole = steps.map(({ text }) => text).join('\n');
    for (const word of ['Ada', 'Grace', 'A-204', 'two drivers to a lorry', 'SAR 248'])
      expect(whole).toContain(word);
    expect(whole).not.toMatch(/[{}]/);
  });

  test('nothing is said of what is not known', () => {
    const whole = guideIn(language, 'service', nothing)
      .map(({ text }) => text)
      .join('\n');
    expect(whole).not.toMatch(/[{}]|: \.|\s\./);
  });

  test('who only asked to be called hears no apology', () => {
    expect(guideIn(language, 'wish', facts).map(({ step }) => step)).toEqual(['greet', 'listen', 'agree']);
  });
});
