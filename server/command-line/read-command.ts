import { listedCompetitors } from '#server/understand/reading/readings.ts';
import { readerOf } from '#server/understand/reading/readers.ts';
import type { Reading } from '#server/understand/reading/reading.ts';
import { taughtLessons } from '#server/understand/reading/taught-lessons.ts';
import type { Command } from './command.ts';
import { textTable } from './text-table.ts';

/** What the reader makes of a text, with what the company has taught it; nothing is kept. */
export const readText: Command = {
  usage: 'read TEXT',
  summary: 'what the reader makes of a text, and of which words',
  words: 1,
  options: {},
  run: async ({ db }, { words: [text = ''] }) => {
    const asked = {
      texts: [text],
      competitors: await listedCompetitors(db),
      taught: await taughtLessons(db, null),
    };
    const [reading] = await readerOf(db).read(asked);
    if (!reading) throw new Error('Nothing was read');
    return { json: withWords(reading, text), text: inWords(reading, text) };
  },
};

const wordsAt = (text: string, span: { start: number; end: number } | null): string | null =>
  span && text.slice(span.start, span.end);

const withWords = ({ categories, competitor, ...reading }: Reading, text: string) => ({
  ...reading,
  categories: categories.map((reason) => ({ ...reason, words: wordsAt(text, reason.quote) })),
  competitor: competitor && {
    id: competitor.id,
    name: competitor.name,
    words: wordsAt(text, competitor.span),
  },
});

const said = {
  inferred: 'A reason is named.',
  'no-reason': 'No reason is named.',
  unsorted: 'Not sure: a person should look.',
};

function inWords({ state, confidence, language, categories, competitor }: Reading, text: string): string {
  const rows = categories.map(({ category, detail, confidence: sure, quote }) => [
    detail ? `${category}/${detail}` : category,
    sure.toFixed(2),
    wordsAt(text, quote) ?? '',
  ]);
  return [
    `${said[state]} (${language ?? 'no language'}, sure to ${confidence.toFixed(2)})\n`,
    rows.length > 0 ? textTable(['reason', 'sure', 'words'], rows) : '',
    competitor ? `Competitor: ${competitor.name}\n` : '',
  ].join('');
}
