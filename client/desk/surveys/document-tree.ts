import { isObject } from '#surveys/is-object.ts';
import { inLanguages, type DocumentPath } from '#surveys/text-languages.ts';
import type { Language } from '#surveys/languages.ts';

/** A SurveyJS document as it is, with whatever else stands in it. */
export type SurveyDocument = Record<string, unknown>;

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `pages[0].elements[2].title`: how problems name a place. */
export const placeOf = (path: DocumentPath): string =>
  path.reduce<string>(
    (place, step) =>
      typeof step === 'number' ? `${place}[${step}]` : place === '' ? step : `${place}.${step}`,
    '',
  );

/** What stands at a path, `undefined` for nothing. */
export function valueAt(document: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((value, step) => {
    if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
    return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }, document);
}

export type OutlineEntry = {
  path: DocumentPath;
  kind: 'page' | 'panel' | 'question';
  depth: number;
  /** Counts the pages, or the questions through all of them, from 1; 0 for a panel. */
  number: number;
  node: Record<string, unknown>;
};

/** Every page, panel and question in the order they are asked. */
export function outlineOf(document: SurveyDocument): OutlineEntry[] {
  const found: OutlineEntry[] = [];
  let questions = 0;
  const gather = (elements: unknown, path: DocumentPath, depth: number): void =>
    listOf(elements).forEach((element, index) => {
      const node = isObject(element) ? element : {};
      const at = [...path, index];
      const isPanel = node['type'] === 'panel';
      found.push({
        path: at,
        kind: isPanel ? 'panel' : 'question',
        depth,
        number: isPanel ? 0 : ++questions,
        node,
      });
      if (isPanel) gather(node['elements'], [...at, 'elements'], depth + 1);
    });
  listOf(document['pages']).forEach((page, index) => {
    const node = isObject(page) ? page : {};
    found.push({ path: ['pages', index], kind: 'page', depth: 0, number: index + 1, node });
    gather(node['elements'], ['pages', index, 'elements'], 1);
  });
  return found;
}

/** The questions asked before a place: what a condition there may look at. */
export function questionsBefore(document: SurveyDocument, path: DocumentPath): OutlineEntry[] {
  const all = outlineOf(document);
  const here = all.findIndex((entry) => placeOf(entry.path) === placeOf(path));
  return all.slice(0, Math.max(0, here)).filter((entry) => entry.kind === 'question');
}

/** The words a person knows a thing by: in the language, else in any, else its name. */
export function wordsOf(node: Record<string, unknown>, language: Language): string {
  const texts = inLanguages(node['title']);
  return texts[language] ?? Object.values(texts)[0] ?? textOf(node['name']);
}
