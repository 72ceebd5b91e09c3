import { isObject, wordOf } from './definition-reader.ts';
import { namedAsToday } from './document-properties.ts';
import { questionServed, sayLeftOut, whyNever, withConditions, withoutIdle } from './document-question.ts';
import { firstWords, withServedTexts } from './document-texts.ts';
import { type At, below, type Place, type Said, say, type Walk } from './document-walk.ts';
import { freeName } from './served-names.ts';
import { COMMENT_SUFFIX, DEEPEST_PANELS } from './survey-definition.ts';
import type { SurveyElement, SurveyPage, SurveyPanel } from './survey-definition.ts';

type Source = Record<string, unknown>;

/** The pages of a document with what can be asked on them. */
export function pagesServed({ pages, elements }: Source, root: At, walk: Walk): SurveyPage[] {
  if (pages === undefined) {
    if (elements === undefined) return nothing(walk, below(root, 'pages'), ['no-pages', {}]);
    const only = containerServed(
      { name: 'page1', elements },
      { path: '', place: placeOf({}, 0) },
      { walk, depth: 0 },
    );
    return only ? [only] : [];
  }
  if (elements !== undefined && elements !== null) {
    say(walk, below(root, 'elements'), { said: ['elements-beside-pages', {}] });
    leaveOut(elements, root, walk);
  }
  if (!Array.isArray(pages)) return nothing(walk, below(root, 'pages'), ['not-pages', {}]);
  return pages.flatMap((page: unknown, index) => {
    const at: At = { path: `pages[${index}]`, place: placeOf(page, index) };
    if (!isObject(page)) return nothing(walk, at, ['not-a-page', {}]);
    const served = containerServed(page, at, { walk, depth: 0 });
    return served ? [served] : [];
  });
}

function nothing(walk: Walk, at: At, said: Said): [] {
  say(walk, at, { said });
  return [];
}

const placeOf = (page: unknown, index: number): Place => ({
  page: index + 1,
  pageTitle: isObject(page) ? (firstWords(page['title']) ?? firstWords(page['name'])) : null,
  question: null,
});

type Inside = { walk: Walk; depth: number };

/** A page, or the body of a panel; `null` when nothing in it can be asked. */
function containerServed(given: Source, at: At, { walk, depth }: Inside): SurveyPage | null {
  const { elements, ...source } = withoutIdle(namedAsToday(given));
  const why: Said | null = depth > DEEPEST_PANELS ? ['too-deep', { most: DEEPEST_PANELS }] : whyNever(source);
  if (why) say(walk, at, { said: why });
  const head = why ? null : headServed(source, at, walk);
  if (!head) {
    leaveOut(elements, at, walk);
    return null;
  }
  const asked = elementsServed(elements, below(at, 'elements'), { walk, depth });
  return asked.length === 0
    ? null
    : { name: containerName(source['name'], walk, depth), ...head, elements: asked };
}

type Head = Pick<SurveyPage, 'title' | 'description' | 'visibleIf'>;

function headServed({ name: _name, requiredIf, ...source }: Source, at: At, walk: Walk): Head | null {
  const conditioned = withConditions(source, at, walk);
  if (!conditioned) return null;
  const { served, missing } = withServedTexts(conditioned, at, walk);
  if (missing.size > 0) say(walk, at, { said: ['text-missing', { languages: [...missing].join(', ') }] });
  for (const [property, value] of Object.entries({ ...served, requiredIf }))
    if (!HEAD.has(property)) sayLeftOut(property, value, { at, walk });
  // These three have just been read: two texts and a condition.
  return Object.fromEntries(Object.entries(served).filter(([property]) => HEAD.has(property))) as Head;
}

const HEAD = new Set(['title', 'description', 'visibleIf']);

function elementsServed(elements: unknown, at: At, { walk, depth }: Inside): SurveyElement[] {
  if (elements === undefined || elements === null) return [];
  if (!Array.isArray(elements)) return nothing(walk, at, ['not-elements', {}]);
  return elements.flatMap((element: unknown, index): SurveyElement[] => {
    const here: At = { ...at, path: `${at.path}[${index}]` };
    if (!isObject(element)) return nothing(walk, here, ['not-an-element', {}]);
    const served =
      element['type'] === 'panel'
        ? panelServed(element, here, { walk, depth: depth + 1 })
        : questionServed(element, placedAt(element, here), walk);
    return served ? [served] : [];
  });
}

function panelServed(source: Source, at: At, inside: Inside): SurveyPanel | null {
  const served = containerServed(source, at, inside);
  return served ? { type: 'panel', ...served } : null;
}

const placedAt = (element: Source, { path, place }: At): At => ({
  path,
  place: { ...place, question: firstWords(element['title']) ?? firstWords(element['name']) },
});

/** Lists every question of a container that is left out. */
function leaveOut(elements: unknown, at: At, walk: Walk): void {
  for (const [index, element] of (Array.isArray(elements) ? elements : []).entries()) {
    if (!isObject(element)) continue;
    const here = placedAt(element, { ...at, path: `${below(at, 'elements').path}[${index}]` });
    if (element['type'] === 'panel') leaveOut(namedAsToday(element)['elements'], here, walk);
    else leaveOutQuestion(element, here, walk);
  }
}

function leaveOutQuestion(element: Source, at: At, walk: Walk): void {
  walk.counts.questions += 1;
  const name = walk.names.get(wordOf(element['name']).trim().toLowerCase());
  if (name) walk.leftOut.add(name);
  say(walk, at, { said: ['inside-unserved', {}] });
}

/** The names of pages and panels are nobody's answers: any that is free will do. */
function containerName(given: unknown, { takenNames }: Walk, depth: number): string {
  const words = wordOf(given)
    .slice(0, 1000)
    .replaceAll(/[^\w-]+/gu, '-')
    .replaceAll(/^[^A-Za-z]+|-+$/gu, '')
    .slice(0, 50);
  const isUsable = words !== '' && !words.endsWith(COMMENT_SUFFIX) && !(words in Object.prototype);
  return freeName(isUsable ? words : depth === 0 ? 'page' : 'panel', takenNames);
}
