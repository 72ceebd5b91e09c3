import { isObject } from './is-object.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { SHOWN_TEXTS } from './shown-texts.ts';

/** Where something stands in a document: `['pages', 0, 'elements', 2, 'title']`. */
export type DocumentPath = readonly (string | number)[];

/** One text of a document with what it says in each language it has. */
export type DocumentText = { path: DocumentPath; texts: Partial<Record<Language, string>> };

/** Lists whose plain words are shown as they are. */
const WORD_LISTS = new Set(['choices', 'rows', 'columns']);

/** Every text customers read, in the order of the document; empty ones are left out. */
export function textsOf(document: unknown): DocumentText[] {
  return found(document, []);
}

/** The languages in which every text of the document stands. */
export function completeLanguages(document: unknown): Language[] {
  const texts = textsOf(document);
  return texts.length === 0
    ? []
    : LANGUAGES.filter((language) => texts.every((text) => hasText(text, language)));
}

export const hasText = ({ texts }: DocumentText, language: Language): boolean =>
  (texts[language] ?? '').trim() !== '';

/** What a SurveyJS text says in each of our languages; its `default` is English. */
export function inLanguages(value: unknown): DocumentText['texts'] {
  if (typeof value === 'string') return value === '' ? {} : { en: value };
  if (!isObject(value)) return {};
  const english = value['en'] ?? value['default'];
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, language === 'en' ? english : value[language]]).filter(
      ([, text]) => typeof text === 'string' && text !== '',
    ),
  );
}

/** Where a question's title or the words of a choice stand empty: begun, and still to be written. */
export function unwrittenIn(value: unknown, path: DocumentPath = []): DocumentPath[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => unwrittenIn(item, [...path, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const isWanted = (key === 'title' || key === 'text') && path.length > 2 && value['type'] !== 'panel';
    const isEmpty = isObject(inner) && Object.keys(inner).length === 0;
    return isWanted && isEmpty ? [[...path, key]] : unwrittenIn(inner, [...path, key]);
  });
}

function found(value: unknown, path: DocumentPath): DocumentText[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown, index) => [
      ...wordOf(item, [...path, index]),
      ...found(item, [...path, index]),
    ]);
  if (!isObject(value)) return [];
  return inReadingOrder(value).flatMap(([key, inner]) => {
    const at = [...path, key];
    if (!SHOWN_TEXTS.has(key)) return found(inner, at);
    const texts = inLanguages(inner);
    return Object.keys(texts).length > 0 ? [{ path: at, texts }] : [];
  });
}

/** What stands first on the page comes first, however the document was written. */
const inReadingOrder = (value: Record<string, unknown>): [string, unknown][] => {
  const place = (key: string) => ['title', 'description'].indexOf(key) + 1 || 3;
  return Object.entries(value).toSorted(([one], [other]) => place(one) - place(other));
};

/** A choice without a text shows its value; a number needs no translation. */
function wordOf(item: unknown, path: DocumentPath): DocumentText[] {
  if (!WORD_LISTS.has(String(path.at(-2)))) return [];
  const value = isObject(item) ? item['value'] : item;
  const isWord = typeof value === 'string' && value !== '' && !(isObject(item) && 'text' in item);
  return isWord ? [{ path: [...path, 'text'], texts: { en: value } }] : [];
}
