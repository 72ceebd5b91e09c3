import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages, type Language } from '#client/locales/languages.ts';
import { LANGUAGES } from '#surveys/languages.ts';

type Texts = { [key: string]: string | Texts };
const localesAt = join(import.meta.dirname, '../../client/locales');
const deskAt = join(import.meta.dirname, '../../client/desk');
const pluralEnding = /_(zero|one|two|few|many|other)$/;

const rooms = [
  ...new Set(
    languages.flatMap((language) =>
      readdirSync(join(localesAt, language)).map((file) => file.replace('.json', '')),
    ),
  ),
];

test('the desk and the surveys speak the same languages', () => {
  expect([...languages]).toEqual([...LANGUAGES]);
});

describe.each(rooms)('the %s texts', (room) => {
  const english = flatTexts('en', room);

  test.each(languages)('stand complete in %s', (language) => {
    const texts = flatTexts(language, room);
    expect(stems(texts)).toEqual(stems(english));
  });

  test.each(languages)('are nowhere empty in %s', (language) => {
    const texts = flatTexts(language, room);
    expect(Object.keys(texts).filter((key) => !texts[key]?.trim())).toEqual([]);
  });

  test.each(languages)('have the plural forms that %s needs', (language) => {
    const texts = flatTexts(language, room);
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const missing = pluralStems(texts).flatMap((stem) =>
      needed.map((form) => `${stem}_${form}`).filter((key) => !(key in texts)),
    );
    expect(missing).toEqual([]);
  });

  test.each(languages)('fill in the same words in %s as in English', (language) => {
    const texts = flatTexts(language, room);
    const wrong = Object.keys(texts).filter((key) => {
      const model = english[key] ?? english[key.replace(pluralEnding, '_other')] ?? '';
      // "One case" may be said without its number, so a plural form may leave out {{count}}, or {{n}}, the number as written.
      const known = (text: string) =>
        placeholders(text).filter((name) => !pluralEnding.test(key) || !['count', 'n'].includes(name));
      return known(texts[key] ?? '').join() !== known(model).join();
    });
    expect(wrong).toEqual([]);
  });
});

test('every text that the desk asks for by its name exists', () => {
  const missing = sourceFiles().flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const room = /useTranslation\(\s*\[?['"]([\w-]+)['"]/.exec(source)?.[1] ?? 'desk';
    return [...source.matchAll(/\bt\(\s*['"]([^'"]+)['"]/g)]
      .map(([, key = '']) => (key.includes(':') ? key.split(':') : [room, key]))
      .filter(([from = '', key = '']) => !isThere(from, key))
      .map(([from, key]) => `${file.slice(deskAt.length + 1)}: ${from}:${key}`);
  });
  expect(missing).toEqual([]);
});

function isThere(room: string, key: string): boolean {
  const texts = rooms.includes(room) ? flatTexts('en', room) : {};
  return key in texts || `${key}_other` in texts;
}

function flatTexts(language: Language, room: string): Record<string, string> {
  return flat(JSON.parse(readFileSync(join(localesAt, language, `${room}.json`), 'utf8')) as Texts);
}

function flat(texts: Texts, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).flatMap(([key, text]) =>
      typeof text === 'string' ? [[prefix + key, text]] : Object.entries(flat(text, `${prefix}${key}.`)),
    ),
  );
}

const stems = (texts: Record<string, string>) =>
  [...new Set(Object.keys(texts).map((key) => key.replace(pluralEnding, '_#')))].sort();

const pluralStems = (texts: Record<string, string>) => [
  ...new Set(
    Object.keys(texts)
      .filter((key) => pluralEnding.test(key))
      .map((key) => key.replace(pluralEnding, '')),
  ),
];

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/{{\s*-?\s*(\w+)[^}]*}}/g)].map(([, name = '']) => name))].sort();

const sourceFiles = () =>
  readdirSync(deskAt, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(deskAt, file));
