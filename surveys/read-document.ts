import { isObject, type Reading, readProperties, wordOf } from './definition-reader.ts';
import { checkLength, type SurveyKind, SURVEY } from './definition.ts';
import { namedAsToday } from './document-properties.ts';
import { questionServed, sayLeftOut, whyNever, withConditions, withoutIdle } from './document-question.ts';
import { firstWords, withServedTexts } from './document-texts.ts';
import {
  type At,
  below,
  type DocumentProblem,
  type Place,
  type Said,
  say,
  type Severity,
  type Walk,
} from './document-walk.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { freeName, servedNames } from './served-names.ts';
import { COMMENT_SUFFIX } from './survey-definition.ts';
import type { SurveyDefinition, SurveyElement, SurveyPage, SurveyPanel } from './survey-definition.ts';

export type { DocumentProblem, Place, Severity };

type Source = Record<string, unknown>;

export type ReadDocument = {
  /** What we can ask of it, `null` when nothing; it passes `checkDefinition` when no problem is `wrong`. */
  served: SurveyDefinition | null;
  problems: DocumentProblem[];
  /** Questions of the document, how many of them are asked, and problems by weight. */
  counts: { questions: number; served: number } & Record<Severity, number>;
};

const MOST_PARTS = 60_000;
const DEEPEST_PARTS = 80;
const DEEPEST_PANELS = 4;

/**
 * Reads any JSON as a SurveyJS document. What we can ask comes back as `served`; everything else is listed with its
 * place and stays in the document, which the caller keeps. A question shown only under a condition we cannot decide is
 * left out rather than put to people it is not for. Never throws, and takes time in proportion to the document.
 */
export function readDocument(
  json: unknown,
  { kind, languages = LANGUAGES }: { kind: SurveyKind; languages?: readonly Language[] },
): ReadDocument {
  const walk = newWalk(json, languages);
  const served = walk ? surveyServed(json, kind, walk) : null;
  const problems = walk?.problems ?? tooLarge();
  const weighing = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
  return {
    served,
    problems,
    counts: {
      questions: walk?.counts.questions ?? 0,
      served: walk?.counts.served ?? 0,
      unserved: weighing('unserved'),
      wrong: weighing('wrong'),
      advice: weighing('advice'),
    },
  };
}

const NOWHERE: Place = { page: null, pageTitle: null, question: null };
const ROOT: At = { path: '', place: NOWHERE };

function newWalk(json: unknown, languages: readonly Language[]): Walk | null {
  if (isTooLarge(json)) return null;
  const names = servedNames(json);
  const reading: Reading = {
    languages: [],
    problems: [],
    asked: new Set(),
    names: new Set(),
    measures: new Set(),
  };
  return {
    reading,
    problems: [],
    languages,
    names,
    leftOut: new Set(),
    takenNames: new Map([...names.values()].map((name) => [name.toLowerCase(), 2])),
    checked: new Map(),
    counts: { questions: 0, served: 0 },
  };
}

function tooLarge(): DocumentProblem[] {
  const walk: Pick<Walk, 'problems'> = { problems: [] };
  say(walk as Walk, ROOT, { said: ['too-large', { most: MOST_PARTS }] });
  return walk.problems;
}

/** Counts without recursion, so that no depth can exhaust the stack. */
function isTooLarge(json: unknown): boolean {
  const left: [unknown, number][] = [[json, 0]];
  for (let parts = 0, next = left.pop(); next; next = left.pop()) {
    const [value, depth] = next;
    parts += 1;
    if (parts > MOST_PARTS || depth > DEEPEST_PARTS) return true;
    if (typeof value !== 'object' || value === null) continue;
    const inner: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (inner.length > MOST_PARTS) return true;
    for (const part of inner) left.push([part, depth + 1]);
  }
  return false;
}

function surveyServed(json: unknown, kind: SurveyKind, walk: Walk): SurveyDefinition | null {
  if (!isObject(json)) {
    say(walk, ROOT, { said: ['not-a-document', {}] });
    return null;
  }
  const { pages, elements, ...head } = namedAsToday(json);
  const { served: texts, missing } = withServedTexts(head, ROOT, walk);
  if (missing.size > 0) say(walk, ROOT, { said: ['text-missing', { languages: [...missing].join(', ') }] });
  const kept = headServed(texts, walk);
  const served = pagesServed({ pages, elements }, walk);
  if (served.length === 0) return null;
  const definition: SurveyDefinition = { ...kept, pages: served };
  const { reading } = walk;
  checkLength(definition, kind, reading);
  for (const { path, code, params } of reading.problems.splice(0))
    say(walk, { path, place: NOWHERE }, { said: [code, params] });
  return definition;
}

function headServed(head: Source, walk: Walk): Source {
  const known = Object.fromEntries(
    Object.entries(head).filter(([property]) => Object.hasOwn(SURVEY, property)),
  );
  for (const [property, value] of Object.entries(head))
    if (!Object.hasOwn(SURVEY, property)) sayLeftOut(property, value, { at: ROOT, walk });
  const read = readProperties(known, { path: '', readers: SURVEY, reading: walk.reading });
  for (const { path, code, params } of walk.reading.problems.splice(0))
    say(walk, { path, place: NOWHERE }, { said: [code, params], severity: 'unserved' });
  return read;
}

function pagesServed({ pages, elements }: Source, walk: Walk): SurveyPage[] {
  if (pages === undefined && elements === undefined) {
    say(walk, below(ROOT, 'pages'), { said: ['no-pages', {}] });
    return [];
  }
  if (pages === undefined) {
    const page = containerServed(
      { name: 'page1', elements },
      { path: '', place: placeOfPage({}, 0) },
      { walk, depth: 0 },
    );
    return page ? [page] : [];
  }
  if (elements !== undefined && elements !== null)
    leaveOut(elements, { at: below(ROOT, 'elements'), walk, why: ['elements-beside-pages', {}] });
  if (!Array.isArray(pages)) {
    say(walk, below(ROOT, 'pages'), { said: ['not-pages', {}] });
    return [];
  }
  return pages.flatMap((page: unknown, index) => {
    const at: At = { path: `pages[${index}]`, place: placeOfPage(page, index) };
    if (!isObject(page)) {
      say(walk, at, { said: ['not-a-page', {}] });
      return [];
    }
    const served = containerServed(withoutIdle(namedAsToday(page)), at, { walk, depth: 0 });
    return served ? [served] : [];
  });
}

const placeOfPage = (page: unknown, index: number): Place => ({
  page: index + 1,
  pageTitle: isObject(page) ? (firstWords(page['title']) ?? firstWords(page['name'])) : null,
  question: null,
});

type Inside = { walk: Walk; depth: number };

/** A page, or the body of a panel, with what can be asked in it; `null` when nothing can. */
function containerServed(source: Source, at: At, { walk, depth }: Inside): SurveyPage | null {
  const never = whyNever(source);
  const tooDeep: Said | null = depth > DEEPEST_PANELS ? ['too-deep', { most: DEEPEST_PANELS }] : null;
  const why = never ?? tooDeep;
  if (why) return leaveOut(source['elements'], { at, walk, why });
  const { name, elements, requiredIf, ...rest } = source;
  const conditioned = withConditions(rest, at, walk);
  if (!conditioned) return leaveOut(elements, { at, walk, why: null });
  const { visibleIf, ...shown } = conditioned;
  const { served, missing } = withServedTexts(shown, at, walk);
  if (missing.size > 0) say(walk, at, { said: ['text-missing', { languages: [...missing].join(', ') }] });
  const { title, description, type: _type, ...others } = served;
  for (const [property, value] of Object.entries({ ...others, requiredIf }))
    sayLeftOut(property, value, { at, walk });
  const asked = elementsServed(elements, below(at, 'elements'), { walk, depth });
  if (asked.length === 0) return null;
  const kept = { title, ...(description ? { description } : {}), ...(visibleIf ? { visibleIf } : {}) };
  const page = {
    name: containerName(name, walk, depth),
    ...(title ? kept : { ...kept, title: undefined }),
    elements: asked,
  };
  // The texts and the condition have just been read.
  return JSON.parse(JSON.stringify(page)) as SurveyPage;
}

function elementsServed(elements: unknown, at: At, { walk, depth }: Inside): SurveyElement[] {
  if (elements === undefined || elements === null) return [];
  if (!Array.isArray(elements)) {
    say(walk, at, { said: ['not-elements', {}] });
    return [];
  }
  return elements.flatMap((element: unknown, index) => {
    const here: At = { ...at, path: `${at.path}[${index}]` };
    if (!isObject(element)) {
      say(walk, here, { said: ['not-an-element', {}] });
      return [];
    }
    const served =
      element['type'] === 'panel'
        ? panelServed(withoutIdle(namedAsToday(element)), here, { walk, depth: depth + 1 })
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

/** Says why a container is left out, and lists every question in it. */
function leaveOut(elements: unknown, { at, walk, why }: { at: At; walk: Walk; why: Said | null }): null {
  if (why) say(walk, at, { said: why });
  for (const [index, element] of (Array.isArray(elements) ? elements : []).entries()) {
    if (!isObject(element)) continue;
    const path = at.path.endsWith('elements') ? at.path : below(at, 'elements').path;
    const here = placedAt(element, { ...at, path: `${path}[${index}]` });
    if (element['type'] === 'panel')
      leaveOut(element['elements'] ?? element['questions'], { at: here, walk, why: null });
    else leaveOutQuestion(element, here, walk);
  }
  return null;
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
    .replaceAll(/[^\w-]+/gu, '-')
    .replaceAll(/^[^A-Za-z]+|-+$/gu, '')
    .slice(0, 50);
  const isUsable = words !== '' && !words.endsWith(COMMENT_SUFFIX) && !(words in Object.prototype);
  return freeName(isUsable ? words : depth === 0 ? 'page' : 'panel', takenNames);
}
