import { expect, test } from 'vitest';
import ar from '#client/locales/ar/why.json' with { type: 'json' };
import en from '#client/locales/en/why.json' with { type: 'json' };
import he from '#client/locales/he/why.json' with { type: 'json' };
import ru from '#client/locales/ru/why.json' with { type: 'json' };
import { factCodes } from '#server/listen/fact.ts';

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test.each(Object.entries({ ar, he, ru, en }))('every fact has its sentence in %s', (_, texts) => {
  const { status, tier, measure, ...sentences } = texts;
  expect(Object.keys(sentences).sort()).toEqual([...factCodes].sort());
  expect(Object.keys(status).sort()).toEqual(['anonymised', 'barred', 'deceased']);
  expect(Object.keys(tier).sort()).toEqual(['copper', 'gold', 'silver']);
  expect(Object.keys(measure).sort()).toEqual(['ces', 'csat', 'nps']);
  for (const code of factCodes) expect(placeholders(texts[code])).toEqual(placeholders(en[code]));
});
