import { isObject } from '#surveys/is-object.ts';
import type { Language } from '#surveys/languages.ts';
import type { DocumentPath } from '#surveys/text-languages.ts';
import { listOf, outlineOf, placeOf, textOf, valueAt, type SurveyDocument } from './document-tree.ts';

/** A document after an edit, and the place to look at next. Nothing else in the document is touched. */
export type Edited = { document: SurveyDocument; at: DocumentPath };

/** A list in the document and the place in it before which something goes. */
export type Slot = { list: DocumentPath; index: number };

/** The same document with its questions on pages, where it had none. */
export function onPages(document: SurveyDocument): SurveyDocument {
  if (Array.isArray(document['pages']) && document['pages'].length > 0) return document;
  const { elements, pages: _none, ...rest } = document;
  return { ...rest, pages: [{ name: 'page1', elements: listOf(elements) }] };
}

/** Puts a value at a path; `undefined` takes the property away. A plain choice on the way becomes an object. */
export function withValue(document: SurveyDocument, path: DocumentPath, value: unknown): SurveyDocument {
  const changed = placed(document, path, value);
  return isObject(changed) ? changed : document;
}

/** What a text says in one language; empty takes that language away, and a text nobody needs with its last one. */
export function withText(
  document: SurveyDocument,
  { path, language }: { path: DocumentPath; language: Language },
  text: string,
): SurveyDocument {
  const texts = writtenTexts(valueAt(document, path), valueAt(document, path.slice(0, -1)));
  const keys = language === 'en' ? ['default', ...('en' in texts ? ['en'] : [])] : [language];
  for (const key of keys) {
    if (text === '') delete texts[key];
    else texts[key] = text;
  }
  const isKept = Object.keys(texts).length > 0 || isNeeded(document, path);
  return withValue(document, path, isKept ? texts : undefined);
}

/** Adds an element after the one at `after`, into the page or panel at `after`, or at the end. */
export function withElement(
  document: SurveyDocument,
  element: Record<string, unknown>,
  after: DocumentPath,
): Edited {
  const slot = slotAfter(document, after);
  const named = { ...element, name: freeName(document, textOf(element['name']) || 'question') };
  return { document: inserted(document, slot, named), at: [...slot.list, slot.index] };
}

export function withPage(document: SurveyDocument, after: number): Edited {
  const page = { name: freeName(document, 'page'), elements: [] };
  const slot = { list: ['pages'], index: Math.min(after + 1, listOf(document['pages']).length) };
  return { document: inserted(document, slot, page), at: ['pages', slot.index] };
}

/** A copy right behind the original; every name in it is made its own. */
export function duplicated(document: SurveyDocument, path: DocumentPath): Edited {
  const [list, index] = splitPath(path);
  let renamed = document;
  const fresh = (value: unknown): unknown => {
    if (!isObject(value)) return value;
    const name = freeName(renamed, textOf(value['name']) || 'question');
    renamed = { ...renamed, [`\u0000${name}`]: { name } };
    const copy: Record<string, unknown> = { ...value, name };
    if (Array.isArray(value['elements'])) copy['elements'] = value['elements'].map(fresh);
    return copy;
  };
  const copy = fresh(valueAt(document, path));
  const slot = { list, index: index + 1 };
  return { document: inserted(document, slot, copy), at: [...list, slot.index] };
}

/** Without an element, a page or a choice; the eye goes to its neighbour or to what was around it. */
export function removed(document: SurveyDocument, path: DocumentPath): Edited {
  const [list, index] = splitPath(path);
  const left = listOf(valueAt(document, list)).filter((_, at) => at !== index);
  const at = left.length > 0 ? [...list, Math.min(index, left.length - 1)] : list.slice(0, -1);
  return { document: withValue(document, list, left), at };
}

/** Takes what stands at a path and puts it into a slot, also of another page. */
export function movedTo(document: SurveyDocument, from: DocumentPath, slot: Slot): Edited {
  const [list, index] = splitPath(from);
  const isInside = placeOf(slot.list).startsWith(`${placeOf(from)}.`);
  if (isInside) return { document, at: from };
  const moving = valueAt(document, from);
  const isSameList = placeOf(list) === placeOf(slot.list);
  const target = isSameList && slot.index > index ? slot.index - 1 : slot.index;
  const without = withValue(
    document,
    list,
    listOf(valueAt(document, list)).filter((_, at) => at !== index),
  );
  const to = shifted(slot.list, { list, index });
  return { document: inserted(without, { list: to, index: target }, moving), at: [...to, target] };
}

/** One place up or down, over the border of its page or out of its panel; `null` where there is no further. */
export function moved(document: SurveyDocument, path: DocumentPath, step: -1 | 1): Edited | null {
  const [list, index] = splitPath(path);
  const count = listOf(valueAt(document, list)).length;
  const next = index + step;
  if (next >= 0 && next < count)
    return movedTo(document, path, { list, index: step === 1 ? index + 2 : index - 1 });
  const slot = slotBeyond(document, list, step);
  return slot && movedTo(document, path, slot);
}

/** A new name, also in every condition that looks at the question. */
export function renamed(document: SurveyDocument, path: DocumentPath, name: string): SurveyDocument {
  const before = textOf(valueAt(document, [...path, 'name']));
  const changed = withValue(document, [...path, 'name'], name);
  if (before === '' || name === '' || before === name) return changed;
  const follow = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(follow);
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key.endsWith('If') && typeof inner === 'string'
          ? inner.replaceAll(`{${before}}`, `{${name}}`)
          : follow(inner),
      ]),
    );
  };
  const followed = follow(changed);
  return isObject(followed) ? followed : changed;
}

/** A name nothing in the document has: the wish itself, or with the next free number. */
export function freeName(document: SurveyDocument, wish: string): string {
  const taken = new Set<string>();
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) gather(item);
    else if (isObject(value)) {
      if (typeof value['name'] === 'string') taken.add(value['name'].toLowerCase());
      for (const inner of Object.values(value)) if (typeof inner === 'object') gather(inner);
    }
  };
  gather(document);
  const stem = wish.replace(/-?\d+$/u, '').slice(0, 50) || 'question';
  if (!taken.has(wish.toLowerCase()) && wish !== 'question' && wish !== 'page') return wish;
  for (let number = 1; ; number++) {
    const name = stem === 'page' ? `page${number}` : `${stem}-${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** The nearest place that still stands: itself, or what was around it. */
export function standing(document: SurveyDocument, path: DocumentPath): DocumentPath {
  const known = new Set(outlineOf(document).map((entry) => placeOf(entry.path)));
  for (let at = path; at.length > 0; at = at.slice(0, -1)) if (known.has(placeOf(at))) return at;
  return [];
}

/** A question is not asked without a title, nor a choice offered without words: left empty, they are to be written. */
function isNeeded(document: SurveyDocument, path: DocumentPath): boolean {
  const around = valueAt(document, path.slice(0, -1));
  const isQuestion = path.length > 3 && isObject(around) && around['type'] !== 'panel';
  return path.at(-1) === 'text' || (path.at(-1) === 'title' && isQuestion);
}

/** The texts as they stand; a choice without any shows its value. */
function writtenTexts(text: unknown, around: unknown): Record<string, unknown> {
  if (isObject(text)) return { ...text };
  const shown = text ?? (isObject(around) ? around['value'] : around);
  return typeof shown === 'string' && shown !== '' ? { default: shown } : {};
}

function placed(value: unknown, [step, ...rest]: DocumentPath, put: unknown): unknown {
  if (step === undefined) return put;
  if (typeof step === 'number') {
    const list = [...listOf(value)];
    list[step] = placed(list[step], rest, put);
    return list;
  }
  const isPlain = typeof value === 'string' || typeof value === 'number';
  const node: Record<string, unknown> = isObject(value) ? { ...value } : isPlain ? { value } : {};
  const inner = placed(node[step], rest, put);
  if (inner === undefined) delete node[step];
  else node[step] = inner;
  return node;
}

function inserted(document: SurveyDocument, { list, index }: Slot, item: unknown): SurveyDocument {
  return withValue(document, list, listOf(valueAt(document, list)).toSpliced(index, 0, item));
}

function slotAfter(document: SurveyDocument, after: DocumentPath): Slot {
  const node = valueAt(document, after);
  const isContainer =
    after.length > 0 && (after.length === 2 || (isObject(node) && node['type'] === 'panel'));
  if (after.length > 2 && !isContainer) {
    const [list, index] = splitPath(after);
    return { list, index: index + 1 };
  }
  const last = Math.max(0, listOf(document['pages']).length - 1);
  const list = [...(isContainer ? after : ['pages', last]), 'elements'];
  return { list, index: listOf(valueAt(document, list)).length };
}

/** Out of a panel beside it, or onto the page before or after. */
function slotBeyond(document: SurveyDocument, list: DocumentPath, step: -1 | 1): Slot | null {
  const around = list.slice(0, -1);
  if (around.length < 2) return null;
  const [outer, index] = splitPath(around);
  if (around.length > 2) return { list: outer, index: step === 1 ? index + 1 : index };
  const page = index + step;
  if (page < 0 || page >= listOf(document['pages']).length) return null;
  const next = ['pages', page, 'elements'];
  return { list: next, index: step === 1 ? 0 : listOf(valueAt(document, next)).length };
}

/** A path as it reads once the item at `gone` has left its list. */
function shifted(path: DocumentPath, gone: Slot): DocumentPath {
  const step = path[gone.list.length];
  const isBehind =
    typeof step === 'number' &&
    step > gone.index &&
    placeOf(path.slice(0, gone.list.length)) === placeOf(gone.list);
  return isBehind ? path.map((part, at) => (at === gone.list.length ? step - 1 : part)) : path;
}

function splitPath(path: DocumentPath): [DocumentPath, number] {
  const index = path.at(-1);
  return [path.slice(0, -1), typeof index === 'number' ? index : 0];
}
