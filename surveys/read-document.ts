import { isObject, type Reading, readProperties } from './definition-reader.ts';
import { checkLength, type ReadingOptions, SURVEY, type SurveyKind } from './definition.ts';
import { pagesServed } from './document-pages.ts';
import { namedAsToday } from './document-properties.ts';
import { sayLeftOut } from './document-question.ts';
import { withServedTexts } from './document-texts.ts';
import {
  type At,
  type DocumentProblem,
  documentProblem,
  type Place,
  say,
  type Severity,
  type Walk,
} from './document-walk.ts';
import { LANGUAGES, type Language } from './languages.ts';
import type { OwnDetails } from './reasons.ts';
import { servedNames } from './served-names.ts';
import type { SurveyDefinition } from './survey-definition.ts';

export type { DocumentProblem, Place, Severity };

type Source = Record<string, unknown>;

export type ReadDocument = {
  /** What we can ask of it, `null` when nothing. But for its length it passes `checkDefinition` as it is. */
  served: SurveyDefinition | null;
  problems: DocumentProblem[];
  /** Questions of the document, how many of them are asked, and problems by weight. */
  counts: { questions: number; served: number } & Record<Severity, number>;
};

/**
 * Reads any JSON as a SurveyJS document. What we can ask comes back as `served`; everything else is listed with its
 * place and stays in the document, which the caller keeps. A question shown only under a condition we cannot decide is
 * left out rather than put to people it is not for. Never throws, and takes time in proportion to the document.
 */
export function readDocument(
  json: unknown,
  { kind, languages = LANGUAGES, ownDetails = new Map() }: ReadingOptions,
): ReadDocument {
  if (isTooLarge(json)) {
    const problem = documentProblem(ROOT, { said: ['too-large', { most: MOST_PARTS }] });
    return { served: null, problems: [problem], counts: counted([problem], { questions: 0, served: 0 }) };
  }
  const walk = newWalk(json, languages, ownDetails);
  const served = surveyServed(json, kind, walk);
  return { served, problems: walk.problems, counts: counted(walk.problems, walk.counts) };
}

function counted(problems: DocumentProblem[], counts: Walk['counts']): ReadDocument['counts'] {
  const weighing = (severity: Severity) => problems.filter((problem) => problem.severity === severity).length;
  return {
    ...counts,
    unserved: weighing('unserved'),
    wrong: weighing('wrong'),
    advice: weighing('advice'),
  };
}

const ROOT: At = { path: '', place: { page: null, pageTitle: null, question: null } };
const MOST_PARTS = 60_000;
const DEEPEST_PARTS = 80;

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

function newWalk(json: unknown, languages: readonly Language[], ownDetails: OwnDetails): Walk {
  const names = servedNames(json);
  const reading: Reading = {
    languages: [],
    problems: [],
    asked: new Set(),
    names: new Set(),
    measures: new Set(),
    ownDetails,
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

function surveyServed(json: unknown, kind: SurveyKind, walk: Walk): SurveyDefinition | null {
  if (!isObject(json)) {
    say(walk, ROOT, { said: ['not-a-document', {}] });
    return null;
  }
  const { pages, elements, ...head } = namedAsToday(json);
  const kept = headServed(head, walk);
  const served = pagesServed({ pages, elements }, ROOT, walk);
  if (served.length === 0) return null;
  const definition: SurveyDefinition = { ...kept, pages: served };
  const { reading } = walk;
  checkLength(definition, kind, reading);
  sayStrict(walk);
  return definition;
}

function headServed(head: Source, walk: Walk): Source {
  const { served, missing } = withServedTexts(head, ROOT, walk);
  if (missing.size > 0) say(walk, ROOT, { said: ['text-missing', { languages: [...missing].join(', ') }] });
  const entries = Object.entries(served);
  const known = entries.filter(([property]) => Object.hasOwn(SURVEY, property));
  for (const [property, value] of entries)
    if (!Object.hasOwn(SURVEY, property)) sayLeftOut(property, value, { at: ROOT, walk });
  const read = readProperties(Object.fromEntries(known), {
    path: '',
    readers: SURVEY,
    reading: walk.reading,
  });
  sayStrict(walk);
  return read;
}

/** What the strict readers have found at the survey's own level, in its place. */
function sayStrict(walk: Walk): void {
  for (const { path, code, params } of walk.reading.problems.splice(0))
    say(walk, { ...ROOT, path }, { said: [code, params] });
}
