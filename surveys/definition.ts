import { type DefinitionProblem, definitionProblem } from './definition-problem.ts';
import {
  isObject,
  type PropertyReaders,
  type Reading,
  readCondition,
  readLook,
  readPlainText,
  readProperties,
  readText,
  report,
} from './definition-reader.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { readName, readQuestion } from './question-reader.ts';
import type { OwnDetails } from './reasons.ts';
import { DEEPEST_PANELS, questionsOf, type SurveyDefinition } from './survey-definition.ts';

export type { DefinitionProblem };

/** What a survey is for; only the monthly one is bound in length (practice A1). */
export type SurveyKind =
  'monthly' | 'transactional' | 'exit' | 'staff' | 'loyal' | 'follow-up' | 'win-back' | 'other';

export type CheckedDefinition =
  { ok: true; problems: []; definition: SurveyDefinition } | { ok: false; problems: DefinitionProblem[] };

/** `languages`: every text must stand in these. `ownDetails`: reasons a choice may state beside the shipped ones. */
export type ReadingOptions = {
  kind: SurveyKind;
  languages?: readonly Language[];
  ownDetails?: OwnDetails;
};

const FEWEST_MONTHLY = 3;
const MOST_MONTHLY = 5;
const MOST_QUESTIONS = 60;

const LOOK_OF_THE_SURVEY = [
  'locale',
  'widthMode',
  'width',
  'logoPosition',
  'showTitle',
  'showQuestionNumbers',
  'showProgressBar',
  'requiredText',
  'requiredMark',
  'questionTitleLocation',
  'questionErrorLocation',
  'checkErrorsMode',
];

export const SURVEY: PropertyReaders = {
  title: readText,
  description: readText,
  completeText: readText,
  completedHtml: readPlainText,
  pages: (value, path, reading) => readPages(value, path, reading),
  ...Object.fromEntries(LOOK_OF_THE_SURVEY.map((property) => [property, readLook])),
};

const containerOf = (depth: number): PropertyReaders => ({
  type: (value) => value,
  name: readName,
  title: readText,
  description: readText,
  visibleIf: readCondition,
  startWithNewLine: readLook,
  titleLocation: readLook,
  elements: (value, path, reading) => readElements(value, { path, reading, depth }),
});

/**
 * Reads any JSON as a survey and lists everything we would not ask, show or understand, each with its place. What passes
 * comes back as `definition`, cut to the part of SurveyJS this product runs; store and serve that. Never throws.
 */
export function checkDefinition(
  json: unknown,
  { kind, languages = LANGUAGES, ownDetails = new Map() }: ReadingOptions,
): CheckedDefinition {
  const reading: Reading = {
    languages,
    problems: [],
    asked: new Set(),
    names: new Set(),
    measures: new Set(),
    ownDetails,
  };
  if (!isObject(json)) return { ok: false, problems: [definitionProblem('', 'not-a-document')] };
  const { elements, ...rest } = json;
  const source = elements === undefined ? json : { ...rest, pages: [{ name: 'page1', elements }] };
  if (elements !== undefined && 'pages' in json) report(reading, 'elements', 'elements-beside-pages');
  if (!('pages' in source)) report(reading, 'pages', 'no-pages');
  const read = readProperties(source, { path: '', readers: SURVEY, reading });
  // Every property was read by the tables, which keep nothing outside the type.
  const definition = read as SurveyDefinition;
  if (reading.problems.length === 0) checkLength(definition, kind, reading);
  return reading.problems.length > 0
    ? { ok: false, problems: reading.problems }
    : { ok: true, problems: [], definition };
}

export function checkLength(definition: SurveyDefinition, kind: SurveyKind, reading: Reading): void {
  const count = questionsOf(definition).length;
  if (count === 0 || count > MOST_QUESTIONS)
    report(reading, 'pages', ['question-count', { count, most: MOST_QUESTIONS }]);
  if (kind === 'monthly' && (count < FEWEST_MONTHLY || count > MOST_MONTHLY))
    report(reading, 'pages', ['monthly-length', { count, fewest: FEWEST_MONTHLY, most: MOST_MONTHLY }]);
}

function readPages(value: unknown, path: string, reading: Reading): unknown {
  if (!Array.isArray(value) || value.length === 0) return report(reading, path, 'not-pages');
  return value.map((page: unknown, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(page)) return report(reading, at, 'not-a-page');
    const named = 'name' in page ? page : { name: `page${index + 1}`, ...page };
    return readContainer(named, { path: at, reading, depth: 0 });
  });
}

type Place = { path: string; reading: Reading; depth: number };

function readContainer(source: Record<string, unknown>, { path, reading, depth }: Place): unknown {
  if (!('name' in source)) report(reading, path, ['missing', { property: 'name' }]);
  if (!('elements' in source)) report(reading, path, ['missing', { property: 'elements' }]);
  const { elements, ...head } = source;
  // Elements come last, so that a page's own condition cannot look at the questions on it.
  return readProperties(elements === undefined ? head : { ...head, elements }, {
    path,
    readers: containerOf(depth),
    reading,
  });
}

function readElements(value: unknown, { path, reading, depth }: Place): unknown {
  if (!Array.isArray(value)) return report(reading, path, 'not-elements');
  if (depth > DEEPEST_PANELS) return report(reading, path, ['too-deep', { most: DEEPEST_PANELS }]);
  return value.map((element: unknown, index) => {
    const at = `${path}[${index}]`;
    if (!isObject(element)) return report(reading, at, 'not-an-element');
    return element['type'] === 'panel'
      ? readContainer(element, { path: at, reading, depth: depth + 1 })
      : readQuestion(element, at, reading);
  });
}
