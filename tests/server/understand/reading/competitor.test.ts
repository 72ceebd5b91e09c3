import { expect, test } from 'vitest';
import { competitorIn, competitorsOf } from '#server/understand/reading/competitor.ts';
import { wordsOf } from '#server/understand/reading/word.ts';

const competitors = competitorsOf([
  { id: 'orange', name: 'Orange', aliases: ['أورنج', 'אורנג׳', 'Оранж'] },
  { id: 'orange-business', name: 'Orange Business', aliases: [] },
  { id: 'vodafone', name: 'Vodafone', aliases: ['فودافون', 'וודאפון', 'Водафон'] },
  { id: 'beeline', name: 'Билайн', aliases: ['Beeline'] },
  { id: 'zain', name: 'Zain', aliases: ['زين'] },
  { id: 'tinkoff', name: 'Тинькофф', aliases: [] },
]);

test.each([
  ['I went to ORANGE', 'orange', 'ORANGE'],
  ['Orange Business made us an offer', 'orange-business', 'Orange Business'],
  ["vodafone's price", 'vodafone', "vodafone's"],
  ['Vodafne is cheaper', 'vodafone', 'Vodafne'],
  ['انتقلت إلى فودافون', 'vodafone', 'فودافون'],
  ['بأورنج أرخص', 'orange', 'بأورنج'],
  ['رحت لزين', 'zain', 'لزين'],
  ['עברתי לוודאפון', 'vodafone', 'לוודאפון'],
  ['ובאורנג׳ זול יותר', 'orange', 'ובאורנג'],
  ['ушёл к Билайну', 'beeline', 'Билайну'],
  ['подключил Водафон', 'vodafone', 'Водафон'],
  ['в Тинькоффе удобнее', 'tinkoff', 'Тинькоффе'],
])('"%s" names a competitor', (text, id, words) => {
  const found = competitorIn(wordsOf(text), competitors);
  expect(found?.id).toBe(id);
  expect(text.slice(found?.span.start, found?.span.end)).toBe(words);
});

test.each(['An orangery', 'I paid in cash', 'Zein', 'زيني البيت', ''])('"%s" names none', (text) => {
  expect(competitorIn(wordsOf(text), competitors)).toBeNull();
});
