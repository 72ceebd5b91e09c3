import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLessons } from '#server/understand/reading/lesson.ts';
import type { Text } from './score.ts';

const languages = ['en', 'ar', 'he', 'ru'];

/** Texts that the reader has never learned from, in lines of label, kind of difficulty and text. */
export function heldOutTexts(): Text[] {
  return languages.flatMap((language) => {
    const source = readFileSync(join(import.meta.dirname, 'held-out', `${language}.tsv`), 'utf8');
    return source
      .split('\n')
      .filter((line) => line.trim() !== '')
      .flatMap((line) => {
        const [label = '', kind = '', ...text] = line.split('\t');
        return parseLessons(`${label}\t${text.join(' ')}`).map((lesson) => ({ ...lesson, language, kind }));
      });
  });
}
